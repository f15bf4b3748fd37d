"""The gradient of each parameter as signal · input · coherence.

A parameter's gradient is what comes back to the operation that uses it (the signal),
times what it is multiplied with there (the input). How much of the two is left in the
sum over a batch and over copies is the coherence: 1 if all wish the same, 0 if the
wishes cancel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...graph import Node
from ..formula.expression import Call, Chain, Number, Rate, Symbol
from ..report.blocks import Block, Cell, Equation, Note, Paragraph, Table
from ..report.part import Part
from ..run import Run
from .flow import Pull, users_of
from .labels import label, ratio
from .norms import Real, norm
from .uses import Use, uses

LISTED = 4
"""How many uses of one parameter are listed; the largest."""


def signals(run: Run) -> Signals:
    """The gradient of every variable of a run, taken apart.

    >>> import numpy as np
    >>> from backsweep.explain.depth.signals import signals
    >>> from backsweep.explain.run import run
    >>> x = np.array([[3.0, 4.0]])
    >>> found = signals(run(lambda w: np.sum(x @ w), (np.ones((2, 1)),), {}))
    >>> [(use.signal, use.input, use.coherence) for use in found.parameters[0].uses]
    [(1.0, 5.0, 1.0)]
    """
    return Signals(run)


@dataclass(frozen=True, eq=False)
class Signal:
    """One use: what it brings to the gradient, and of what signal and input."""

    at: Node
    brought: Real
    signal: Real
    input: Real

    @property
    def coherence(self) -> Real | None:
        """What is left of signal times input; ``None`` where either is nothing."""
        most = self.signal * self.input
        return self.brought / most if most else None


@dataclass(frozen=True, eq=False)
class Parameter:
    """A variable, the length of its gradient, and its uses."""

    name: str
    node: Node
    size: Real
    uses: tuple[Signal, ...]

    @property
    def coherence(self) -> Real | None:
        """How much of what the uses bring is left in their sum."""
        most = sum(use.brought for use in self.uses)
        return self.size / most if most else None


class Signals(Part):
    """For each parameter: its gradient, and the signal and input of each use."""

    def __init__(self, run: Run):
        self.run = run

    @cached_property
    def parameters(self) -> list[Parameter]:
        """The variables that a path leads to, in the order of the arguments."""
        known = self.run.variables.items()
        return [self._parameter(*one) for one in known if one[1] in self.run.desires]

    @cached_property
    def _users(self) -> dict[Node, list[Pull]]:
        return users_of(self.run)

    def _parameter(self, name: str, one: Node) -> Parameter:
        found = uses(self._users, one)
        size = norm(self.run.desire(one))
        return Parameter(name, one, size, tuple(map(self._signal, found)))

    def _signal(self, use: Use) -> Signal:
        run, at = self.run, use.pull.of
        brought = norm(run.values(use.brought(run)))
        return Signal(at, brought, norm(run.desire(at)), use.met(run))

    @property
    def without(self) -> list[str]:
        """The variables that no path leads to."""
        run = self.run
        return [name for name, one in run.variables.items() if one not in run.desires]

    def blocks(self) -> Sequence[Block]:
        """What the three words mean, and a row for each use."""
        return list(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        words = ("signal", "input", "coherence")
        made = Chain(tuple(map(Symbol, words)))
        gradient = Call("length", (Rate(label(self.run, self.run.cost), Symbol("W")),))
        yield Equation(gradient, (made,))
        yield Paragraph((MEANING,))
        rows = tuple(row for one in self.parameters for row in self._rows(one))
        head = ("parameter", "used in", "gradient", *words)
        yield Table("Parameters", head, rows, numeric=(2, 3, 4, 5))
        if self.without:
            yield Note((f"No path leads to {', '.join(self.without)}.",))

    def _rows(self, one: Parameter) -> Iterator[tuple[Cell, ...]]:
        name: Cell = label(self.run, one.node)
        if len(one.uses) > 1:
            count = f"{len(one.uses)} uses together, the largest of them:"
            yield name, count, Number(one.size), "", "", ratio(one.coherence)
            name = ""
        for use in sorted(one.uses, key=lambda use: -use.brought)[:LISTED]:
            numbers = map(ratio, (use.brought, use.signal, use.input, use.coherence))
            yield name, label(self.run, use.at), *numbers

    def data(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "parameters": [self._data(one) for one in self.parameters],
            "without_path": self.without,
        }

    def _data(self, one: Parameter) -> dict[str, Any]:
        return {
            "name": one.name,
            "gradient": one.size,
            "coherence": one.coherence,
            "uses": [
                {
                    "at": str(label(self.run, use.at)),
                    "brought": use.brought,
                    "signal": use.signal,
                    "input": use.input,
                    "coherence": use.coherence,
                }
                for use in one.uses
            ],
        }


MEANING = (
    "The signal is the length of the desire at the operation that uses the parameter, "
    "the input that of what the parameter is multiplied with there. Coherence is what "
    "the sum over the batch leaves of the two: 1 if all examples wish the same, near 0 "
    "if their wishes cancel. Of several uses, it is what the sum of the uses leaves."
)
