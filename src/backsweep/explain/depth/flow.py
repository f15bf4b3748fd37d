"""What the desire flows through on its way from the cost back to one value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ...factors import Factor
from ...graph import Node
from ...rules import factors
from ..run import Run


@dataclass(frozen=True, eq=False)
class Pull:
    """One factor that the desire flows back through, from ``of`` to an input ``by``."""

    of: Node
    by: Node
    factor: Factor

    def brought(self, run: Run) -> Node:
        """What it adds to the desire of ``by``."""
        return self.factor.pull(run.desires[self.of], self.by)


def pulls(one: Node) -> list[Pull]:
    """The factors of an operation that a desire flows back through."""
    pairs = zip(one.inputs, factors(one), strict=True)
    return [Pull(one, x, factor) for x, factor in pairs if factor is not None]


def by_input(all_pulls: Iterable[Pull]) -> dict[Node, list[Pull]]:
    """Pulls by the value that they lead to."""
    found: dict[Node, list[Pull]] = defaultdict(list)
    for pull in all_pulls:
        found[pull.by].append(pull)
    return found


def users_of(run: Run) -> dict[Node, list[Pull]]:
    """The factors that lead to each value, from operations that have a desire."""
    desired = filter(run.desires.__contains__, run.computed)
    return by_input(pull for one in desired for pull in pulls(one))


def behind(run: Run) -> dict[Node, int]:
    """How many operations lie between the cost and each value, on the longest way."""
    found: dict[Node, int] = {}
    for one in reversed(run.computed):
        for x in one.inputs:
            found[x] = max(found.get(x, 0), found.get(one, 0) + 1)
    return found


class Flow:
    """All chains from the cost to the value ``to``, none of them listed.

    ``into`` has, for each value on a chain, inputs first, the pulls that lead on from
    it towards ``to``. It is empty if no path leads there.
    """

    def __init__(self, run: Run, to: Node):
        self.run, self.to = run, to
        self.into: dict[Node, list[Pull]] = {}
        for one in run.order if to in run.desires else ():
            if one in run.desires and one is not to:
                found = [p for p in pulls(one) if p.by is to or p.by in self.into]
                self.into.update({one: found} if found else {})

    @cached_property
    def order(self) -> list[Node]:
        """The values on a chain, inputs first."""
        return [self.to, *self.into]

    @cached_property
    def users(self) -> dict[Node, list[Pull]]:
        """For each value on a chain, the pulls that lead to it."""
        return by_input(pull for found in self.into.values() for pull in found)
