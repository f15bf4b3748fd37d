"""The symbol of every value that has a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from ..graph import Node
from ..ops import INPUT, MARK
from .formula.expression import Symbol

COSTS = ("C", "cost", "loss", "L", "J")


def symbols(
    named: Mapping[Node, str],
    order: Sequence[Node],
    cost: Node,
    variables: Collection[Node],
) -> dict[Node, Symbol]:
    """Symbols for the named nodes of ``order``, in that order, and for the cost.

    Values that share a name, as in a loop, are counted; an argument that the function
    writes a new value over keeps the plain name.
    """
    marked = {one.inputs[0] for one in variables if one.op is MARK}
    found = {one: named[one] for one in order if one in named and one not in marked}
    passed = {one for one in found if one.op is INPUT or one in variables}
    often = Counter(found.values())
    met: Counter[str] = Counter()
    made: dict[Node, Symbol] = {}
    for one, name in found.items():
        if often[name] == 1 or one in passed:
            made[one] = Symbol(name)
        else:
            met[name] += 1
            made[one] = Symbol(name, turn=met[name])
    if cost not in made:
        made[cost] = Symbol(next(c for c in (*COSTS, "the cost") if c not in often))
    return made
