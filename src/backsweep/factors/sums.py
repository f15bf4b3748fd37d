"""Factors of adding up and of copying, which are transposes of one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..functions.build import apply, expand, keep, spread
from ..graph import Node
from ..ops import CUMSUM, SUM
from .factor import Factor, Values
from .rates import Diag


@dataclass(frozen=True, eq=False)
class Sum(Factor):
    """Entries added up along axes: each of them moves the sum by as much."""

    axis: tuple[int, ...]

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(SUM, (nudge,), (self.axis,))

    def pull(self, desire: Node, x: Node) -> Node:
        return along(desire, x, self.axis)

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return float(np.sqrt(x.size / y.size)) if y.size else 0.0

    def gain_after(self, before: Factor, values: Values) -> float | None:
        """A sum moves most when its entries are nudged in proportion to their rates."""
        if not isinstance(before, Diag) or not isinstance(before.rates, Node):
            return None
        lengths = np.sqrt(np.sum(np.square(values(before.rates)), axis=self.axis))
        return float(np.max(lengths, initial=0.0))


def along(reduced: Node, like: Node, axis: tuple[int, ...]) -> Node:
    """A reduced array repeated along the axes that were reduced away."""
    kept = keep(reduced, like.shape, axis) if reduced.shape else reduced
    return spread(kept, like.shape)


class Spread(Factor):
    """One entry copied to many: their desires add up."""

    def push(self, nudge: Node, y: Node) -> Node:
        return spread(nudge, y.shape)

    def pull(self, desire: Node, x: Node) -> Node:
        lengths = (1,) * (desire.ndim - x.ndim) + x.shape
        pairs = zip(desire.shape, lengths, strict=True)
        grown = tuple(k for k, (wide, one) in enumerate(pairs) if wide != one)
        summed = apply(SUM, (desire,), (grown,)) if grown else desire
        return expand(summed, x.shape)

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return float(np.sqrt(y.size / x.size)) if x.size else 0.0


@dataclass(frozen=True, eq=False)
class RunningSum(Factor):
    """Each entry moves all sums from its own place on."""

    axis: int

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(CUMSUM, (nudge,), (self.axis,))

    def pull(self, desire: Node, x: Node) -> Node:
        total = apply(CUMSUM, (reversed_along(desire, self.axis),), (self.axis,))
        return reversed_along(total, self.axis)

    def gain(self, values: Values, x: Node, y: Node) -> float:
        length = x.shape[self.axis] if x.size else 0
        return float(0.5 / np.sin(np.pi / (4 * length + 2))) if length else 0.0


def reversed_along(x: Any, axis: int) -> Any:
    """The entries in the opposite order along an axis."""
    return np.flip(x, axis)
