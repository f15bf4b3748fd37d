"""The values that every chain passes: where a flow that has branched is one again."""

from __future__ import annotations

from ...graph import Node
from .flow import Flow


def passed_by_all(flow: Flow) -> list[Node]:
    """The values that all chains of the flow pass, from the cost back to its end.

    Chains only ever lead on in the order of the graph, so a value is passed by all of
    them if no factor leads from behind it to a value before it.
    """
    place = {one: k for k, one in enumerate(flow.order)}
    found, furthest = [], 0
    for one in flow.order:
        if furthest <= place[one]:
            found.append(one)
        furthest = max([furthest, *(place[pull.of] for pull in flow.users[one])])
    return found[::-1]
