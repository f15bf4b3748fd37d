"""An exercise: its steps, and their numbers for any numbers that are given."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ..grammar.graph import Graph, Slope, Update
from .arithmetic import Numbers, Real, as_real
from .derivation import RATE, Derivation
from .entries import Given, called, entries
from .steps import Kind, Step


class Exercise:
    """What a graph asks for, step by step.

    >>> from ..grammar.asks import exercise_graph
    >>> stated = ("C = (a - y)**2; a = w*x", "w = 2, x = 3, y = 5", "dC/dw")
    >>> for step in Exercise(exercise_graph(*stated)).steps:
    ...     print(step.symbol, "=", step.formula)
    dC/da = 2(a − y)
    da/dw = x
    dC/dw = dC/da · da/dw
    """

    def __init__(self, graph: Graph):
        self.graph = graph
        self.derivation = Derivation(graph)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The boxes, in order."""
        return self.derivation.steps

    @cached_property
    def whole(self) -> tuple[Step, ...]:
        """The steps, after the values of the forward pass that are not asked for."""
        asked = {step.id for step in self.steps}
        first = (step for step in self.derivation.forward if step.id not in asked)
        return (*first, *self.steps)

    @property
    def answers(self) -> tuple[Step, ...]:
        """The steps that an ask is about: slopes and updates; else the cost."""
        last = (Kind.SLOPE, Kind.UPDATE)
        asked = {f"d{x.of}/d{x.by}" for x in self.graph.asks if isinstance(x, Slope)}
        found = tuple(x for x in self.steps if x.kind in last or x.id in asked)
        return found or self.steps[-1:]

    def known(self, given: Given) -> dict[str, Real]:
        """What is known before the first step: the given numbers, and the rate."""
        known = {called(symbol): value for symbol, value in entries(given)}
        for ask in self.graph.asks:
            if isinstance(ask, Update):
                known[str(RATE)] = as_real(ask.rate)
        return known

    def forward(self, known: Numbers) -> dict[str, Real]:
        """The values of the forward pass."""
        return worked(self.derivation.forward, known)

    def numbers(self, given: Given) -> dict[str, Real]:
        """Every number of the exercise: what is given, and every step worked out."""
        return worked(self.whole, self.known(given))


def worked(steps: Iterable[Step], known: Numbers) -> dict[str, Real]:
    """The steps worked out in order, from what is known; what is known stays."""
    numbers = dict(known)
    for step in steps:
        if step.id not in numbers:
            numbers[step.id] = step.number(numbers)
    return numbers
