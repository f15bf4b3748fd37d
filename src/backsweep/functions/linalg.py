"""Products of matrices and what is made of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple

from ..arrays import Array, means
from ..errors import NoRule, ShapeMismatch
from ..ops import LENGTH, MATMUL
from .build import apply, expand, kind
from .reductions import keep
from .shapes import axis_tuple


def _array(x: Any) -> Any:
    return x if isinstance(x, Array) else np.asarray(x)


@means(np.matmul)
def matmul(x1: Any, x2: Any) -> Any:
    """The product of matrices, or of stacks of them; vectors stand in as one row."""
    a, b = _array(x1), _array(x2)
    if not a.ndim or not b.ndim:
        raise ShapeMismatch("matmul takes no scalars", cure="multiply with * instead")
    left = expand(a, (1, *a.shape)) if a.ndim == 1 else a
    right = expand(b, (*b.shape, 1)) if b.ndim == 1 else b
    if left.shape[-1] != right.shape[-2]:
        raise misfit("@", a, b)
    product = _stacked(left, right)
    shape = list(product.shape)
    dropped = [k for k, one in ((-2, a), (-1, b)) if one.ndim == 1]
    for k in dropped:
        del shape[k]
    return expand(product, tuple(shape))


def misfit(sign: str, a: Any, b: Any) -> ShapeMismatch:
    """The error for a product whose inner lengths differ, in the user's names."""
    left, right = (getattr(x, "called", "") or "an array" for x in (a, b))
    return ShapeMismatch(
        f"{left} {sign} {right} does not fit: shapes {a.shape} and {b.shape}",
        why="each row of the left is multiplied with each column of the right, so the "
        f"left's last length ({a.shape[-1]}) must be the right's "
        f"{'only' if b.ndim == 1 else 'second-to-last'} one "
        f"({b.shape[0] if b.ndim == 1 else b.shape[-2]})",
        cure="transpose one of them (.T), or look at where its shape was chosen",
    )


def _stacked(a: Any, b: Any) -> Any:
    """A product of stacks of matrices, spread to one common stack."""
    dtype = np.result_type(kind(a), kind(b))
    a, b = np.astype(a, dtype), np.astype(b, dtype)
    if a.ndim > 2 and b.ndim == 2:  # one flat product is faster than a stack of them
        rows = int(np.prod(a.shape[:-1]))
        flat = apply(MATMUL, (expand(a, (rows, a.shape[-1])), b))
        return expand(flat, (*a.shape[:-1], b.shape[-1]))
    stack = np.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    left = np.broadcast_to(a, (*stack, *a.shape[-2:]))
    right = np.broadcast_to(b, (*stack, *b.shape[-2:]))
    return apply(MATMUL, (left, right))


@means(np.dot)
def dot(a: Any, b: Any) -> Any:
    """The sum of products over the last axis of ``a`` and the next-to-last of ``b``."""
    a, b = _array(a), _array(b)
    if not a.ndim or not b.ndim:
        return a * b
    if a.ndim <= 2 and b.ndim <= 2:
        return matmul(a, b)
    return tensordot(a, b, ((-1,), (-1 if b.ndim == 1 else -2,)))


@means(np.inner)
def inner(a: Any, b: Any) -> Any:
    """The sum of products over the last axes."""
    a, b = _array(a), _array(b)
    return a * b if not a.ndim or not b.ndim else tensordot(a, b, ((-1,), (-1,)))


@means(np.vdot)
def vdot(a: Any, b: Any) -> Any:
    """The dot product of all entries."""
    return matmul(np.ravel(_array(a)), np.ravel(_array(b)))


@means(np.linalg.vecdot, np.vecdot)
def vecdot(x1: Any, x2: Any, axis: int = -1) -> Any:
    """The dot products of vectors along an axis."""
    return np.sum(x1 * x2, axis=axis)


@means(np.outer)
def outer(a: Any, b: Any) -> Any:
    """Every entry of ``a`` times every entry of ``b``."""
    return np.ravel(_array(a))[:, None] * np.ravel(_array(b))[None, :]


