"""Means over normal numbers, as precise for a corner or a steep squish as for a line.

The range is cut at the corners, and each part integrated by the rule of Takahashi and
Mori (1974, tanh-sinh), whose places crowd towards both ends of a part.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

Array = Any
Function = Callable[[Array], Array]
FAR = 10.0
"""The normal density beyond is less than 1e-22."""
LEAST, MOST = 1e-200, 1e200
"""Mean squares that stand for 0 and infinity: a corner is then seen from beside it."""


def mean(f: Function, q: float, corners: Sequence[float] = ()) -> float:
    """The mean of ``f(√q z)`` over standard normal ``z``, to about 1e-13.

    ``corners`` are where ``f`` or its slope jumps.

    >>> round(mean(abs, 4.0), 9) == round(2 * math.sqrt(2 / math.pi), 9)
    True
    """
    size = _size(q)
    z, shares = _line(tuple(corner / size for corner in corners))
    return float(np.sum(shares * f(size * z)))


def mean_product(
    f: Function, q: float, c: float, corners: Sequence[float] = ()
) -> float:
    """The mean of ``f(x) f(y)``, both normal: mean square ``q`` and correlation ``c``.

    >>> round(mean_product(np.sign, 1.0, 0.5, [0.0]), 9) == round(1 / 3, 9)
    True
    """
    size, rest = _size(q), math.sqrt(1 - c * c)
    turns = [corner / size for corner in corners]
    z, shares = map(np.ravel, _line(tuple(turns)))
    moved = np.array([0.0, *turns]) - c * z[:, None]
    other, others = _places(_cut(moved / max(rest, LEAST)))
    y = c * z[:, None, None] + rest * other
    return float(np.sum(shares * f(size * z) * np.sum(others * f(size * y), (1, 2))))


def _size(q: float) -> float:
    return math.sqrt(min(max(q, LEAST), MOST))


@lru_cache(64)
def _line(corners: tuple[float, ...]) -> tuple[Array, Array]:
    """Where to look on the whole line, zero always being an end of a part."""
    return _places(_cut(np.array([0.0, *corners])))


def _cut(at: Array) -> Array:
    """The ends of the parts, ``(..., parts + 1)``: a part outside has no length."""
    inside = np.sort(np.clip(at, -FAR, FAR), axis=-1)
    edge = np.full((*inside.shape[:-1], 1), FAR)
    return np.concatenate([-edge, inside, edge], axis=-1)


def _places(ends: Array) -> tuple[Array, Array]:
    """Where to look, ``(..., parts, places)``, and what each place counts there."""
    left, right = ends[..., :-1, None], ends[..., 1:, None]
    half = (right - left) / 2
    z = (right + left) / 2 + half * UNIT
    return z, half * SHARES * np.exp(-np.square(z) / 2) / math.sqrt(2 * math.pi)


def _rule(count: int = 100, apart: float = 0.032) -> tuple[Array, Array]:
    """Places from -1 to 1, and the shares of a sum that is an integral."""
    at = apart * np.arange(-count, count + 1)
    inner = math.pi / 2 * np.sinh(at)
    return np.tanh(inner), apart * math.pi / 2 * np.cosh(at) / np.square(np.cosh(inner))


UNIT, SHARES = _rule()
