"""Functions that gather many entries into one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..arrays import MEANING, means
from ..graph import Operation
from ..ops import ALL, ANY, MAX, MIN, SUM
from .build import apply, converted, expand, keep, refuse_out
from .shapes import axis_tuple


def reduce(op: Operation, a: Any, axis: Any, keepdims: bool) -> Any:
    """Apply a reduction, keeping the reduced axes with length 1 if asked to."""
    axes = axis_tuple(axis, a.ndim)
    result = apply(op, (a,), (axes,)) if a.ndim else _reduce_number(op, a)
    return keep(result, a.shape, axes) if keepdims else result


def _reduce_number(op: Operation, a: Any) -> Any:
    """A reduction of a 0-d array: over one axis of length 1."""
    return apply(op, (expand(a, (1,)),), ((0,),))


def count_along(a: Any, axis: Any) -> int:
    """How many entries a reduction over ``axis`` takes together."""
    return size_of([a.shape[k] for k in axis_tuple(axis, a.ndim)])


def size_of(shape: Any) -> int:
    """How many entries an array of this shape has."""
    return int(np.prod(shape, dtype=np.int64))


def _gather(
    op: Operation,
    ufunc: np.ufunc,
    a: Any,
    axis: Any,
    keepdims: Any,
    initial: Any = None,
    where: Any = None,
) -> Any:
    """A reduction that may start from a number and leave entries out."""
    if where is not None:
        a = np.where(where, a, _neutral(ufunc, initial))
    if initial is not None and ufunc.identity is None and not count_along(a, axis):
        shape = np.sum(
            np.broadcast_to(np.int8(0), a.shape), axis=axis, keepdims=keepdims
        )
        return np.full_like(a, initial, shape=shape.shape)
    result = reduce(op, a, axis, bool(keepdims))
    return result if initial is None else ufunc(result, initial)


def _neutral(ufunc: np.ufunc, initial: Any) -> Any:
    """The number that stands for an entry that is left out."""
    if ufunc.identity is None and initial is None:
        raise ValueError(f"np.{ufunc.__name__} with where= needs initial=")
    return initial if ufunc.identity is None else ufunc.identity


@means(np.sum)
def sum(
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    out: Any = None,
    keepdims: bool = False,
    initial: Any = None,
    where: Any = None,
) -> Any:
    """The sum."""
    refuse_out(np.sum, out)
    return _gather(SUM, np.add, converted(a, dtype), axis, keepdims, initial, where)


@means(np.prod)
def prod(
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    out: Any = None,
    keepdims: bool = False,
    initial: Any = None,
    where: Any = None,
) -> Any:
    """The product, as a tree of multiplications: right at zeros, to any order."""
    refuse_out(np.prod, out)
    wanted = np.prod(np.ones(1, a.dtype), dtype=dtype).dtype
    kept = a if where is None else np.where(where, a, 1)
    result = _product(converted(kept, wanted), axis_tuple(axis, a.ndim))
    result = keep(result, a.shape, axis_tuple(axis, a.ndim)) if keepdims else result
    return result if initial is None else result * initial


def _product(a: Any, axes: tuple[int, ...]) -> Any:
    rest = tuple(k for k in range(a.ndim) if k not in axes)
    kept = tuple(a.shape[k] for k in rest)
    front = np.transpose(a, (*axes, *rest))
    return _multiplied(expand(front, (count_along(a, axes), *kept)))


def _multiplied(x: Any) -> Any:
    """The product along the first axis, halving it until one row is left."""
    while len(x) > 1:
        half = len(x) // 2
        pairs = x[:half] * x[half : 2 * half]
        x = np.concatenate([pairs, x[2 * half :]]) if len(x) % 2 else pairs
    return np.copy(x[0]) if len(x) else np.sum(x, axis=0, dtype=x.dtype) + 1


@means(np.max, np.amax)
def max(
    a: Any,
    axis: Any = None,
    out: Any = None,
    keepdims: bool = False,
    initial: Any = None,
    where: Any = None,
) -> Any:
    """The largest entry."""
    refuse_out(np.max, out)
    return _gather(MAX, np.maximum, a, axis, keepdims, initial, where)


@means(np.min, np.amin)
def min(
    a: Any,
    axis: Any = None,
    out: Any = None,
    keepdims: bool = False,
    initial: Any = None,
    where: Any = None,
) -> Any:
    """The smallest entry."""
    refuse_out(np.min, out)
    return _gather(MIN, np.minimum, a, axis, keepdims, initial, where)


@means(np.any)
def any(
    a: Any,
    axis: Any = None,
    out: Any = None,
    keepdims: bool = False,
    *,
    where: Any = None,
) -> Any:
    """Whether some entry is true."""
    refuse_out(np.any, out)
    return _gather(ANY, np.logical_or, a, axis, keepdims, None, where)


@means(np.all)
def all(
    a: Any,
    axis: Any = None,
    out: Any = None,
    keepdims: bool = False,
    *,
    where: Any = None,
) -> Any:
    """Whether all entries are true."""
    refuse_out(np.all, out)
    return _gather(ALL, np.logical_and, a, axis, keepdims, None, where)


def _reduces(ufunc: np.ufunc, function: Callable[..., Any]) -> None:
    """Let ``ufunc.reduce`` do what ``function`` does, by default along axis 0."""

    def along(
        a: Any,
        axis: Any = 0,
        dtype: Any = None,
        out: Any = None,
        keepdims: bool = False,
        **options: Any,
    ) -> Any:
        source = converted(a, dtype)
        return function(source, axis=axis, out=out, keepdims=keepdims, **options)

    MEANING[(ufunc, "reduce")] = along


_reduces(np.add, sum)
_reduces(np.multiply, prod)
_reduces(np.maximum, max)
_reduces(np.minimum, min)
_reduces(np.logical_or, any)
_reduces(np.logical_and, all)


@means(np.ptp)
def ptp(a: Any, axis: Any = None, out: Any = None, keepdims: bool = False) -> Any:
    """The distance from the smallest entry to the largest."""
    refuse_out(np.ptp, out)
    return max(a, axis, keepdims=keepdims) - min(a, axis, keepdims=keepdims)


@means(np.count_nonzero)
def count_nonzero(a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    """How many entries are not zero."""
    return sum(np.not_equal(a, 0), axis, keepdims=keepdims)


@means(np.nansum)
def nansum(a: Any, axis: Any = None, **options: Any) -> Any:
    """The sum of the entries that are not nan."""
    return sum(np.where(np.isnan(a), 0.0, a), axis, **options)


@means(np.nanprod)
def nanprod(a: Any, axis: Any = None, **options: Any) -> Any:
    """The product of the entries that are not nan."""
    return prod(np.where(np.isnan(a), 1.0, a), axis, **options)


@means(np.nanmax)
def nanmax(a: Any, axis: Any = None, **options: Any) -> Any:
    """The largest of the entries that are not nan."""
    return _nan_if_none(
        a, max(np.where(np.isnan(a), -np.inf, a), axis, **options), axis
    )


@means(np.nanmin)
def nanmin(a: Any, axis: Any = None, **options: Any) -> Any:
    """The smallest of the entries that are not nan."""
    return _nan_if_none(a, min(np.where(np.isnan(a), np.inf, a), axis, **options), axis)


def _nan_if_none(a: Any, found: Any, axis: Any) -> Any:
    """``found``, or nan where all entries along ``axis`` are nan."""
    none = expand(all(np.isnan(a), axis), found.shape)
    return np.where(none, np.nan, found)
