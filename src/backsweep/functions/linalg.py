"""Products of vectors and matrices."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple

from ..arrays import means
from ..errors import ShapeMismatch
from ..ops import MATMUL
from .build import apply, converted, expand, lifted, refuse_out, together
from .reductions import size_of
from .shapes import broadcast_to


@means(np.matmul, np.linalg.matmul)
def matmul(x1: Any, x2: Any, /, out: Any = None) -> Any:
    """The product of matrices, or of stacks of them; vectors stand in as one row."""
    refuse_out(np.matmul, out)
    a, b = lifted(x1, x2)
    if not a.ndim or not b.ndim:
        raise ShapeMismatch("matmul takes no scalars", cure="multiply with * instead")
    if a.shape[-1] != b.shape[-2 if b.ndim > 1 else 0]:
        raise misfit("@", a, b)
    if a.ndim > 1 and b.ndim > 1:
        return _stacked(a, b)
    return together(np.matmul, _with_vectors, a, b)


def _with_vectors(a: Any, b: Any) -> Any:
    """A product in which a vector stands for a matrix of one row, or of one column."""
    left = expand(a, (1, *a.shape)) if a.ndim == 1 else a
    right = expand(b, (*b.shape, 1)) if b.ndim == 1 else b
    product = _stacked(left, right)
    shape = list(product.shape)
    for axis in [k for k, one in ((-2, a), (-1, b)) if one.ndim == 1]:
        del shape[axis]
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
    if a.dtype != b.dtype:
        dtype = np.result_type(a.dtype, b.dtype)
        a, b = converted(a, dtype), converted(b, dtype)
    if a.ndim == b.ndim == 2:
        return apply(MATMUL, (a, b))
    if b.ndim == 2:  # one flat product is faster than a stack of them
        flat = expand(a, (size_of(a.shape[:-1]), a.shape[-1]))
        return expand(apply(MATMUL, (flat, b)), (*a.shape[:-1], b.shape[-1]))
    stack = np.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    left = broadcast_to(a, (*stack, *a.shape[-2:]))
    right = broadcast_to(b, (*stack, *b.shape[-2:]))
    return apply(MATMUL, (left, right))


@means(np.matvec)
def matvec(x1: Any, x2: Any, /, out: Any = None) -> Any:
    """Stacks of matrices times stacks of vectors."""
    a, b = lifted(x1, x2)
    return np.squeeze(matmul(a, expand(b, (*b.shape, 1)), out=out), -1)


@means(np.vecmat)
def vecmat(x1: Any, x2: Any, /, out: Any = None) -> Any:
    """Stacks of vectors times stacks of matrices."""
    a, b = lifted(x1, x2)
    row = expand(a, (*a.shape[:-1], 1, a.shape[-1]))
    return np.squeeze(matmul(row, b, out=out), -2)


@means(np.dot)
def dot(a: Any, b: Any, out: Any = None) -> Any:
    """The sum of products over the last axis of ``a`` and the next-to-last of ``b``."""
    refuse_out(np.dot, out)
    a, b = lifted(a, b)
    if not a.ndim or not b.ndim:
        return a * b
    if a.ndim <= 2 and b.ndim <= 2:
        return matmul(a, b)
    return tensordot(a, b, ((-1,), (-1 if b.ndim == 1 else -2,)))


@means(np.inner)
def inner(a: Any, b: Any) -> Any:
    """The sum of products over the last axes."""
    a, b = lifted(a, b)
    return a * b if not a.ndim or not b.ndim else tensordot(a, b, ((-1,), (-1,)))


@means(np.vdot)
def vdot(a: Any, b: Any) -> Any:
    """The dot product of all entries."""
    a, b = lifted(a, b)
    return matmul(np.ravel(a), np.ravel(b))


@means(np.vecdot)
def vecdot(x1: Any, x2: Any, /, out: Any = None) -> Any:
    """The dot products of vectors along the last axis."""
    refuse_out(np.vecdot, out)
    return np.sum(np.multiply(x1, x2), axis=-1)


@means(np.linalg.vecdot)
def vecdot_along(x1: Any, x2: Any, /, *, axis: int = -1) -> Any:
    """The dot products of vectors along an axis."""
    return np.sum(np.multiply(x1, x2), axis=axis)


@means(np.outer, np.linalg.outer)
def outer(a: Any, b: Any, out: Any = None) -> Any:
    """Every entry of ``a`` times every entry of ``b``."""
    refuse_out(np.outer, out)
    a, b = lifted(a, b)
    return expand(a, (a.size, 1)) * expand(b, (1, b.size))


@means(np.cross, np.linalg.cross)
def cross(a: Any, b: Any, axisa: int = -1, axisb: int = -1, *, axis: int = -1) -> Any:
    """The vector at right angles to both, for vectors of three entries."""
    a, b = lifted(a, b)
    a, b = np.moveaxis(a, axisa, -1), np.moveaxis(b, axisb, -1)
    if a.shape[-1] != 3 or b.shape[-1] != 3:
        raise misfit("x", a, b)
    turned = (
        a[..., [1, 2, 0]] * b[..., [2, 0, 1]] - a[..., [2, 0, 1]] * b[..., [1, 2, 0]]
    )
    return np.moveaxis(turned, -1, axis)


@means(np.kron)
def kron(a: Any, b: Any) -> Any:
    """The blocks ``a[i] * b`` in one array."""
    a, b = lifted(a, b)
    ndim = max(a.ndim, b.ndim)
    left, right = ((1,) * (ndim - x.ndim) + x.shape for x in (a, b))
    rows = expand(a, tuple(n for k in left for n in (k, 1)))
    columns = expand(b, tuple(n for k in right for n in (1, k)))
    lengths = tuple(m * n for m, n in zip(left, right, strict=True))
    return expand(rows * columns, lengths)


@means(np.tensordot, np.linalg.tensordot)
def tensordot(a: Any, b: Any, axes: Any = 2) -> Any:
    """The sum of products over pairs of axes, as one product of matrices."""
    a, b = lifted(a, b)
    over_a, over_b = _paired(a, b, axes)
    rest_a = [k for k in range(a.ndim) if k not in over_a]
    rest_b = [k for k in range(b.ndim) if k not in over_b]
    shape_a, shape_b = [a.shape[k] for k in rest_a], [b.shape[k] for k in rest_b]
    count = size_of([a.shape[k] for k in over_a])
    rows = expand(np.transpose(a, [*rest_a, *over_a]), (size_of(shape_a), count))
    columns = expand(np.transpose(b, [*over_b, *rest_b]), (count, size_of(shape_b)))
    return expand(matmul(rows, columns), (*shape_a, *shape_b))


def _paired(a: Any, b: Any, axes: Any) -> list[tuple[int, ...]]:
    """The axes of each that are summed over, as numbers from 0."""
    if np.ndim(axes) == 0:
        axes = (range(a.ndim - axes, a.ndim), range(axes))
    over_a, over_b = (
        normalize_axis_tuple(one if np.ndim(one) else (one,), x.ndim)
        for one, x in zip(axes, (a, b), strict=True)
    )
    if [a.shape[k] for k in over_a] != [b.shape[k] for k in over_b]:
        raise ShapeMismatch(
            f"tensordot over axes {over_a} and {over_b} does not fit: "
            f"shapes {a.shape} and {b.shape}",
            why="the axes that are summed over must have equal lengths",
            cure="pair other axes",
        )
    return [over_a, over_b]
