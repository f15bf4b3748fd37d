"""Sums and products up to each entry, and differences between neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arrays import MEANING, means
from ..ops import CUMSUM
from .build import apply, converted, lifted, refuse_out
from .shapes import axis_index


def _line(a: Any, axis: Any) -> tuple[Any, int]:
    """The array and the axis that a running function goes along."""
    line = np.ravel(a) if axis is None else a
    return line, axis_index(axis or 0, line.ndim)


@means(np.cumsum)
def cumsum(a: Any, axis: Any = None, dtype: Any = None, out: Any = None) -> Any:
    """The running sum."""
    refuse_out(np.cumsum, out)
    line, along = _line(a, axis)
    wanted = np.cumsum(np.ones(1, line.dtype), dtype=dtype).dtype
    return apply(CUMSUM, (converted(line, wanted),), (along,))


@means(np.cumprod)
def cumprod(a: Any, axis: Any = None, dtype: Any = None, out: Any = None) -> Any:
    """The running product, by doubling: right at zeros, to any order."""
    refuse_out(np.cumprod, out)
    line, along = _line(a, axis)
    wanted = np.cumprod(np.ones(1, line.dtype), dtype=dtype).dtype
    x = np.moveaxis(np.astype(line, wanted), along, 0)
    reach = 1
    while reach < len(x):
        x = np.concatenate([x[:reach], x[reach:] * x[:-reach]])
        reach *= 2
    return np.moveaxis(x, 0, along)


def _array_api(function: Any, start: int) -> Any:
    """The array standard's form of a running function, which may include the start."""

    def running(
        x: Any,
        *,
        axis: Any = None,
        dtype: Any = None,
        out: Any = None,
        include_initial: bool = False,
    ) -> Any:
        line, along = _line(x, axis)
        result = function(line, along, dtype, out)
        if not include_initial:
            return result
        shape = tuple(1 if k == along else n for k, n in enumerate(line.shape))
        first = np.full_like(result, start, shape=shape)
        return np.concatenate([first, result], along)

    return running


MEANING[np.cumulative_sum] = _array_api(cumsum, 0)
MEANING[np.cumulative_prod] = _array_api(cumprod, 1)


def _accumulates(ufunc: np.ufunc, function: Any) -> None:
    """Let ``ufunc.accumulate`` do what ``function`` does, by default along axis 0."""
    MEANING[(ufunc, "accumulate")] = lambda array, axis=0, dtype=None, out=None: (
        function(array, axis, dtype, out)
    )


_accumulates(np.add, cumsum)
_accumulates(np.multiply, cumprod)


@means(np.nancumsum)
def nancumsum(a: Any, axis: Any = None, dtype: Any = None, out: Any = None) -> Any:
    """The running sum of the entries that are not nan."""
    return cumsum(np.where(np.isnan(a), 0.0, a), axis, dtype, out)


@means(np.diff)
def diff(
    a: Any, n: int = 1, axis: int = -1, prepend: Any = None, append: Any = None
) -> Any:
    """The differences between neighbours, ``n`` times."""
    ends = [None if e is None else _end(a, e, axis) for e in (prepend, append)]
    parts = [p for p in (ends[0], a, ends[1]) if p is not None]
    x = np.moveaxis(np.concatenate(parts, axis) if len(parts) > 1 else a, axis, 0)
    for _ in range(n):
        x = x[1:] ^ x[:-1] if x.dtype.kind == "b" else x[1:] - x[:-1]
    return np.moveaxis(x, 0, axis)


def _end(a: Any, end: Any, axis: int) -> Any:
    """What is put before or after ``a``; a number stands for one entry of each line."""
    _, one = lifted(a, end)
    along = axis_index(axis, a.ndim)
    shape = tuple(1 if k == along else n for k, n in enumerate(a.shape))
    return np.broadcast_to(one, shape) if not one.ndim else one


@means(np.trapezoid)
def trapezoid(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> Any:
    """The area under the points ``y``."""
    rows = np.moveaxis(y, axis, -1)
    width = (
        dx if x is None else np.diff(x if np.ndim(x) == 1 else np.moveaxis(x, axis, -1))
    )
    return np.sum(width * (rows[..., 1:] + rows[..., :-1]) / 2.0, axis=-1)
