"""A worked sweep with one wrong step in it: which is it, and what is right there?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ...explain.formula.expression import Formula
from ..errors import LessonMistake
from ..exercise.arithmetic import Numbers, Real
from ..exercise.closeness import apart
from ..exercise.exercise import worked
from ..exercise.figures import figures
from ..exercise.steps import Kind, Step
from ..exercise.words import Words
from ..mistakes.fault import Fault
from ..mistakes.mistakes import Mistakes
from ..variants.seeds import generator
from ..variants.variant import Variant, variant

YOU = "you "


class Truth(StrEnum):
    """What is the matter with a line.

    ``CARRIED``: worked out rightly, but from the wrong number.
    """

    RIGHT = "right"
    WRONG = "wrong"
    CARRIED = "carried"


@dataclass(frozen=True)
class Line:
    """One line of the solution: what was worked out, how, and with which numbers."""

    step: Step
    formula: Formula
    figures: Formula
    number: Real
    truth: Truth


@dataclass(frozen=True, eq=False)
class Bug:
    """A variant worked out with one mistake in it."""

    variant: Variant
    fault: Fault

    @property
    def words(self) -> Words:
        """What was done wrongly: not by the learner, but by whoever wrote this."""
        first, *rest = self.fault.words
        if isinstance(first, str) and first.startswith(YOU):
            first = f"somebody {first.removeprefix(YOU)}"
        return (first, *rest)

    @property
    def right(self) -> Real:
        """The number that belongs where the mistake was made."""
        return self.variant.numbers[self.fault.step.id]

    @cached_property
    def numbers(self) -> Numbers:
        """What is written down: right up to the mistake, and what follows from it."""
        return worked_with(self.variant, self.fault)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The whole solution, in order."""
        return tuple(map(self._line, self.variant.exercise.whole))

    def line(self, step: str) -> Line | None:
        """The line of a step, by its id."""
        return next((one for one in self.lines if one.step.id == step), None)

    def _line(self, step: Step) -> Line:
        made = self.fault.formula if step.id == self.fault.step.id else step.formula
        number = self.numbers[step.id]
        known = {name: x for name, x in self.numbers.items() if name != step.id}
        return Line(step, made, figures(made, known), number, self._truth(step))

    def _truth(self, step: Step) -> Truth:
        if step.id == self.fault.step.id:
            return Truth.WRONG
        before = self.variant.mistakes.consequences.before[step.id]
        return Truth.CARRIED if self.fault.step.id in before else Truth.RIGHT


def worked_with(variant: Variant, fault: Fault) -> Numbers:
    """All numbers of a solution in which one mistake was made.

    Raises ``ArithmeticError`` where it cannot be carried on from there.
    """
    before = variant.mistakes.consequences.before
    after = [x for x in variant.exercise.whole if fault.step.id in before[x.id]]
    ids = {step.id for step in after}
    numbers = {name: x for name, x in variant.numbers.items() if name not in ids}
    numbers[fault.step.id] = fault.number(variant.numbers)
    return worked(after, numbers)


def bug(mistakes: Mistakes, seed: str) -> Bug:
    """The bug of a seed: numbers, step and mistake follow from it.

    Every step of the way back is as likely as any other, however many mistakes can be
    made in it. Raises ``LessonMistake`` if none can be made at all.

    >>> from ..grammar.asks import exercise_graph
    >>> from ..mistakes.known import mistakes_of
    >>> graph = exercise_graph("C = (w*x - y)**2", "w = 2, x = 3, y = 5", "dC/dw")
    >>> [x.truth for x in bug(mistakes_of(graph), "abc234").lines].count("wrong")
    1
    """
    drawn = variant(mistakes, seed)
    by_step: dict[str, list[Fault]] = {}
    for fault in _fit(drawn):
        by_step.setdefault(fault.step.id, []).append(fault)
    if not by_step:
        cure = "ask for a slope as well"
        raise LessonMistake("there is no way back to hide a bug in", cure=cure)
    draw = generator("bug", mistakes.exercise.graph, seed)
    return Bug(drawn, draw.choice(by_step[draw.choice(sorted(by_step))]))


def has_bugs(mistakes: Mistakes) -> bool:
    """Whether there is a way back, and something to be done wrongly on it."""
    return any(fault.step.kind is not Kind.VALUE for fault in mistakes.all)


def _fit(variant: Variant) -> Iterator[Fault]:
    """The mistakes on the way back that leave a solution to look at."""
    for fault in variant.here.faults:
        if fault.step.kind is not Kind.VALUE and _shows(variant, fault):
            yield fault


def _shows(variant: Variant, fault: Fault) -> bool:
    """Whether its number is another one, and all lines after it can be worked out."""
    try:
        made = worked_with(variant, fault)[fault.step.id]
    except ArithmeticError:
        return False
    return apart(made, variant.numbers[fault.step.id])
