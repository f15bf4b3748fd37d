"""Functions that rearrange, repeat and join entries without changing them."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index, normalize_axis_tuple

from ..arrays import MEANING, means
from ..errors import NoRule
from ..ops import CONCATENATE, PERMUTE, PLACE, SPREAD
from .build import apply, expand, kind


def axis_index(axis: Any, ndim: int) -> int:
    """The axis as a number from 0."""
    return normalize_axis_index(operator.index(axis), ndim)


def axis_tuple(axis: Any, ndim: int) -> tuple[int, ...]:
    """The axes as sorted numbers from 0; all of them for ``None``."""
    return (
        tuple(range(ndim))
        if axis is None
        else tuple(sorted(normalize_axis_tuple(axis, ndim)))
    )


def whole(shape: Any) -> tuple[int, ...]:
    """A shape given as a number or a sequence, as a tuple of Python integers."""
    return tuple(operator.index(n) for n in np.atleast_1d(np.asarray(shape, np.intp)))


@means(np.reshape)
def reshape(a: Any, shape: Any, order: str = "C", copy: Any = None) -> Any:
    """The entries in another shape, in row-major or column-major order."""
    if order == "F":
        return MEANING[np.transpose](reshape(a.T, whole(shape)[::-1]))
    size, lengths = a.size, whole(shape)
    known = int(np.prod([n for n in lengths if n != -1], dtype=np.int64))
    if lengths.count(-1) == 1 and known and size % known == 0:
        lengths = tuple(size // known if n == -1 else n for n in lengths)
    if int(np.prod(lengths, dtype=np.int64)) != size or -1 in lengths:
        raise ValueError(f"cannot reshape array of size {size} into shape {lengths}")
    return expand(a, lengths)


@means(np.ravel)
def ravel(a: Any, order: str = "C") -> Any:
    """The entries along one axis."""
    return reshape(a, (-1,) if a.size else (0,), order)


@means(np.transpose, np.permute_dims)
def transpose(a: Any, axes: Any = None) -> Any:
    """The axes in another order, reversed by default."""
    order = range(a.ndim)[::-1] if axes is None else normalize_axis_tuple(axes, a.ndim)
    if len(order) != a.ndim:
        raise ValueError("axes don't match array")
    return a if tuple(order) == tuple(range(a.ndim)) else apply(PERMUTE, (a,), (tuple(order),))


@means(np.swapaxes)
def swapaxes(a: Any, axis1: int, axis2: int) -> Any:
    """Exchange two axes."""
    axes = list(range(a.ndim))
    axes[axis1], axes[axis2] = axes[axis2], axes[axis1]
    return transpose(a, axes)


@means(np.matrix_transpose)
def matrix_transpose(x: Any) -> Any:
    """Exchange the last two axes."""
    return swapaxes(x, -1, -2)


@means(np.moveaxis)
def moveaxis(a: Any, source: Any, destination: Any) -> Any:
    """Move axes to new positions; the others keep their order."""
    places = np.moveaxis(_labelled(a.ndim), source, destination).shape
    return transpose(a, places)


@means(np.rollaxis)
def rollaxis(a: Any, axis: int, start: int = 0) -> Any:
    """Roll an axis back until it stands before ``start``."""
    return transpose(a, np.rollaxis(_labelled(a.ndim), axis, start).shape)


def _labelled(ndim: int) -> np.ndarray:
    """An array that takes no memory and whose axis k has length k."""
    return np.broadcast_to(np.int8(0), tuple(range(ndim)))


@means(np.expand_dims)
def expand_dims(a: Any, axis: Any) -> Any:
    """Insert axes of length 1."""
    return expand(a, np.expand_dims(_hollow(a), axis).shape)


@means(np.squeeze)
def squeeze(a: Any, axis: Any = None) -> Any:
    """Drop axes of length 1."""
    return expand(a, np.squeeze(_hollow(a), axis).shape)


def _hollow(a: Any) -> np.ndarray:
    """An array of the shape of ``a`` that takes no memory."""
    return np.broadcast_to(np.int8(0), a.shape)


@means(np.atleast_1d)
def atleast_1d(*arrays: Any) -> Any:
    """Each array with at least one axis."""
    return _each(arrays, np.atleast_1d)


@means(np.atleast_2d)
def atleast_2d(*arrays: Any) -> Any:
    """Each array with at least two axes."""
    return _each(arrays, np.atleast_2d)


@means(np.atleast_3d)
def atleast_3d(*arrays: Any) -> Any:
    """Each array with at least three axes."""
    return _each(arrays, np.atleast_3d)


def _each(arrays: Sequence[Any], function: Any) -> Any:
    made = [expand(a, function(_hollow(a)).shape) for a in arrays]
    return made[0] if len(made) == 1 else tuple(made)


@means(np.broadcast_to)
def broadcast_to(array: Any, shape: Any, subok: bool = False) -> Any:
    """Repeat along axes of length 1 and new leading axes until the shape fits."""
    lengths = np.broadcast_to(_hollow(array), shape).shape
    return array if lengths == array.shape else apply(SPREAD, (array,), (lengths,))


@means(np.broadcast_arrays)
def broadcast_arrays(*args: Any, subok: bool = False) -> tuple[Any, ...]:
    """All arrays broadcast to their common shape."""
    shape = np.broadcast_shapes(*map(np.shape, args))
    return tuple(np.broadcast_to(a, shape) for a in args)


@means(np.concatenate, np.concat)
def concatenate(arrays: Sequence[Any], axis: int | None = 0, **kwargs: Any) -> Any:
    """Join arrays along an existing axis."""
    parts = [np.ravel(a) for a in arrays] if axis is None else list(arrays)
    first = axis_index(axis or 0, np.ndim(parts[0]))
    dtype = np.result_type(*[kind(np.asarray(p) if _plain(p) else p) for p in parts])
    same = [np.astype(np.asarray(p) if _plain(p) else p, dtype) for p in parts]
    _check_joined([np.shape(p) for p in same], first)
    return apply(CONCATENATE, same, (first,))


def _plain(part: Any) -> bool:
    return isinstance(part, (list, tuple, int, float))


def _check_joined(shapes: list[tuple[int, ...]], axis: int) -> None:
    rest = {shape[:axis] + (-1,) + shape[axis + 1 :] for shape in shapes}
    if len(rest) != 1:
        raise ValueError(f"arrays of shapes {shapes} do not join along axis {axis}")


@means(np.stack)
def stack(arrays: Sequence[Any], axis: int = 0, **kwargs: Any) -> Any:
    """Join arrays of one shape along a new axis."""
    parts = list(arrays)
    if len({np.shape(p) for p in parts}) != 1:
        raise ValueError("all input arrays must have the same shape")
    return concatenate([np.expand_dims(p, axis) for p in parts], axis)


@means(np.hstack)
def hstack(tup: Sequence[Any], **kwargs: Any) -> Any:
    """Join arrays side by side."""
    parts = [np.atleast_1d(p) for p in tup]
    return concatenate(parts, 0 if np.ndim(parts[0]) == 1 else 1)


@means(np.vstack)
def vstack(tup: Sequence[Any], **kwargs: Any) -> Any:
    """Join arrays on top of one another."""
    return concatenate([np.atleast_2d(p) for p in tup], 0)


@means(np.dstack)
def dstack(tup: Sequence[Any]) -> Any:
    """Join arrays along the third axis."""
    return concatenate([np.atleast_3d(p) for p in tup], 2)


@means(np.column_stack)
def column_stack(tup: Sequence[Any]) -> Any:
    """Join arrays as columns."""
    columns = [p[:, None] if np.ndim(p) == 1 else np.atleast_2d(p) for p in tup]
    return concatenate(columns, 1)


@means(np.append)
def append(arr: Any, values: Any, axis: int | None = None) -> Any:
    """Join ``values`` to the end."""
    return concatenate([arr, values], axis)


@means(np.array_split)
def array_split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    """Cut into parts along an axis, of nearly equal length or at given places."""
    places = np.arange(ary.shape[axis])
    moved = np.moveaxis(ary, axis, 0)
    parts = np.array_split(places, indices_or_sections)
    starts = _starts(parts, indices_or_sections)
    cut = [moved[s : s + len(p)] for s, p in zip(starts, parts, strict=True)]
    return [np.moveaxis(p, 0, axis) for p in cut]


def _starts(parts: list[np.ndarray], indices_or_sections: Any) -> list[int]:
    ends = np.cumsum([len(p) for p in parts])
    return [
        int(p[0]) if len(p) else int(end)
        for p, end in zip(parts, ends, strict=True)
    ]


@means(np.split)
def split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    """Cut into parts along an axis: so many equal ones, or at given places."""
    count = indices_or_sections
    if np.ndim(count) == 0 and ary.shape[axis] % count:
        raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


@means(np.hsplit)
def hsplit(ary: Any, indices_or_sections: Any) -> list[Any]:
    """Cut along the second axis, or the only one."""
    return split(ary, indices_or_sections, 0 if ary.ndim == 1 else 1)


@means(np.vsplit)
def vsplit(ary: Any, indices_or_sections: Any) -> list[Any]:
    """Cut along the first axis."""
    return split(ary, indices_or_sections, 0)


@means(np.tile)
def tile(A: Any, reps: Any) -> Any:
    """Lay copies side by side, so many along each axis."""
    counts = whole(reps)
    ndim = max(A.ndim, len(counts))
    shape = (1,) * (ndim - A.ndim) + A.shape
    counts = (1,) * (ndim - len(counts)) + counts
    pairs = [n for pair in zip(counts, shape, strict=True) for n in pair]
    apart = expand(A, tuple(n for k in shape for n in (1, k)))
    lengths = tuple(c * n for c, n in zip(counts, shape, strict=True))
    return expand(broadcast_to(apart, tuple(pairs)), lengths)


@means(np.repeat)
def repeat(a: Any, repeats: Any, axis: int | None = None) -> Any:
    """Repeat each entry in its place."""
    if axis is None:
        return repeat(np.ravel(a), repeats, 0)
    places = np.repeat(np.arange(a.shape[axis]), repeats)
    return np.take(a, places, axis)


@means(np.flip)
def flip(m: Any, axis: Any = None) -> Any:
    """Reverse the order along axes."""
    turned = axis_tuple(axis, m.ndim)
    return m[tuple(slice(None, None, -1 if k in turned else 1) for k in range(m.ndim))]


@means(np.fliplr)
def fliplr(m: Any) -> Any:
    """Reverse the order of the columns."""
    return flip(m, 1)


@means(np.flipud)
def flipud(m: Any) -> Any:
    """Reverse the order of the rows."""
    return flip(m, 0)


@means(np.rot90)
def rot90(m: Any, k: int = 1, axes: tuple[int, int] = (0, 1)) -> Any:
    """Turn by 90 degrees, ``k`` times."""
    for _ in range(k % 4):
        m = flip(swapaxes(m, *axes), axes[0])
    return m


@means(np.roll)
def roll(a: Any, shift: Any, axis: Any = None) -> Any:
    """Shift entries along axes; what leaves at one end enters at the other."""
    if axis is None:
        return expand(roll(np.ravel(a), shift, 0), a.shape)
    for step, along in np.broadcast(shift, axis):
        a = _roll_one(a, int(step), axis_index(int(along), a.ndim))
    return a


def _roll_one(a: Any, shift: int, axis: int) -> Any:
    cut = -shift % a.shape[axis] if a.shape[axis] else 0
    before = (slice(None),) * axis
    parts = [a[(*before, slice(cut, None))], a[(*before, slice(None, cut))]]
    return concatenate(parts, axis) if cut else a


@means(np.pad)
def pad(array: Any, pad_width: Any, mode: Any = "constant", **kwargs: Any) -> Any:
    """Surround with constants or with entries of the array itself."""
    ndim, constants = array.ndim, kwargs.pop("constant_values", 0)
    widths = np.broadcast_to(_pairs(pad_width, ndim), (ndim, 2)).tolist()
    if mode == "constant":
        return _pad_constant(array, widths, constants)
    if mode not in ("edge", "reflect", "symmetric", "wrap"):
        raise NoRule(f"np.pad(mode={mode!r}) has no rule", cure="use another mode")
    for axis, width in enumerate(widths):
        source = np.pad(np.arange(array.shape[axis]), width, mode, **kwargs)
        array = np.take(array, source, axis)
    return array


def _pairs(width: Any, ndim: int) -> np.ndarray:
    if isinstance(width, dict):
        full = [width.get(k, width.get(k - ndim, (0, 0))) for k in range(ndim)]
        return np.array([np.broadcast_to(w, 2) for w in full])
    return np.asarray(width)


def _pad_constant(array: Any, widths: list[list[int]], constants: Any) -> Any:
    shape = tuple(n + sum(w) for n, w in zip(array.shape, widths, strict=True))
    inner = tuple(
        (before, before + n, 1)
        for n, (before, _) in zip(array.shape, widths, strict=True)
    )
    placed = apply(PLACE, (array,), (inner, shape))
    if np.all(np.equal(constants, 0)):
        return placed
    border = np.pad(np.zeros(array.shape), widths, constant_values=constants)
    hole = np.pad(np.ones(array.shape, bool), widths, constant_values=False)
    return np.where(hole, placed, border.astype(array.dtype))
