"""Where the extremes are, and entries in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..arrays import MEANING, means
from ..graph import Operation
from ..ops import ARGMAX, ARGMIN, ARGSORT
from .build import apply, expand, keep, refuse_out
from .shapes import axis_index, axis_tuple


def _searching(op: Operation) -> Callable[..., Any]:
    def search(
        a: Any, axis: Any = None, out: Any = None, *, keepdims: bool = False
    ) -> Any:
        refuse_out(op.run, out)
        line = np.ravel(a) if axis is None else a
        found = apply(op, (line,), (axis_index(axis or 0, line.ndim),))
        return keep(found, a.shape, axis_tuple(axis, a.ndim)) if keepdims else found

    return search


MEANING[np.argmax] = _searching(ARGMAX)
MEANING[np.argmin] = _searching(ARGMIN)


@means(np.argsort)
def argsort(
    a: Any, axis: int | None = -1, kind: Any = None, *, stable: bool | None = None
) -> Any:
    """The order that sorts; equal entries keep theirs, whatever ``kind`` says."""
    line = np.ravel(a) if axis is None else a
    along = axis_index(-1 if axis is None else axis, line.ndim)
    return apply(ARGSORT, (line,), (along,))


@means(np.sort)
def sort(
    a: Any, axis: int | None = -1, kind: Any = None, *, stable: bool | None = None
) -> Any:
    """The entries in ascending order."""
    line = np.ravel(a) if axis is None else a
    along = -1 if axis is None else axis
    return np.take_along_axis(line, argsort(line, along), along)


@means(np.median)
def median(a: Any, axis: Any = None, out: Any = None, *, keepdims: bool = False) -> Any:
    """The middle entry, or the mean of the middle two."""
    refuse_out(np.median, out)
    axes = axis_tuple(axis, a.ndim)
    rest = tuple(k for k in range(a.ndim) if k not in axes)
    front = np.transpose(a, (*rest, *axes))
    lines = sort(expand(front, (*(a.shape[k] for k in rest), _length(a, axes))))
    n = lines.shape[-1]
    middle = np.mean(lines[..., [(n - 1) // 2, n // 2]], axis=-1)
    result = np.where(np.isnan(lines[..., -1]), np.nan, middle)  # nan sorts last
    return keep(result, a.shape, axes) if keepdims else result


def _length(a: Any, axes: tuple[int, ...]) -> int:
    return int(np.prod([a.shape[k] for k in axes], dtype=np.int64))
