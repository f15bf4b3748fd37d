"""The sweep and the ripple: the chain rule, backward and forward.

Both walk the graph once. Each node is met after everything that it shares a factor
with, so a shared factor is used once for all the chains that go through it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .graph import Node, reachable, topological
from .rules import factors


def sweep(
    desires: Mapping[Node, Node],
    wrt: Sequence[Node],
    record: dict[Node, Node] | None = None,
) -> list[Node | None]:
    """The desire for each node of ``wrt``, ``None`` where there is no path to it.

    ``desires`` gives the desire (dC/dy) of each output; ``record`` gets the desire of
    every node on the way. Source: Linnainmaa (1976),
    Taylor expansion of the accumulated rounding error, BIT 16.
    """
    order = topological(desires, wrt)
    active = reachable(wrt, order)
    waiting = dict(desires)
    for one in reversed(order):
        desire = waiting.pop(one, None) if one in active else None
        if desire is None:
            continue
        if record is not None:
            record[one] = desire
        for x, factor in zip(one.inputs, factors(one), strict=True):
            if factor is not None and x in active:
                pulled = factor.pull(desire, x)
                waiting[x] = waiting[x] + pulled if x in waiting else pulled
    return [waiting.get(x) for x in wrt]


def ripple(nudges: Mapping[Node, Node], outputs: Sequence[Node]) -> list[Node | None]:
    """The nudge of each output, ``None`` where no nudge reaches it.

    Source: Wengert (1964), A simple automatic derivative evaluation program, CACM 7.
    """
    order = topological(outputs, nudges)
    active = reachable(nudges, order)
    moved: dict[Node, Node] = dict(nudges)
    for one in order:
        if one not in active:
            continue
        for x, factor in zip(one.inputs, factors(one), strict=True):
            if factor is not None and x in moved:
                pushed = factor.push(moved[x], one)
                moved[one] = moved[one] + pushed if one in moved else pushed
    return [moved.get(y) for y in outputs]
