"""Where everything of a network's drawing stands: the same, whatever its numbers are.

So nothing moves while a weight is dragged but what the weight moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ...explain.drawing.chains import Strand, strands
from ...explain.drawing.layout import Layout, arranged
from ...explain.drawing.picture import Network
from ...explain.drawing.written import Spot, spots

USUAL = "8"
"""About as wide as most numbers beside a line: longer ones grow to both sides."""
MOST_SLOPES = 6
"""Of more weights, the slopes would not find room beside their lines."""


@dataclass(frozen=True)
class Stage:
    """Places and routes, the spots of words beside lines, and each weight's chain."""

    layout: Layout
    amounts: Mapping[str, Spot]
    slopes: Mapping[str, Spot]
    strands: Mapping[str, Strand]


def stage(network: Network) -> Stage:
    """The stage of a network; made once for all that are wired alike."""
    return _made(_Key(network))


class _Key:
    """A network as a key: its wiring, and none of its numbers."""

    def __init__(self, network: Network):
        self.network = network
        neurons = ((one.key, str(one.label), one.kind) for one in network.neurons)
        lines = ((x.source, x.target, str(x.weight)) for x in network.connections)
        self._wiring = (*neurons, *lines)

    def __hash__(self) -> int:
        return hash(self._wiring)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._wiring == other._wiring


@lru_cache(maxsize=100)
def _made(key: _Key) -> Stage:
    network = key.network
    layout, weights = arranged(network), network.weights
    told = [(one.key, f"{one.weight} = {USUAL}") for one in weights]
    if len(weights) <= MOST_SLOPES:
        told += [(one.key, f"← {USUAL}") for one in weights]
    found = spots(told, network.connections, layout)
    keys = [one.key for one in weights]
    amounts = dict(zip(keys, found, strict=False))
    slopes = dict(zip(keys, found[len(keys) :], strict=False))
    return Stage(layout, amounts, slopes, strands(network))
