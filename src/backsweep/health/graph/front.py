"""How far a value is from the cost, and which one is the farthest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ...explain.depth.flow import Pull, behind, pulls, users_of
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
    far, users = behind(run), users_of(run)
    made = (use.pull.of for x in run.variables.values() for use in uses(users, x))
    found = max(made, key=lambda one: far.get(one, 0), default=None)
    return None if found is None else _with_bias(users, found)


def _with_bias(users: Users, one: Node) -> Node:
    while len(ways := users.get(one, ())) == 1 and isinstance(ways[0].factor, Identity):
        one = ways[0].of
    return one


def longest(run: Run, of: Node, by: Node, counted: Callable[[Pull], bool]) -> int:
    """The most factors that count on any way from ``of`` back to ``by``."""
    most = {by: 0}
    for one in topological([of], (by,)):
        if one in run.desires and one is not by:
            ways = [p for p in pulls(one) if p.by in most]
            if ways:
                most[one] = max(most[p.by] + counted(p) for p in ways)
    return most.get(of, 0)
