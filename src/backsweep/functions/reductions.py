"""Functions that gather many entries into one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..arrays import MEANING, means
from ..errors import NoRule, spelling
from ..graph import Operation
from ..ops import ALL, ANY, ARGMAX, ARGMIN, ARGSORT, CUMSUM, MAX, MIN, SUM
from .build import apply, expand
from .shapes import axis_index, axis_tuple


def reduce(op: Operation, a: Any, axis: Any, keepdims: bool) -> Any:
    """Apply a reduction, keeping the reduced axes with length 1 if asked to."""
    axes = axis_tuple(axis, a.ndim)
    result = apply(op, (a,), (axes,)) if a.ndim else _reduce_number(op, a)
    return keep(result, a.shape, axes) if keepdims else result


def _reduce_number(op: Operation, a: Any) -> Any:
    """A reduction of a 0-d array: over one axis of length 1."""
    return apply(op, (expand(a, (1,)),), ((0,),))


def keep(result: Any, shape: tuple[int, ...], axes: tuple[int, ...]) -> Any:
    """``result`` with the reduced axes back, of length 1."""
    return expand(result, tuple(1 if k in axes else n for k, n in enumerate(shape)))


def _learn(function: Any, op: Operation, ufunc: np.ufunc) -> Callable[..., Any]:
    def reduction(
        a: Any,
        axis: Any = None,
        dtype: Any = None,
        out: Any = None,
        keepdims: bool = False,
        initial: Any = None,
        where: Any = None,
    ) -> Any:
        if out is not None or where is not None:
            raise NoRule(
                f"{spelling(function)} has no rule for out= and where=",
                cure="use the returned value, and np.where(condition, x, neutral)",
            )
        source = a if dtype is None else np.astype(a, np.dtype(dtype))
        result = reduce(op, source, axis, bool(keepdims))
        return result if initial is None else ufunc(result, initial)

    MEANING[function] = reduction
    MEANING[(ufunc, "reduce")] = lambda a, axis=0, *rest, **kwargs: reduction(
        a, axis, *rest, **kwargs
    )
    return reduction


_learn(np.sum, SUM, np.add)
for _function, _op, _ufunc in (
    (np.max, MAX, np.maximum),
    (np.min, MIN, np.minimum),
    (np.any, ANY, np.logical_or),
    (np.all, ALL, np.logical_and),
):
    _meaning = _learn(_function, _op, _ufunc)
    # These take ``out`` in the place where sum takes ``dtype``.
    MEANING[_function] = lambda a, axis=None, out=None, *, _meaning=_meaning, **kwargs: (
        _meaning(a, axis, None, out, **kwargs)
    )
MEANING[np.amax], MEANING[np.amin] = MEANING[np.max], MEANING[np.min]


@means(np.prod)
def prod(
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    out: Any = None,
    keepdims: bool = False,
) -> Any:
    """The product, as a tree of multiplications: right at zeros, to any order."""
    wanted = np.prod(np.ones(1, a.dtype), dtype=dtype).dtype
    axes = axis_tuple(axis, a.ndim)
    rest = tuple(k for k in range(a.ndim) if k not in axes)
    kept = tuple(a.shape[k] for k in rest)
    count = int(np.prod([a.shape[k] for k in axes], dtype=np.int64))
    front = np.transpose(np.astype(a, wanted), (*axes, *rest))
    result = _multiplied(expand(front, (count, *kept)))
    return keep(result, a.shape, axes) if keepdims else result


def _multiplied(x: Any) -> Any:
    """The product along the first axis, halving it until one row is left."""
    while len(x) > 1:
        half = len(x) // 2
        pairs = x[:half] * x[half : 2 * half]
        x = np.concatenate([pairs, x[2 * half :]]) if len(x) % 2 else pairs
    return x[0] if len(x) else np.sum(x, axis=0) + 1


@means(np.mean)
def mean(
    a: Any, axis: Any = None, dtype: Any = None, out: Any = None, keepdims: bool = False
) -> Any:
    """The average."""
    total = np.sum(_floating(a, dtype), axis=axis, keepdims=bool(keepdims))
    return total / count_along(a, axis)


def _floating(a: Any, dtype: Any) -> Any:
    """Averages of integers and booleans are taken in float64."""
    wanted = dtype or (a.dtype if a.dtype.kind == "f" else np.float64)
    return np.astype(a, np.dtype(wanted))


def count_along(a: Any, axis: Any) -> int:
    """How many entries a reduction over ``axis`` takes together."""
    return int(np.prod([a.shape[k] for k in axis_tuple(axis, a.ndim)], dtype=np.int64))


@means(np.average)
def average(
    a: Any, axis: Any = None, weights: Any = None, *, keepdims: bool = False
) -> Any:
    """The average, weighted if weights are given."""
    if weights is None:
        return np.mean(a, axis=axis, keepdims=keepdims)
    total = np.sum(a * weights, axis=axis, keepdims=keepdims)
    return total / np.sum(weights + np.zeros(np.shape(a)), axis=axis, keepdims=keepdims)


@means(np.var)
def var(
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    out: Any = None,
    ddof: float = 0,
    keepdims: bool = False,
    *,
    correction: float | None = None,
) -> Any:
    """The mean squared distance from the mean."""
    source = _floating(a, dtype)
    apart = source - np.mean(source, axis=axis, keepdims=True)
    total = np.sum(np.square(apart), axis=axis, keepdims=bool(keepdims))
    freedom = count_along(a, axis) - (ddof if correction is None else correction)
    return total / max(freedom, 0)


@means(np.std)
def std(a: Any, *args: Any, **kwargs: Any) -> Any:
    """The square root of the variance."""
    return np.sqrt(var(a, *args, **kwargs))


@means(np.ptp)
def ptp(a: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The distance from the smallest entry to the largest."""
    high = np.max(a, axis=axis, keepdims=keepdims)
    return high - np.min(a, axis=axis, keepdims=keepdims)


