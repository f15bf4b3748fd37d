"""The length of vectors and the size of matrices."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple

from ..arrays import means
from ..errors import NoRule
from ..ops import LENGTH
from .averages import floating
from .build import converted
from .reductions import reduce


@means(np.linalg.norm)
def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    """The length of vectors: Euclidean, 1, infinity, 0 or p; Frobenius of matrices."""
    a = floating(x)
    if axis is None and ord is None:
        return reduce(LENGTH, a, None, keepdims)
    axes = range(a.ndim) if axis is None else normalize_axis_tuple(axis, a.ndim)
    if len(axes) == 1:
        return _vector_norm(a, 2 if ord is None else ord, tuple(axes), keepdims)
    if len(axes) == 2:
        return _matrix_norm(a, ord, tuple(axes), keepdims)
    raise ValueError("Improper number of dimensions to norm.")


@means(np.linalg.vector_norm)
def vector_norm(
    x: Any, /, *, axis: Any = None, keepdims: bool = False, ord: Any = 2
) -> Any:
    """The length of all entries, or of those along axes."""
    a = floating(x)
    axes = range(a.ndim) if axis is None else normalize_axis_tuple(axis, a.ndim)
    return _vector_norm(a, ord, tuple(axes), keepdims)


@means(np.linalg.matrix_norm)
def matrix_norm(x: Any, /, *, keepdims: bool = False, ord: Any = "fro") -> Any:
    """The size of the matrices in the last two axes."""
    a = floating(x)
    return _matrix_norm(a, ord, (a.ndim - 2, a.ndim - 1), keepdims)


def _vector_norm(x: Any, ord: Any, axes: tuple[int, ...], keepdims: bool) -> Any:
    if ord == 2:
        return reduce(LENGTH, x, axes, keepdims)
    size = np.abs(x)
    if ord in (np.inf, -np.inf):
        return (np.max if ord > 0 else np.min)(size, axis=axes, keepdims=keepdims)
    if ord == 0:
        size = converted(np.not_equal(x, 0), x.dtype)
    powers = size if ord in (0, 1) else size**ord
    total = np.sum(powers, axis=axes, keepdims=keepdims)
    return total if ord in (0, 1) else _root(total, ord)


def _root(total: Any, ord: float) -> Any:
    """The root of the given order; at 0, where it has no slope, its rate is 0."""
    flat = np.logical_and(np.equal(total, 0), ord > 1)
    return np.where(flat, total * 0.0, np.where(flat, 1.0, total) ** (1.0 / ord))


def _matrix_norm(x: Any, ord: Any, axes: tuple[int, ...], keepdims: bool) -> Any:
    if ord is None or ord == "fro":
        return reduce(LENGTH, x, axes, keepdims)
    if ord not in (1, -1, np.inf, -np.inf):
        raise NoRule(
            f"np.linalg.norm(ord={ord!r}) of matrices has no rule",
            cure="the nearest that have one: 'fro', 1, -1, np.inf, -np.inf",
        )
    summed, limited = axes if abs(ord) == 1 else axes[::-1]
    sums = np.sum(np.abs(x), axis=summed, keepdims=True)
    result = (np.max if ord > 0 else np.min)(sums, axis=limited, keepdims=True)
    return result if keepdims else np.squeeze(result, axes)
