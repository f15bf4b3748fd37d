"""How far a value is from the cost, and which one is the farthest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ...explain.depth.flow import Pull, by_input, pulls
from ...explain.depth.uses import uses
from ...explain.run import Run
from ...factors import Identity
from ...graph import Node, topological

Users = Mapping[Node, Sequence[Pull]]
"""The factors that lead to each value."""


def front(run: Run) -> Node | None:
    """The value farthest from the cost that a variable helps to make.

    Of all operations that use a variable, the one that the most operations lie behind,
    with what is only added to it. ``None`` if no path leads to any variable.
    """
    behind: dict[Node, int] = {}
    for one in reversed(run.computed):
        for x in one.inputs:
            behind[x] = max(behind.get(x, 0), behind.get(one, 0) + 1)
    users = users_of(run)
    made = (use.pull.of for x in run.variables.values() for use in uses(users, x))
    found = max(made, key=lambda one: behind.get(one, 0), default=None)
    return None if found is None else _with_bias(users, found)


def _with_bias(users: Users, one: Node) -> Node:
    while len(ways := users.get(one, ())) == 1 and isinstance(ways[0].factor, Identity):
        one = ways[0].of
    return one


def users_of(run: Run) -> Users:
    """The factors that lead to each value, from operations that have a desire."""
    desired = filter(run.desires.__contains__, run.computed)
    return by_input(pull for one in desired for pull in pulls(one))


def longest(run: Run, of: Node, by: Node, counted: Callable[[Pull], bool]) -> int:
    """The most factors that count on any way from ``of`` back to ``by``."""
    most = {by: 0}
    for one in topological([of], (by,)):
        if one in run.desires and one is not by:
            ways = [p for p in pulls(one) if p.by in most]
            if ways:
                most[one] = max(most[p.by] + counted(p) for p in ways)
    return most.get(of, 0)