@means(np.count_nonzero)
def count_nonzero(a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    """How many entries are not zero."""
    return np.sum(np.not_equal(a, 0), axis=axis, keepdims=keepdims)


@means(np.nansum)
def nansum(a: Any, axis: Any = None, **kwargs: Any) -> Any:
    """The sum with nan counted as 0."""
    return np.sum(np.where(np.isnan(a), 0.0, a), axis=axis, **kwargs)


@means(np.nanmean)
def nanmean(a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    """The average of the entries that are not nan."""
    count = np.sum(~np.isnan(a), axis=axis, keepdims=keepdims)
    return nansum(a, axis, keepdims=keepdims) / count


def _searching(op: Operation) -> Callable[..., Any]:
    def search(
        a: Any, axis: Any = None, out: Any = None, *, keepdims: bool = False
    ) -> Any:
        line = np.ravel(a) if axis is None else a
        along = axis_index(axis or 0, line.ndim)
        found = apply(op, (line,), (along,))
        axes = axis_tuple(axis, a.ndim)
        return keep(found, a.shape, axes) if keepdims else found

    return search


MEANING[np.argmax] = _searching(ARGMAX)
MEANING[np.argmin] = _searching(ARGMIN)


@means(np.cumsum)
def cumsum(a: Any, axis: Any = None, dtype: Any = None, out: Any = None) -> Any:
    """The running sum."""
    line = np.ravel(a) if axis is None else a
    wanted = np.cumsum(np.ones(1, line.dtype), dtype=dtype).dtype
    along = axis_index(axis or 0, line.ndim)
    return apply(CUMSUM, (np.astype(line, wanted),), (along,))


@means(np.cumprod)
def cumprod(a: Any, axis: Any = None, dtype: Any = None, out: Any = None) -> Any:
    """The running product, by doubling: right at zeros, to any order."""
    line = np.ravel(a) if axis is None else a
    x = np.moveaxis(line, axis or 0, 0)
    reach = 1
    while reach < len(x):
        x = np.concatenate([x[:reach], x[reach:] * x[:-reach]])
        reach *= 2
    return np.moveaxis(x, 0, axis or 0)


@means(np.diff)
def diff(a: Any, n: int = 1, axis: int = -1) -> Any:
    """The differences between neighbours, ``n`` times."""
    for _ in range(n):
        x = np.moveaxis(a, axis, 0)
        a = np.moveaxis(x[1:] - x[:-1], 0, axis)
    return a


@means(np.argsort)
def argsort(a: Any, axis: int | None = -1, **kwargs: Any) -> Any:
    """The order that sorts, equal entries kept in place."""
    line = np.ravel(a) if axis is None else a
    along = axis_index(-1 if axis is None else axis, line.ndim)
    return apply(ARGSORT, (line,), (along,))


@means(np.sort)
def sort(a: Any, axis: int | None = -1, **kwargs: Any) -> Any:
    """The entries in ascending order."""
    line = np.ravel(a) if axis is None else a
    along = -1 if axis is None else axis
    return np.take_along_axis(line, argsort(line, along), along)


@means(np.median)
def median(a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    """The middle entry, or the mean of the middle two."""
    line = np.ravel(a) if axis is None else a
    along = axis_index(axis or 0, line.ndim)
    n = line.shape[along]
    middle = [(n - 1) // 2, n // 2]
    result = np.mean(np.take(sort(line, along), middle, along), axis=along)
    return keep(result, a.shape, axis_tuple(axis, a.ndim)) if keepdims else result


@means(np.trapezoid)
def trapezoid(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> Any:
    """The area under the points ``y``."""
    rows = np.moveaxis(y, axis, -1)
    width = dx if x is None else np.diff(x)
    return np.sum(width * (rows[..., 1:] + rows[..., :-1]) / 2.0, axis=-1)
