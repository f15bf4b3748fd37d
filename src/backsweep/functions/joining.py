"""Functions that join arrays and cut them into parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..arrays import means
from ..errors import ShapeMismatch
from ..ops import CONCATENATE
from .build import apply, converted, decided, expand, lifted, refuse_out
from .shapes import axis_index, hollow, whole


@means(np.concatenate, np.concat)
def concatenate(
    arrays: Sequence[Any],
    axis: int | None = 0,
    out: Any = None,
    *,
    dtype: Any = None,
    casting: str = "same_kind",
) -> Any:
    """Join arrays along an existing axis."""
    refuse_out(np.concatenate, out)
    parts = lifted(*arrays)
    parts = [np.ravel(p) for p in parts] if axis is None else parts
    along = axis_index(axis or 0, parts[0].ndim)
    _check_joined([p.shape for p in parts], along)
    wanted = dtype or np.result_type(*[p.dtype for p in parts])
    return apply(CONCATENATE, [converted(p, wanted) for p in parts], (along,))


def _check_joined(shapes: list[tuple[int, ...]], axis: int) -> None:
    rest = {(len(s), s[:axis], s[axis + 1 :]) for s in shapes}
    if len(rest) != 1:
        raise ShapeMismatch(
            f"arrays do not join along axis {axis}: shapes {_listed(shapes)}",
            why="all lengths but those along the axis must be equal",
            cure="join along another axis, or reshape the parts",
        )


def _listed(shapes: Iterable[tuple[int, ...]]) -> str:
    return ", ".join(map(str, shapes))


@means(np.stack)
def stack(arrays: Sequence[Any], axis: int = 0, out: Any = None, **options: Any) -> Any:
    """Join arrays of one shape along a new axis."""
    parts = lifted(*arrays)
    shapes = {p.shape for p in parts}
    if len(shapes) != 1:
        raise ShapeMismatch(
            f"arrays do not stack: shapes {_listed(shapes)}",
            why="a stack has one shape for all its parts",
            cure="reshape them, or np.concatenate them along an axis that they have",
        )
    return concatenate([np.expand_dims(p, axis) for p in parts], axis, out, **options)


@means(np.hstack)
def hstack(tup: Sequence[Any], **options: Any) -> Any:
    """Join arrays side by side."""
    parts = [np.atleast_1d(p) for p in lifted(*tup)]
    return concatenate(parts, 0 if parts[0].ndim == 1 else 1, **options)


@means(np.vstack)
def vstack(tup: Sequence[Any], **options: Any) -> Any:
    """Join arrays on top of one another."""
    return concatenate([np.atleast_2d(p) for p in lifted(*tup)], 0, **options)


@means(np.dstack)
def dstack(tup: Sequence[Any]) -> Any:
    """Join arrays along the third axis."""
    return concatenate([np.atleast_3d(p) for p in lifted(*tup)], 2)


@means(np.column_stack)
def column_stack(tup: Sequence[Any]) -> Any:
    """Join arrays as columns."""
    parts = lifted(*tup)
    columns = [p if p.ndim > 1 else expand(p, (p.size, 1)) for p in parts]
    return concatenate(columns, 1)


@means(np.append)
def append(arr: Any, values: Any, axis: int | None = None) -> Any:
    """Join ``values`` to the end."""
    return concatenate([arr, values], axis)


@means(np.array_split)
def array_split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    """Cut into parts along an axis, of nearly equal length or at given places."""
    along, places = axis_index(axis, ary.ndim), decided(indices_or_sections)
    shape = (ary.shape[along],)
    parts = np.array_split(np.arange(*shape), places)
    before = (slice(None),) * along
    return [ary[(*before, _stretch(part))] for part in parts]


def _stretch(places: np.ndarray) -> slice:
    """Neighbouring places as a slice."""
    return slice(int(places[0]), int(places[-1]) + 1) if places.size else slice(0, 0)


@means(np.split)
def split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    """Cut into parts along an axis: so many equal ones, or at given places."""
    count = indices_or_sections
    if np.ndim(count) == 0 and ary.shape[axis] % count:
        raise ValueError("array split does not result in an equal division")
    return array_split(ary, count, axis)


@means(np.hsplit)
def hsplit(ary: Any, indices_or_sections: Any) -> list[Any]:
    """Cut along the second axis, or the only one."""
    return split(ary, indices_or_sections, 0 if ary.ndim == 1 else 1)


@means(np.vsplit)
def vsplit(ary: Any, indices_or_sections: Any) -> list[Any]:
    """Cut along the first axis."""
    return split(ary, indices_or_sections, 0)


@means(np.dsplit)
def dsplit(ary: Any, indices_or_sections: Any) -> list[Any]:
    """Cut along the third axis."""
    return split(ary, indices_or_sections, 2)


@means(np.unstack)
def unstack(x: Any, /, *, axis: int = 0) -> tuple[Any, ...]:
    """The slices along an axis, one by one."""
    return tuple(np.moveaxis(x, axis, 0))


@means(np.block)
def block(arrays: Any) -> Any:
    """Join nested lists of arrays: the innermost lists side by side."""
    depth = _depth(arrays)
    ndim = max(depth, *(np.ndim(a) for a in _flat(arrays)))
    return _joined(arrays, depth, ndim)


def _depth(arrays: Any) -> int:
    return 1 + _depth(arrays[0]) if isinstance(arrays, list) else 0


def _flat(arrays: Any) -> list[Any]:
    if not isinstance(arrays, list):
        return [arrays]
    return [one for part in arrays for one in _flat(part)]


def _joined(arrays: Any, depth: int, ndim: int) -> Any:
    if not isinstance(arrays, list):
        return arrays[(None,) * (ndim - np.ndim(arrays))] if np.ndim(arrays) else arrays
    parts = [_joined(a, depth - 1, ndim) for a in arrays]
    return concatenate(parts, ndim - depth)


@means(np.delete)
def delete(arr: Any, obj: Any, axis: int | None = None) -> Any:
    """The array without some of its slices."""
    if axis is None:
        return delete(np.ravel(arr), obj, 0)
    along = axis_index(axis, arr.ndim)
    places = np.delete(np.arange(arr.shape[along]), decided(obj))
    return arr[(*[slice(None)] * along, places)]


__all__ = ["concatenate", "hollow", "stack", "whole"]
