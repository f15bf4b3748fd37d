"""The lesson's own network: one neuron per layer, no squish.

Everything that the lesson computes by hand, ``backsweep explain lesson`` explains.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS = ("w1", "w2", "w3")
NUMBERS: Mapping[str, int] = MappingProxyType(
    {"w1": 1, "w2": 2, "w3": 2, "a0": 1, "y": 3}
)


def cost(w1: float, w2: float, w3: float, a0: float, y: float) -> float:
    """How far the last of three neurons in a row is from the desired ``y``, squared."""
    a1 = w1 * a0
    a2 = w2 * a1
    a3 = w3 * a2
    return (a3 - y) ** 2
