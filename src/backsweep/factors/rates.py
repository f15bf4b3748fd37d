"""Factors of functions that work entry by entry: a rate for each entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..functions.build import choose
from ..graph import Node
from ..ops import constant_value, elementwise
from .factor import Factor, Values, zeros

MULTIPLY = elementwise(np.multiply)


@dataclass(frozen=True, eq=False)
class Diag(Factor):
    """Each entry times its own rate: every elementwise function."""

    rates: Any

    @property
    def name(self) -> str:
        return f"Diag({self.rates!r})"

    def push(self, nudge: Node, y: Node) -> Node:
        return times(nudge, self.rates)

    def pull(self, desire: Node, x: Node) -> Node:
        return times(desire, self.rates)

    def gain(self, values: Values, x: Node, y: Node) -> float:
        rates = values(self.rates) if isinstance(self.rates, Node) else self.rates
        return float(np.max(np.abs(rates), initial=0.0))


def times(one: Node, rates: Any) -> Node:
    """Their product; numbers at the front of both are multiplied out: 1/2·2x = x."""
    first = constant_value(one)
    if first is None or not isinstance(rates, Node) or rates.op is not MULTIPLY:
        return one * rates
    second, rest = rates.inputs
    if constant_value(second) is None:
        return one * rates
    return (one * second) * rest


@dataclass(frozen=True, eq=False)
class Over(Factor):
    """Each entry divided by its own number: ``Diag(1 / divisor)`` in one rounding."""

    divisor: Any

    @property
    def rates(self) -> Node:
        """The rates, as ``Diag`` has them."""
        return 1 / self.divisor

    def push(self, nudge: Node, y: Node) -> Node:
        return nudge / self.divisor

    def pull(self, desire: Node, x: Node) -> Node:
        return desire / self.divisor

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return float(np.max(np.abs(1 / values(self.divisor)), initial=0.0))


@dataclass(frozen=True, eq=False)
class Gate(Factor):
    """Open where the mask is true, shut elsewhere; what is shut cannot make a nan."""

    mask: Node

    def push(self, nudge: Node, y: Node) -> Node:
        return choose(self.mask, nudge, zeros(nudge))

    def pull(self, desire: Node, x: Node) -> Node:
        return choose(self.mask, desire, zeros(desire))

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return float(np.any(values(self.mask)))
