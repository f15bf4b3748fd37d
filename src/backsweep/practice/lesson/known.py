"""What the names in a passage stand for: numbers of its exercise, or its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...errors import BacksweepError
from ...explain.formula.expression import Formula, Rate, Symbol
from ...explain.formula.trees import parts
from ..exercise.arithmetic import Real, evaluate
from ..exercise.exercise import Exercise
from ..grammar.checks import checked
from ..grammar.graph import Graph, Slope


class Known:
    """Numbers by name: those of a graph, if there is one, and what was said since.

    >>> from ..grammar.asks import exercise_graph
    >>> graph = exercise_graph("C = (w*x - 1)**2", "w = 2, x = 3", "forward")
    >>> Known(graph).value(Rate(Symbol("C"), Symbol("w")))
    30
    """

    def __init__(self, graph: Graph | None = None):
        self.graph = graph
        exercise = Exercise(graph) if graph else None
        self.numbers = exercise.numbers(exercise.graph.given) if exercise else {}

    def value(self, formula: Formula | None) -> Real | None:
        """The formula worked out; ``None`` where it speaks of something unknown."""
        if formula is None:
            return None
        for one in _rates(formula):
            self._find(one)
        try:
            return evaluate(formula, self.numbers)
        except (LookupError, ArithmeticError, ValueError):
            return None

    def learn(self, formula: Formula | None, value: Real) -> None:
        """Let a name or a rate that is new stand for a number from now on."""
        if isinstance(formula, Symbol | Rate):
            self.numbers.setdefault(str(formula), value)

    def _find(self, rate: Rate) -> None:
        """A rate that the exercise does not ask for is asked of the engine."""
        names = isinstance(rate.of, Symbol) and isinstance(rate.by, Symbol)
        if str(rate) in self.numbers or not (self.graph and names):
            return
        ask = Slope(rate.of.name, rate.by.name)  # type: ignore[attr-defined]
        try:
            exercise = Exercise(checked(replace(self.graph, asks=(ask,))))
            found = exercise.numbers(self.graph.given)
        except (BacksweepError, LookupError, ArithmeticError):
            return
        self.numbers = found | self.numbers


def _rates(formula: Formula) -> Iterator[Rate]:
    if isinstance(formula, Rate):
        yield formula
    else:
        for part in parts(formula):
            yield from _rates(part)


def names(formulas: Iterable[Formula]) -> set[str]:
    """The names of values in formulas."""
    found = set[str]()
    for one in formulas:
        found |= {one.name} if isinstance(one, Symbol) else names(parts(one))
    return found


def names_of(graph: Graph) -> set[str]:
    """The names that a graph gives a meaning."""
    return {*graph.given, *(one.name for one in graph.statements)}
