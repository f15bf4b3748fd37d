"""Averages, and how far entries are from them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arrays import Array, means
from ..ops import LENGTH
from .build import PYTHON_NUMBERS, converted, expand, lifted, refuse_out
from .reductions import count_along, reduce, sum
from .shapes import axis_index


def floating(a: Any, dtype: Any = None) -> Any:
    """Averages of integers and booleans are taken in float64."""
    return converted(a, dtype or (a.dtype if a.dtype.kind == "f" else np.float64))


def _count(a: Any, axis: Any, keepdims: bool, where: Any) -> Any:
    """How many entries each average is of."""
    if where is None:
        return count_along(a, axis)
    chosen = np.broadcast_to(lifted(a, where)[1], a.shape)
    return sum(chosen, axis, keepdims=keepdims)


@means(np.mean)
def mean(
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    out: Any = None,
    keepdims: bool = False,
    *,
    where: Any = None,
) -> Any:
    """The average."""
    refuse_out(np.mean, out)
    total = sum(floating(a, dtype), axis, None, None, keepdims, None, where)
    return _divided(total, _count(a, axis, keepdims, where))


def _divided(total: Any, count: Any) -> Any:
    """The total over a count, in the total's dtype."""
    plain = type(count) in PYTHON_NUMBERS
    return np.divide(total, count if plain else converted(count, total.dtype))


@means(np.average)
def average(
    a: Any,
    axis: Any = None,
    weights: Any = None,
    returned: bool = False,
    *,
    keepdims: bool = False,
) -> Any:
    """The average, weighted if weights are given."""
    if weights is None:
        result = mean(a, axis, keepdims=keepdims)
        scale = np.full_like(result, count_along(a, axis))
    else:
        x, w = lifted(a, weights)
        wide = np.result_type(
            x.dtype, w.dtype, *([] if x.dtype.kind == "f" else ["f8"])
        )
        w = np.broadcast_to(_lined_up(w, x, axis), x.shape)
        scale = sum(w, axis, wide, keepdims=keepdims)
        result = sum(x * w, axis, wide, keepdims=keepdims) / scale
    return (result, scale) if returned else result


def _lined_up(weights: Any, a: Any, axis: Any) -> Any:
    """Weights of one axis, along that axis of ``a``."""
    if weights.shape == a.shape:
        return weights
    along = axis_index(axis, a.ndim)
    return expand(weights, tuple(n if k == along else 1 for k, n in enumerate(a.shape)))


def _apart(a: Any, axis: Any, where: Any, mean_known: Any) -> Any:
    """The distances from the mean, 0 for entries that are left out."""
    if mean_known is None:
        mean_known = mean(a, axis, keepdims=True, where=where)
    apart = a - mean_known
    return apart if where is None else np.where(where, apart, 0.0)


def _freedom(count: Any, ddof: float) -> Any:
    """The count of independent distances; 0 at least, which makes nan or infinity."""
    left = count - ddof
    return np.maximum(left, 0) if isinstance(count, Array) else max(left, 0)


@means(np.var)
def var(
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    out: Any = None,
    ddof: float = 0,
    keepdims: bool = False,
    *,
    where: Any = None,
    mean: Any = None,
    correction: float | None = None,
) -> Any:
    """The mean squared distance from the mean."""
    refuse_out(np.var, out)
    squares = np.square(_apart(floating(a, dtype), axis, where, mean))
    total = sum(squares, axis, keepdims=keepdims)
    count = _count(a, axis, keepdims, where)
    return _divided(total, _freedom(count, ddof if correction is None else correction))


@means(np.std)
def std(
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    out: Any = None,
    ddof: float = 0,
    keepdims: bool = False,
    *,
    where: Any = None,
    mean: Any = None,
    correction: float | None = None,
) -> Any:
    """The root of the variance: a length, whose rate at 0 is 0."""
    refuse_out(np.std, out)
    apart = _apart(floating(a, dtype), axis, where, mean)
    length = reduce(LENGTH, apart, axis, bool(keepdims))
    count = _count(a, axis, keepdims, where)
    freedom = _freedom(count, ddof if correction is None else correction)
    return _divided(length, freedom**0.5)


@means(np.nanmean)
def nanmean(a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    """The average of the entries that are not nan."""
    return mean(np.nan_to_num(a), axis, keepdims=keepdims, where=~np.isnan(a))


@means(np.nanvar)
def nanvar(a: Any, axis: Any = None, **options: Any) -> Any:
    """The variance of the entries that are not nan."""
    return var(np.where(np.isnan(a), 0.0, a), axis, where=~np.isnan(a), **options)


@means(np.nanstd)
def nanstd(a: Any, axis: Any = None, **options: Any) -> Any:
    """The standard deviation of the entries that are not nan."""
    return std(np.where(np.isnan(a), 0.0, a), axis, where=~np.isnan(a), **options)