@means(np.kron)
def kron(a: Any, b: Any) -> Any:
    """The blocks ``a[i] * b`` in one array."""
    a, b = _array(a), _array(b)
    ndim = max(a.ndim, b.ndim)
    left = expand(a, (1,) * (ndim - a.ndim) + a.shape)
    right = expand(b, (1,) * (ndim - b.ndim) + b.shape)
    apart_left = expand(left, tuple(n for k in left.shape for n in (k, 1)))
    apart_right = expand(right, tuple(n for k in right.shape for n in (1, k)))
    lengths = tuple(m * n for m, n in zip(left.shape, right.shape, strict=True))
    return expand(apart_left * apart_right, lengths)


@means(np.tensordot)
def tensordot(a: Any, b: Any, axes: Any = 2) -> Any:
    """The sum of products over pairs of axes, as one product of matrices."""
    a, b = _array(a), _array(b)
    if isinstance(axes, int):
        axes = (range(a.ndim - axes, a.ndim), range(axes))
    over_a, over_b = (
        normalize_axis_tuple(list(np.atleast_1d(one)), x.ndim)
        for one, x in zip(axes, (a, b), strict=True)
    )
    if [a.shape[k] for k in over_a] != [b.shape[k] for k in over_b]:
        raise ShapeMismatch(
            f"tensordot over axes {over_a} and {over_b} does not fit: "
            f"shapes {a.shape} and {b.shape}",
            why="the axes that are summed over must have equal lengths",
        )
    rest_a = [k for k in range(a.ndim) if k not in over_a]
    rest_b = [k for k in range(b.ndim) if k not in over_b]
    shape_a, shape_b = [a.shape[k] for k in rest_a], [b.shape[k] for k in rest_b]
    count = int(np.prod([a.shape[k] for k in over_a], dtype=np.int64))
    rows = expand(np.transpose(a, [*rest_a, *over_a]), (_size(shape_a), count))
    columns = expand(np.transpose(b, [*over_b, *rest_b]), (count, _size(shape_b)))
    return expand(matmul(rows, columns), (*shape_a, *shape_b))


def _size(shape: Any) -> int:
    return int(np.prod(shape, dtype=np.int64))


@means(np.linalg.norm)
def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    """The length of vectors: Euclidean, 1, infinity, 0 or p; Frobenius of matrices."""
    axes = axis_tuple(axis, x.ndim)
    size = np.astype(x, np.dtype(float)) if x.dtype.kind != "f" else x
    if ord is None or ord == "fro" or (ord == 2 and len(axes) == 1):
        lengths = apply(LENGTH, (size,), (axes,))
        return keep(lengths, x.shape, axes) if keepdims else lengths
    if len(axes) != 1:
        return _matrix_norm(size, ord, axes, keepdims)
    return _vector_norm(np.abs(size), ord, axes, keepdims)


def _vector_norm(size: Any, ord: Any, axes: Any, keepdims: bool) -> Any:
    if ord in (np.inf, -np.inf):
        limit = np.max if ord > 0 else np.min
        return limit(size, axis=axes, keepdims=keepdims)
    if ord == 0:
        counted = np.astype(np.not_equal(size, 0), size.dtype)
        return np.sum(counted, axis=axes, keepdims=keepdims)
    if ord == 1:
        return np.sum(size, axis=axes, keepdims=keepdims)
    return np.sum(size**ord, axis=axes, keepdims=keepdims) ** (1.0 / ord)


def _matrix_norm(x: Any, ord: Any, axes: Any, keepdims: bool) -> Any:
    if ord not in (1, -1, np.inf, -np.inf):
        raise NoRule(
            f"np.linalg.norm(ord={ord!r}) of matrices has no rule",
            cure="the nearest that have one: 'fro', 1, -1, np.inf, -np.inf",
        )
    summed, limited = axes if abs(ord) == 1 else axes[::-1]
    sums = np.sum(np.abs(x), axis=summed, keepdims=True)
    limit = np.max if ord > 0 else np.min
    result = limit(sums, axis=limited, keepdims=True)
    return result if keepdims else np.squeeze(result, axes)
