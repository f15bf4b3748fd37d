"""Taking parts by slices, integers, index arrays and masks."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from ..arrays import Array, means
from ..errors import UnsupportedValue
from ..graph import Node
from ..ops import GATHER, PICK
from .build import apply, converted, decided, expand, lifted, refuse_out
from .shapes import axis_index


def full_key(key: Any, ndim: int) -> list[Any]:
    """The index with its ellipsis and missing axes filled in."""
    parts = [_listed(p) for p in (key if isinstance(key, tuple) else (key,))]
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
    return isinstance(part, (bool, np.bool)) or _kind(part) == "b"


def _kind(part: Any) -> str:
    """The kind of an array's dtype; empty for what is no array."""
    return part.dtype.kind if hasattr(part, "dtype") else ""


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
    parts = full_key(key, x.ndim)
    return _basic(x, parts) if is_basic(parts) else _advanced(x, parts)


def is_basic(parts: list[Any]) -> bool:
    """Whether slices and integers make up the index."""
    return all(_is_slice(p) or _is_integer(p) for p in parts)


def _is_integer(part: Any) -> bool:
    if isinstance(part, Array):
        return False
    return isinstance(part, (int, np.integer)) and not _is_mask(part)


def as_slices(parts: list[Any], shape: tuple[int, ...]) -> tuple[Any, ...]:
    """Slices and integers as ``(start, stop, step)`` for each axis."""
    axes = [p for p in parts if p is not None]
    return tuple(
        _triple(p, n, k) for k, (p, n) in enumerate(zip(axes, shape, strict=True))
    )


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
    parts = [q for p in parts for q in (_places(x, p) if _is_mask(p) else [p])]
    sliced = _basic(x, [p if _is_slice(p) else slice(None) for p in parts])
    indices = [p for p in parts if not _is_slice(p)]
    numbers = iter(range(len(indices)))
    axes = tuple(None if _is_slice(p) else next(numbers) for p in parts)
    return apply(GATHER, (sliced, *_bounded(indices, axes, sliced)), (axes,))


def _places(x: Any, mask: Any) -> tuple[Any, ...]:
    """Where the mask is true: a decision, also on a mask from outside."""
    if np.ndim(mask) == 0:
        raise UnsupportedValue(
            "one boolean as an index",
            why="it would add an axis of length 1 or 0",
            cure="x[None] adds an axis; if and else choose",
        )
    return np.nonzero(known(x, mask))


def known(x: Any, part: Any) -> Any:
    """Part of an index in plain numbers, noted as a decision if it is an array."""
    if not isinstance(part, (Array, np.ndarray)) or isinstance(x, Node):
        return part
    return lifted(x, part)[1].decided()


def _bounded(indices: list[Any], axes: tuple[Any, ...], x: Any) -> list[Any]:
    """The index arrays as ``intp``; raises for one out of bounds."""
    lengths = [n for n, axis in zip(x.shape, axes, strict=True) if axis is not None]
    for index, length in zip(indices, lengths, strict=True):
        _check_bounds(index, length)
    return [_counting(index) for index in lifted(x, *indices)[1:]]


def _check_bounds(index: Any, length: int) -> None:
    """Raise ``IndexError`` if an entry of ``index`` is not a place of the axis."""
    if isinstance(index, Node):
        return
    places = np.asarray(getattr(index, "value", index))
    if places.size and not -length <= places.min() <= places.max() < length:
        bad = places.min() if places.min() < -length else places.max()
        raise IndexError(f"index {bad} is out of bounds for an axis of {length}")


def _counting(index: Any) -> Any:
    """The index array in the integers that NumPy counts with."""
    if index.dtype.kind not in "iu":
        raise UnsupportedValue(
            f"an index of dtype {index.dtype}",
            why="entries are counted with integers",
            cure="convert the index with .astype(int)",
        )
    return converted(index, np.dtype(np.intp))


@means(np.nonzero)
def nonzero(a: Any) -> tuple[Any, ...]:
    """The places of the entries that are not zero; a decision on all of them."""
    return np.nonzero(decided(np.not_equal(a, 0)))


@means(np.flatnonzero)
def flatnonzero(a: Any) -> Any:
    """The places of the entries that are not zero, in the array flattened."""
    return nonzero(np.ravel(a))[0]


@means(np.argwhere)
def argwhere(a: Any) -> Any:
    """The places of the entries that are not zero, one a row."""
    return np.argwhere(decided(np.not_equal(a, 0)))


@means(np.take)
def take(
    a: Any, indices: Any, axis: int | None = None, out: Any = None, mode: str = "raise"
) -> Any:
    """Entries, or whole slices along an axis, by their places."""
    refuse_out(np.take, out)
    source, places = lifted(a, indices)
    line = np.ravel(source) if axis is None else source
    along = axis_index(axis or 0, line.ndim)
    if mode == "wrap":
        places = places % line.shape[along]
    elif mode == "clip":
        places = np.clip(places, 0, line.shape[along] - 1)
    return line[(*[slice(None)] * along, places)]


@means(np.take_along_axis)
def take_along_axis(arr: Any, indices: Any, axis: int | None = -1) -> Any:
    """For each line along an axis, the entries at its own places."""
    source, places = lifted(arr, indices)
    if axis is None:
        return np.ravel(source)[places]
    along = axis_index(axis, source.ndim)
    grid = np.ogrid[tuple(slice(n) for n in places.shape)]
    return source[tuple(places if k == along else g for k, g in enumerate(grid))]


@means(np.compress)
def compress(condition: Any, a: Any, axis: int | None = None, out: Any = None) -> Any:
    """The slices along an axis for which the condition holds."""
    refuse_out(np.compress, out)
    (source,) = lifted(a, condition)[:1]
    return take(source, np.flatnonzero(decided(condition)), axis)


@means(np.extract)
def extract(condition: Any, arr: Any) -> Any:
    """The entries for which the condition holds."""
    return compress(np.ravel(condition), arr)
