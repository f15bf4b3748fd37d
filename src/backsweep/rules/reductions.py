"""Sums, extremes and lengths: each entry's own rate, and then the sum."""

from __future__ import annotations

import numpy as np

from ..factors import Diag, RunningSum, Sum, along
from ..functions.build import apply
from ..graph import Node
from ..ops import CUMSUM, LENGTH, MAX, MIN, SUM
from .table import rule


def ties(y: Node, x: Node, axis: tuple[int, ...]) -> Node:
    """Equal shares for the entries that are the extreme, 0 for the others."""
    won = np.equal(x, along(y, x, axis)).astype(x.dtype)
    return won / along(apply(SUM, (won,), (axis,)), x, axis)


def direction(y: Node, x: Node, axis: tuple[int, ...]) -> Node:
    """The unit vector along ``x``; 0 where ``x`` is 0."""
    length = along(y, x, axis)
    return np.where(np.equal(length, 0), 0 * x, x / length)


# fmt: off
rule(SUM,    lambda y, x, axis: Sum(axis))
rule(MAX,    lambda y, x, axis: Sum(axis) @ Diag(ties(y, x, axis)))
rule(MIN,    lambda y, x, axis: Sum(axis) @ Diag(ties(y, x, axis)))
rule(LENGTH, lambda y, x, axis: Sum(axis) @ Diag(direction(y, x, axis)))
rule(CUMSUM, lambda y, x, axis: RunningSum(axis))
# fmt: on
