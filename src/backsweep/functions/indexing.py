"""Taking parts by slices, integers, index arrays and masks; and putting them back."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from ..arrays import MEANING, Array, means
from ..errors import UnsupportedValue
from ..ops import GATHER, PICK, PUT
from .build import apply, expand
from .shapes import axis_index, axis_tuple


def full_key(key: Any, ndim: int) -> list[Any]:
    """The index with its ellipsis and missing axes filled in."""
    parts = list(key) if isinstance(key, tuple) else [key]
    used = sum(_axes_used(p) for p in parts)
    if used > ndim:
        raise IndexError(f"too many indices: {used} for an array of {ndim} axes")
    rest = [slice(None)] * (ndim - used)
    where = [k for k, p in enumerate(parts) if p is Ellipsis]
    at = where[0] if where else len(parts)
    return parts[:at] + rest + parts[at + 1 :]


def _axes_used(part: Any) -> int:
    if part is None or part is Ellipsis:
        return 0
    return np.ndim(part) if _is_mask(part) else 1


def _is_mask(part: Any) -> bool:
    return getattr(part, "dtype", None) == bool or isinstance(part, (bool, np.bool))


def _is_slice(part: Any) -> bool:
    return part is None or isinstance(part, slice)


def _listed(part: Any) -> Any:
    """Lists in an index are arrays."""
    if not isinstance(part, (list, np.ndarray)):
        return part
    made = np.asarray(part)
    return made if made.size or isinstance(part, np.ndarray) else made.astype(np.intp)


@means(operator.getitem)
def getitem(x: Any, key: Any) -> Any:
    """``x[key]``, for every key that NumPy takes."""
    parts = tuple(map(_listed, key)) if isinstance(key, tuple) else _listed(key)
    full = full_key(parts, x.ndim)
    basic = all(_is_slice(p) or _is_integer(p) for p in full)
    return _basic(x, full) if basic else _advanced(x, full)


def _is_integer(part: Any) -> bool:
    if isinstance(part, Array):
        return False
    return isinstance(part, (int, np.integer)) and not _is_mask(part)


def as_slices(parts: list[Any], shape: tuple[int, ...]) -> tuple[Any, ...]:
    """Slices and integers as ``(start, stop, step)`` for each axis."""
    axes = [p for p in parts if p is not None]
    return tuple(_triple(p, n, k) for k, (p, n) in enumerate(zip(axes, shape, strict=True)))


def _triple(part: Any, length: int, axis: int) -> tuple[int, int | None, int]:
    if isinstance(part, slice):
        start, stop, step = part.indices(length)
        return start, (None if stop < 0 else stop), step
    place = operator.index(part)
    if not -length <= place < length:
        raise IndexError(f"index {place} is out of bounds: axis {axis} has {length}")
    place %= length
    return place, place + 1, 1


def _basic(x: Any, parts: list[Any]) -> Any:
    slices = as_slices(parts, x.shape)
    picked = x if _everything(slices, x.shape) else apply(PICK, (x,), (slices,))
    lengths = iter(picked.shape)
    shape = [1 if p is None else _length(p, next(lengths)) for p in parts]
    return expand(picked, tuple(n for n in shape if n is not None))


def _everything(slices: tuple[Any, ...], shape: tuple[int, ...]) -> bool:
    return slices == tuple((0, n, 1) for n in shape)


def _length(part: Any, length: int) -> int | None:
    """The length of the axis that is left, ``None`` where an integer removed it."""
    return length if isinstance(part, slice) else None


def _advanced(x: Any, parts: list[Any]) -> Any:
    """Slice first, then gather with the index arrays that are left."""
    parts = [q for p in parts for q in (MEANING[np.nonzero](p) if _is_mask(p) else [p])]
    basic = [p if _is_slice(p) else slice(None) for p in parts]
    sliced = _basic(x, basic)
    indices = [p for p in parts if not _is_slice(p)]
    numbers = iter(range(len(indices)))
    axes = tuple(None if _is_slice(p) else next(numbers) for p in parts)
    return apply(GATHER, (sliced, *_bounded(indices, axes, sliced)), (axes,))


def _bounded(indices: list[Any], axes: tuple[Any, ...], x: Any) -> list[Any]:
    """The index arrays as ``intp``; raises for one out of bounds."""
    lengths = [n for n, axis in zip(x.shape, axes, strict=True) if axis is not None]
    for index, length in zip(indices, lengths, strict=True):
        check_bounds(index, length)
    return [_whole(index) for index in indices]


def check_bounds(index: Any, length: int) -> None:
    """Raise ``IndexError`` if an entry of ``index`` is not a place of the axis."""
    places = np.asarray(getattr(index, "value", index)) if _valued(index) else None
    if places is not None and places.size:
        low, high = places.min(), places.max()
        if low < -length or high >= length:
            bad = high if high >= length else low
            raise IndexError(f"index {bad} is out of bounds for an axis of {length}")


def _valued(index: Any) -> bool:
    return hasattr(index, "value") or not isinstance(index, Array)


def _whole(index: Any) -> Any:
    made = index if isinstance(index, Array) else np.asarray(index)
    if made.dtype.kind not in "iu":
        raise UnsupportedValue(
            f"an index of dtype {made.dtype}",
            why="entries are counted with integers",
            cure="convert the index with .astype(int)",
        )
    return np.astype(made, np.dtype(np.intp))


@means(np.nonzero)
def nonzero(a: Any) -> tuple[Any, ...]:
    """The places of the entries that are not zero; a decision on all of them."""
    if not isinstance(a, Array):
        return np.nonzero(a)
    return np.nonzero(a.decided())  # type: ignore[attr-defined]


@means(np.flatnonzero)
def flatnonzero(a: Any) -> Any:
    """The places of the entries that are not zero, in the array flattened."""
    return nonzero(np.ravel(a))[0]


@means(np.take)
def take(
    a: Any, indices: Any, axis: int | None = None, out: Any = None, mode: str = "raise"
) -> Any:
    """Entries, or whole slices along an axis, by their places."""
    line = np.ravel(a) if axis is None else a
    along = axis_index(axis or 0, line.ndim)
    places = indices if isinstance(indices, Array) else np.asarray(indices)
    if mode == "wrap":
        places = places % line.shape[along]
    elif mode == "clip":
        places = np.clip(places, 0, line.shape[along] - 1)
    return line[(*[slice(None)] * along, places)]


@means(np.take_along_axis)
def take_along_axis(arr: Any, indices: Any, axis: int | None = -1) -> Any:
    """For each line along an axis, the entries at its own places."""
    if axis is None:
        return np.ravel(arr)[indices]
    along = axis_index(axis, arr.ndim)
    grid = np.ogrid[tuple(slice(n) for n in indices.shape)]
    return arr[tuple(indices if k == along else g for k, g in enumerate(grid))]


@means(np.diagonal)
def diagonal(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """The entries on a diagonal, along the last axis."""
    moved = np.moveaxis(a, (axis1, axis2), (-2, -1))
    rows, columns = moved.shape[-2:]
    places = np.arange(max(min(rows + min(offset, 0), columns - max(offset, 0)), 0))
    return moved[..., places - min(offset, 0), places + max(offset, 0)]


@means(np.diag)
def diag(v: Any, k: int = 0) -> Any:
    """The diagonal of a matrix, or the matrix with this diagonal."""
    if v.ndim != 1:
        return diagonal(v, k)
    places = np.arange(len(v))
    side = len(v) + abs(k)
    flat = (places - min(k, 0)) * side + places + max(k, 0)
    return expand(put_places(v, flat, side * side), (side, side))


def put_places(values: Any, places: np.ndarray, size: int) -> Any:
    """A vector of ``size`` zeros with ``values`` at ``places``, all different."""
    source = np.full(size, len(values))
    source[places] = np.arange(len(values))
    return np.concatenate([values, np.zeros(1, values.dtype)])[source]


@means(np.trace)
def trace(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """The sum of a diagonal."""
    return np.sum(diagonal(a, offset, axis1, axis2), axis=-1)


@means(np.tril)
def tril(m: Any, k: int = 0) -> Any:
    """The matrix with zeros above a diagonal."""
    return np.where(np.tri(*m.shape[-2:], k=k, dtype=bool), m, np.zeros(1, m.dtype))


@means(np.triu)
def triu(m: Any, k: int = 0) -> Any:
    """The matrix with zeros below a diagonal."""
    return np.where(np.tri(*m.shape[-2:], k=k - 1, dtype=bool), np.zeros(1, m.dtype), m)


@means(operator.setitem)
def replaced(x: Any, key: Any, value: Any) -> Any:
    """A copy of ``x`` in which ``x[key]`` is ``value``."""
    parts = tuple(map(_listed, key)) if isinstance(key, tuple) else _listed(key)
    full = full_key(parts, x.ndim)
    new = np.astype(value if isinstance(value, Array) else np.asarray(value), x.dtype)
    if all(p is not None and (_is_slice(p) or _is_integer(p)) for p in full):
        return _replaced_slices(x, full, new)
    return _replaced_places(x, key, new)


def _replaced_slices(x: Any, parts: list[Any], new: Any) -> Any:
    slices = as_slices(parts, x.shape)
    lengths = tuple(
        len(range(n)[slice(*s)]) for n, s in zip(x.shape, slices, strict=True)
    )
    kept = tuple(
        n for n, p in zip(lengths, parts, strict=True) if isinstance(p, slice)
    )
    fitting = expand(np.broadcast_to(_squeezed(new, len(kept)), kept), lengths)
    return apply(PUT, (x, fitting), (slices,))


def _squeezed(new: Any, ndim: int) -> Any:
    """NumPy drops leading axes of length 1 that the target does not have."""
    extra = max(np.ndim(new) - ndim, 0)
    return new.reshape(new.shape[extra:]) if all(n == 1 for n in new.shape[:extra]) else new


def _replaced_places(x: Any, key: Any, new: Any) -> Any:
    """Each entry of ``x`` knows which entry of ``new`` comes last into its place."""
    decided = tuple(p.decided() if isinstance(p, Array) else p for p in _tuple(key))
    target = np.arange(x.size).reshape(x.shape)[decided]
    source = np.full(x.size, -1)
    source[target.ravel()] = np.arange(target.size)
    source = source.reshape(x.shape)
    if not target.size:
        return x
    values = np.ravel(np.broadcast_to(_squeezed(new, target.ndim), target.shape))
    return np.where(source >= 0, values[np.maximum(source, 0)], x)


def _tuple(key: Any) -> tuple[Any, ...]:
    return key if isinstance(key, tuple) else (key,)


__all__ = ["axis_tuple", "check_bounds", "getitem", "replaced"]
