"""Functions that rearrange entries without changing them."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_index, normalize_axis_tuple

from ..arrays import MEANING, means
from ..ops import PERMUTE, SPREAD
from .build import apply, expand, lifted


def axis_index(axis: Any, ndim: int) -> int:
    """The axis as a number from 0."""
    return normalize_axis_index(operator.index(axis), ndim)


def axis_tuple(axis: Any, ndim: int) -> tuple[int, ...]:
    """The axes to reduce, as sorted numbers from 0; all of them for ``None``."""
    if axis is None or (ndim == 0 and axis in (0, -1)):
        return tuple(range(ndim))
    return tuple(sorted(normalize_axis_tuple(axis, ndim)))


def whole(numbers: Any) -> tuple[int, ...]:
    """A length or several as a tuple of Python integers."""
    if np.ndim(numbers) == 0:
        return (operator.index(numbers),)
    return tuple(map(operator.index, numbers))


@means(np.reshape)
def reshape(a: Any, shape: Any, order: str = "C", copy: Any = None) -> Any:
    """The entries in another shape, in row-major or column-major order."""
    if copy:
        a = np.copy(a)
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
    return reshape(a, (a.size,), order)


@means(np.transpose, np.permute_dims)
def transpose(a: Any, axes: Any = None) -> Any:
    """The axes in another order, reversed by default."""
    order = range(a.ndim)[::-1] if axes is None else normalize_axis_tuple(axes, a.ndim)
    if len(order) != a.ndim:
        raise ValueError("axes don't match array")
    same = tuple(order) == tuple(range(a.ndim))
    return a if same else apply(PERMUTE, (a,), (tuple(order),))


@means(np.swapaxes)
def swapaxes(a: Any, axis1: int, axis2: int) -> Any:
    """Exchange two axes."""
    axes = list(range(a.ndim))
    axes[axis1], axes[axis2] = axes[axis2], axes[axis1]
    return transpose(a, axes)


@means(np.matrix_transpose, np.linalg.matrix_transpose)
def matrix_transpose(x: Any) -> Any:
    """Exchange the last two axes."""
    return swapaxes(x, -1, -2)


@means(np.moveaxis)
def moveaxis(a: Any, source: Any, destination: Any) -> Any:
    """Move axes to new positions; the others keep their order."""
    return transpose(a, np.moveaxis(_labelled(a.ndim), source, destination).shape)


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
    return expand(a, np.expand_dims(hollow(a), axis).shape)


@means(np.squeeze)
def squeeze(a: Any, axis: Any = None) -> Any:
    """Drop axes of length 1."""
    return expand(a, np.squeeze(hollow(a), axis).shape)


def hollow(a: Any) -> np.ndarray:
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
    made = [expand(a, function(hollow(a)).shape) for a in lifted(*arrays)]
    return made[0] if len(made) == 1 else tuple(made)


@means(np.broadcast_to)
def broadcast_to(array: Any, shape: Any, subok: bool = False) -> Any:
    """Repeat along axes of length 1 and new leading axes until the shape fits."""
    lengths = np.broadcast_to(hollow(array), whole(shape)).shape
    return array if lengths == array.shape else apply(SPREAD, (array,), (lengths,))


@means(np.broadcast_arrays)
def broadcast_arrays(*args: Any, subok: bool = False) -> tuple[Any, ...]:
    """All arrays broadcast to their common shape."""
    shape = np.broadcast_shapes(*map(np.shape, args))
    return tuple(broadcast_to(a, shape) for a in lifted(*args))
