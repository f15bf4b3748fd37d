"""The formula of a value in the graph, in terms of the values that have a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ...graph import Node
from .expression import Formula
from .operations import Known, written

LONGEST, DEEPEST = 2_000, 60
"""How many nodes a formula may have, and how many inside each other."""


def formula_of(
    one: Node, named: Mapping[Node, Formula], expand: bool = False
) -> Formula:
    """The formula of ``one``; a node of ``named`` stands for itself.

    With ``expand``, ``one`` is written out although it is named. Where a formula would
    be too long or too deep to be read, it ends in "…".

    >>> import numpy as np
    >>> from backsweep.explain.formula.expression import Symbol
    >>> from backsweep.ops import constant
    >>> a3, y = constant(np.ones(3)), constant(np.arange(3.0))
    >>> print(formula_of(2 * (a3 - y), {a3: Symbol("a3"), y: Symbol("y")}))
    2(a3 − y)
    """
    if one in named and not expand:
        return named[one]
    known = Known(named)
    for step in _needed(one, named):
        known.made[step] = written(step, known)
    return known.made[one]


def _needed(one: Node, named: Mapping[Node, Formula]) -> list[Node]:
    """The nodes to write out, inputs first: level by level, while they are few."""
    far: dict[Node, int] = {}
    places, count = Counter({one: 1}), 0
    for depth in range(DEEPEST):
        count += places.total()
        if depth and count > LONGEST:
            break
        far.update(dict.fromkeys(places, depth))
        places = _before(places, named)
    return sorted(far, key=far.__getitem__, reverse=True)


def _before(places: Counter[Node], named: Mapping[Node, Formula]) -> Counter[Node]:
    """The nodes one step further in, and in how many places each is written."""
    found: Counter[Node] = Counter()
    for one, count in places.items():
        for source in one.inputs:
            if source not in named:
                found[source] += count
    return found
