"""The strongest paths one by one, the strongest first, none of the others looked at.

A sweep finds the best way on from every entry. Any path is that way but for a few turns
off it; each is met once, as the path with one turn less and then its last turn. No turn
makes a path stronger. Sources: Eppstein (1998), Finding the k shortest paths, SIAM J.
Comput. 28; Huang and Chiang (2005), Better k-best parsing, IWPT.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from ...graph import Node
from ..formula.expression import Formula, Symbol
from ..run import Run
from .semirings import Swept, greatest, sweep
from .wires import Wire, Wires


class Step(NamedTuple):
    """An entry on a path, and how fast the next one moves with it; 1 at the cost."""

    node: Node
    entry: int
    rate: Any = 1
    plain: bool = False
    """Whether the entry is only handed on."""

    @property
    def place(self) -> tuple[int, ...]:
        """The place of the entry in its array."""
        return tuple(map(int, np.unravel_index(self.entry, self.node.shape)))

    def symbol(self, run: Run) -> Formula:
        """The symbol of the entry of a named value: ``W1[3,5]``."""
        known = run.symbols[self.node]
        return replace(known, index=self.place) if isinstance(known, Symbol) else known


@dataclass(frozen=True)
class Path:
    """One path from an entry of a variable to the cost."""

    steps: tuple[Step, ...]

    @property
    def product(self) -> Any:
        """All its rates multiplied, from the cost back."""
        return math.prod(step.rate for step in reversed(self.steps))

    @property
    def readable(self) -> list[Step]:
        """The steps without those that only hand an entry on."""
        return [step for step in self.steps if not step.plain]

    def labels(self, run: Run) -> list[Formula]:
        """The entries on it that have a name."""
        named = [step for step in self.steps if step.node in run.symbols]
        return [step.symbol(run) for step in named]


class Reached(NamedTuple):
    """An entry that a path has come to, and the way there."""

    node: Node
    entry: int
    strength: Any
    """The weight of the way there, in the semiring of the strongest."""
    before: Reached | None = None
    last: Step | None = None
    """The step from the place before."""


class Search:
    """The live paths from one entry, by falling strength."""

    def __init__(self, wires: Wires, start: int):
        self.wires = wires
        self.ring = greatest(wires.run.values.exact)
        self._best: dict[Node, Swept] = {}
        top = sweep(wires, self.ring, self._best)
        self._start = Reached(wires.variable, start, self.ring.one)
        if top is not None:
            self._best[wires.variable] = top

    def paths(self, count: int) -> list[Path]:
        """The strongest ones, at most ``count``; of equals, the one met first."""
        return list(itertools.islice(self._falling(count), count))

    @property
    def live(self) -> bool:
        """Whether there is a path without a rate of 0 on it."""
        return bool(self._best) and self._whole(self._start) != self.ring.zero

    def _falling(self, count: int) -> Iterator[Path]:
        met = itertools.count()
        heap = [(0, next(met), self._start)] if self.live else []
        while heap:
            *_, place = heapq.heappop(heap)
            while place.node is not self.wires.run.cost:
                place, *others = self._onward(place, count)
                for turn in others:
                    heapq.heappush(heap, (-self._whole(turn), next(met), turn))
            yield _path(place)

    def _whole(self, place: Reached) -> Any:
        """How strong the path is that goes the best way on from a place."""
        return self.ring.times(place.strength, self._ways(place.node)[place.entry])

    def _ways(self, node: Node) -> np.ndarray:
        """How strong the best way on is, from each entry."""
        return self._best[node].rows[0]

    def _onward(self, place: Reached, count: int) -> list[Reached]:
        """Where the live edges lead, the best first, and ``count`` others at most."""
        wires = self.wires.leaving[place.node]
        found = [one for wire in wires for one in self._over(wire, place, count + 1)]
        return heapq.nlargest(count + 1, found, key=self._whole)

    def _over(self, wire: Wire, place: Reached, count: int) -> Iterator[Reached]:
        targets, rates = wire.edges.leaving(place.entry)
        weights = self.ring.of(rates)
        ways = self.ring.times(weights, self._ways(wire.of)[targets])
        for k in np.argsort(-ways, kind="stable")[:count].tolist():
            if ways[k] != self.ring.zero:
                step = Step(place.node, place.entry, rates.item(k), wire.plain)
                strength = self.ring.times(place.strength, weights[k])
                yield Reached(wire.of, int(targets[k]), strength, place, step)


def _path(end: Reached) -> Path:
    """The steps that led to the cost."""
    steps, place = [Step(end.node, end.entry)], end
    while place.before is not None and place.last is not None:
        steps.append(place.last)
        place = place.before
    return Path(tuple(reversed(steps)))
