"""Sums, extremes and lengths: each entry's own rate, and then the sum."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..factors import Diag, RunningSum, Sum, along
from ..functions.build import apply
from ..ops import CUMSUM, LENGTH, MAX, MIN, SUM
from .elementwise import unit
from .table import rule


def ties(y: Any, x: Any, axis: tuple[int, ...]) -> Any:
    """Equal shares for the entries that are the extreme, 0 for the others."""
    top: Any = along(y, x, axis)
    won = np.equal(x, top).astype(x.dtype)
    return won / along(apply(SUM, (won,), (axis,)), x, axis)


# fmt: off
rule(SUM,    lambda y, x, axis: Sum(axis))
rule(MAX,    lambda y, x, axis: Sum(axis) @ Diag(ties(y, x, axis)))
rule(MIN,    lambda y, x, axis: Sum(axis) @ Diag(ties(y, x, axis)))
rule(LENGTH, lambda y, x, axis: Sum(axis) @ Diag(unit(x, along(y, x, axis))))
rule(CUMSUM, lambda y, x, axis: RunningSum(axis))
# fmt: on
