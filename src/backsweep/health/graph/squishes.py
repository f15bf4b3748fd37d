"""Where a graph squishes: runs of entrywise operations on one value, one of them bent.

``1 / (1 + np.exp(-z))`` is four operations and one squish of ``z``. What the cost alone
does, as squaring an error, is none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from ...explain.depth.dominators import passed_by_all
from ...explain.depth.flow import Flow, pulls
from ...explain.run import Run
from ...graph import Node
from ...ops import CAST, MARK, REARRANGING, SUM, constant_value, elementwise
from .weights import weighs

SHIFTS = tuple(map(elementwise, (np.add, np.subtract, np.negative, np.positive)))
MULTIPLY, DIVIDE = map(elementwise, (np.multiply, np.divide))
SAME = (CAST, MARK)


@dataclass(frozen=True, eq=False)
class Squished:
    """A value and what comes of it: ``inside`` are all operations from one to other."""

    before: Node
    after: Node
    inside: frozenset[Node]


def squishes(run: Run, to: Node) -> list[Squished]:
    """The squishes of the network between the cost and ``to``, inputs first.

    What is squished has a weight behind it on the way to the cost, or every chain
    passes it: so the exponentials in a cost are left out.
    """
    passed, later = {*passed_by_all(Flow(run, to))}, _before_weights(run)
    return [x for x in _all(run) if x.after in passed or x.after in later]


def _before_weights(run: Run) -> set[Node]:
    """The values that a weight multiplies further on."""
    found: set[Node] = set()
    for one in reversed(run.computed):
        for pull in pulls(one) if one in run.desires else ():
            if one in found or weighs(run, pull):
                found.add(pull.by)
    return found


def _all(run: Run) -> list[Squished]:
    of, ends = _roots(run), _only_summed(run)
    members: dict[Node, list[Node]] = defaultdict(list)
    for one in run.computed:
        inside = one in of and of[one] is not one and one in run.desires
        if inside and one not in ends:
            members[of[one]].append(one)
    found = (_squished(run, root, inside) for root, inside in members.items())
    return [one for one in found if one is not None]


def _roots(run: Run) -> dict[Node, Node]:
    """For each value the one that it is an entrywise function of: itself, if of many.

    Fixed numbers are functions of nothing.
    """
    found: dict[Node, Node] = {}
    for one in run.order:
        if constant_value(one) is None:
            roots = {found[x] for x in made_of(run, one) if x in found}
            alone = len(roots) == 1 and (one.op.elementwise or one.op in SAME)
            found[one] = roots.pop() if alone else one
    return found


def made_of(run: Run, one: Node) -> tuple[Node, ...]:
    """What a value is computed from: variables and what is given are not."""
    return () if one in run.varied else one.inputs


def _squished(run: Run, root: Node, inside: list[Node]) -> Squished | None:
    """What becomes of ``root``, unless it only goes on straight."""
    computed = root in run.active and root not in run.varied
    if not computed or not any(map(bent, inside)):
        return None
    return Squished(root, inside[-1], frozenset(inside))


def bent(one: Node) -> bool:
    """Whether an entrywise operation is no straight line in what it is applied to."""
    if one.op in (*SHIFTS, *SAME):
        return False
    moving = [constant_value(x) is None for x in one.inputs]
    if one.op is MULTIPLY:
        return all(moving)
    return moving[1] if one.op is DIVIDE else True


def _only_summed(run: Run) -> set[Node]:
    """What is only added up on its way to the cost, scaled perhaps by what is given."""
    users, found = _users(run), {run.cost}
    for one in reversed(run.order):
        if all(y in found and _straight(run, y) for y in users[one]):
            found.add(one)
    return found


def _straight(run: Run, one: Node) -> bool:
    if one.op in (SUM, *SHIFTS, *SAME) or one.op in REARRANGING:
        return True
    moving = [x in run.active for x in one.inputs]
    if one.op is MULTIPLY:
        return sum(moving) == 1
    return one.op is DIVIDE and moving == [True, False]


def _users(run: Run) -> dict[Node, list[Node]]:
    found: dict[Node, list[Node]] = defaultdict(list)
    for one in filter(run.active.__contains__, run.order):
        for x in made_of(run, one):
            found[x].append(one)
    return found
