"""The sweep with a marker: each desire apart by how many marked values it came through.

The desire of a value is a polynomial in a marker, an array for each degree. Factors are
linear, so each array is pulled on its own; behind a marked value all degrees go up by
one. No path is ever listed. Source: generating functions of paths in a graph, as in
Flajolet and Sedgewick (2009), Analytic Combinatorics, section V.5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from ...graph import Node, topological
from ..run import Run, placeholder
from .flow import Flow, Pull

Degrees = dict[int, Any]
"""An array, or a number of paths, for each degree that occurs."""


def desires_by_degree(flow: Flow, marked: Callable[[Pull], bool]) -> Degrees:
    """The desire at the end of the flow; ``marked`` pulls raise the degree by one."""
    run = flow.run

    def pulled(pull: Pull, desires: Degrees) -> Degrees:
        if len(desires) == 1:
            return dict.fromkeys(desires, run.values(pull.brought(run)))
        apply = Applied(run, pull)
        return {degree: apply(desire) for degree, desire in desires.items()}

    return _swept(flow, marked, run.desire(run.cost), pulled)


def paths_by_degree(flow: Flow, marked: Callable[[Pull], bool]) -> dict[int, int]:
    """How many paths there are of each degree, exactly."""
    return _swept(flow, marked, 1, lambda pull, counts: counts)


def _swept(
    flow: Flow,
    marked: Callable[[Pull], bool],
    start: Any,
    pulled: Callable[[Pull, Degrees], Degrees],
) -> Degrees:
    waiting: dict[Node, Degrees] = defaultdict(dict, {flow.run.cost: {0: start}})
    for one in reversed(flow.into):
        here = waiting.pop(one)
        for pull in flow.into[one]:
            there, step = waiting[pull.by], int(marked(pull))
            for degree, brought in pulled(pull, here).items():
                known = there.get(degree + step)
                there[degree + step] = brought if known is None else known + brought
    return waiting[flow.to]


class Applied:
    """The pull of one factor as a function of numbers, made once for all degrees."""

    def __init__(self, run: Run, pull: Pull):
        self.run = run
        self.desire = placeholder(pull.of, "desire")
        self.pulled = pull.factor.pull(self.desire, pull.by)
        self.known = {one: run.values(one) for one in self._frontier()}

    def _frontier(self) -> list[Node]:
        """What the pull needs beside the desire: rates, computed once for all."""
        moved = {self.desire}
        order = topological([self.pulled], moved)
        for one in order:
            if not moved.isdisjoint(one.inputs):
                moved.add(one)
        needed = (i for one in order if one in moved for i in one.inputs)
        return [one for one in (self.pulled, *needed) if one not in moved]

    def __call__(self, desire: Any) -> Any:
        """What the factor makes of this desire."""
        values = self.run.values.changed({self.desire: desire}, self.known)
        return values(self.pulled)
