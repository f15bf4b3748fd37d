"""Diagonals and triangles of matrices."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arrays import means
from ..ops import SCATTER
from .build import apply, refuse_out


@means(np.diagonal)
def diagonal(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """The entries on a diagonal, along the last axis."""
    moved = np.moveaxis(a, (axis1, axis2), (-2, -1))
    rows, columns = moved.shape[-2:]
    below, above = max(-offset, 0), max(offset, 0)
    places = np.arange(max(min(rows - below, columns - above), 0))
    return moved[..., places + below, places + above]


@means(np.linalg.diagonal)
def last_diagonal(x: Any, *, offset: int = 0) -> Any:
    """The entries on a diagonal of the last two axes."""
    return diagonal(x, offset, -2, -1)


@means(np.diag)
def diag(v: Any, k: int = 0) -> Any:
    """The diagonal of a matrix, or the matrix with this diagonal."""
    return diagflat(v, k) if v.ndim == 1 else np.copy(diagonal(v, k))


@means(np.diagflat)
def diagflat(v: Any, k: int = 0) -> Any:
    """The matrix whose diagonal has the entries of ``v``."""
    line = np.ravel(v)
    side, places = len(line) + abs(k), np.arange(len(line))
    rows, columns = places + max(-k, 0), places + max(k, 0)
    return apply(SCATTER, (line, rows, columns), ((0, 1), (side, side)))


@means(np.trace)
def trace(
    a: Any,
    offset: int = 0,
    axis1: int = 0,
    axis2: int = 1,
    dtype: Any = None,
    out: Any = None,
) -> Any:
    """The sum of a diagonal."""
    refuse_out(np.trace, out)
    return np.sum(diagonal(a, offset, axis1, axis2), axis=-1, dtype=dtype)


@means(np.linalg.trace)
def last_trace(x: Any, *, offset: int = 0, dtype: Any = None) -> Any:
    """The sum of a diagonal of the last two axes."""
    return trace(x, offset, -2, -1, dtype)


@means(np.tril)
def tril(m: Any, k: int = 0) -> Any:
    """The matrix with zeros above a diagonal."""
    return np.where(_below(m, k), m, np.zeros(1, m.dtype))


@means(np.triu)
def triu(m: Any, k: int = 0) -> Any:
    """The matrix with zeros below a diagonal."""
    return np.where(_below(m, k - 1), np.zeros(1, m.dtype), m)


def _below(m: Any, k: int) -> np.ndarray:
    """Where a matrix is on or below a diagonal; a vector stands for equal rows."""
    return np.tri(m.shape[max(m.ndim - 2, 0)], m.shape[-1], k, bool)
