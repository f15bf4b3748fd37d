"""The bends of a graph, and on which side of each of them some numbers lie.

A ReLU is a straight line on either side of its bend. What is a mistake on one side may
be none on the other: to leave its slope out changes nothing while the slope is 1. And a
mistake before the bend may lead across it, or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from ...explain.formula.expression import (
    Call,
    Choice,
    Compare,
    Formula,
    Minus,
    Number,
    Sum,
)
from ..exercise.arithmetic import Numbers, Work, work
from ..exercise.steps import Step
from .changes import inside
from .consequences import Consequences
from .fault import Fault

Sides = tuple[int | None, ...]
T = TypeVar("T", Step, Fault)


class Bends:
    """Where the formulas of some steps bend, and those of mistakes in them."""

    def __init__(self, consequences: Consequences, faults: Sequence[Fault]):
        self._consequences = consequences
        self._in_steps = [*_first(consequences.steps)]
        self._in_faults = [one for _, one in _first(faults)]
        self._before = [
            (fault, step, height)
            for step, height in self._in_steps
            for fault in consequences.reaching(step, faults)
            if fault.step.id != step.id
        ]

    def sides(self, numbers: Numbers) -> Sides:
        """Above or below, for each bend: as it is right, and after each mistake."""
        right = [_side(height, numbers) for _, height in self._in_steps]
        wrong = [_side(height, numbers) for height in self._in_faults]
        return (*right, *wrong, *self._crossed(numbers))

    def _crossed(self, numbers: Numbers) -> Iterator[int | None]:
        for fault, step, height in self._before:
            try:
                carried = self._consequences.carried(fault, step, numbers)
            except ArithmeticError:
                yield None
            else:
                yield _side(height, carried)

    def are_met(self, numbers: Numbers) -> bool:
        """Whether a bend is met exactly, where its slope is a matter of choice."""
        return any(_side(height, numbers) == 0 for _, height in self._in_steps)


def _side(height: Work, numbers: Numbers) -> int | None:
    """Above a bend 1, below it −1, on it 0; ``None`` where there is no number."""
    try:
        found = height(numbers)
    except ArithmeticError:
        return None
    return (found > 0) - (found < 0)


def _first(made: Iterable[T]) -> Iterator[tuple[T, Work]]:
    """Each bend where it is first met: how far above it the numbers are."""
    met: set[Formula] = set()
    for one in made:
        for height in _heights(one.formula):
            if height not in met:
                met.add(height)
                yield one, work(height)


def _heights(formula: Formula) -> Iterator[Formula]:
    for part in inside(formula):
        if isinstance(part, Choice) and isinstance(part.condition, Compare):
            yield Sum((part.condition.left, Minus(part.condition.right)))
        if isinstance(part, Call) and part.function == "relu":
            yield Sum((part.arguments[0], Minus(Number(0))))
