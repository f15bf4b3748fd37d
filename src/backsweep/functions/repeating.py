"""Functions that repeat entries, turn their order and surround them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arrays import Array, means
from ..errors import NoRule
from ..ops import PLACE
from .build import apply, converted, decided, expand, lifted
from .joining import concatenate
from .shapes import axis_index, axis_tuple, broadcast_to, swapaxes, whole


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
    laid = expand(broadcast_to(apart, tuple(pairs)), lengths)
    return np.copy(laid) if set(counts) == {1} else laid


@means(np.repeat)
def repeat(a: Any, repeats: Any, axis: int | None = None) -> Any:
    """Repeat each entry in its place."""
    (line,) = lifted(np.ravel(a) if axis is None else a, repeats)[:1]
    places = np.repeat(np.arange(line.shape[axis or 0]), decided(repeats))
    return np.take(line, places, axis or 0)


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
    rolled = a
    for step, along in np.broadcast(decided(shift), axis):
        rolled = _roll_one(rolled, int(step), axis_index(int(along), a.ndim))
    return np.copy(a) if rolled is a else rolled


def _roll_one(a: Any, shift: int, axis: int) -> Any:
    cut = -shift % a.shape[axis] if a.shape[axis] else 0
    before = (slice(None),) * axis
    parts = [a[(*before, slice(cut, None))], a[(*before, slice(None, cut))]]
    return concatenate(parts, axis) if cut else a


@means(np.pad)
def pad(array: Any, pad_width: Any, mode: Any = "constant", **kwargs: Any) -> Any:
    """Surround with constants or with entries of the array itself."""
    widths = _pairs(decided(pad_width), array.ndim)
    if mode in ("constant", "empty"):
        return _pad_constant(array, widths, kwargs.get("constant_values", 0))
    if mode not in ("edge", "reflect", "symmetric", "wrap") or "odd" in kwargs.values():
        told = ", ".join([repr(mode), *(f"{k}={v!r}" for k, v in kwargs.items())])
        raise NoRule(
            f"np.pad with mode {told} has no rule",
            cure="the nearest modes that have one: 'constant', 'edge', 'reflect', "
            "'symmetric', 'wrap'",
        )
    for axis, width in enumerate(widths):
        source = np.pad(np.arange(array.shape[axis]), width, mode, **kwargs)
        array = np.take(array, source, axis)
    return array


def _pairs(width: Any, ndim: int) -> list[list[int]]:
    """How many entries come before and after, for each axis."""
    if isinstance(width, dict):
        given = {axis % ndim: pair for axis, pair in width.items()}
        return [np.broadcast_to(given.get(k, 0), 2).tolist() for k in range(ndim)]
    return np.broadcast_to(width, (ndim, 2)).tolist() if ndim else []


def _pad_constant(array: Any, widths: list[list[int]], constants: Any) -> Any:
    lengths = list(zip(array.shape, widths, strict=True))
    inner = tuple((before, before + n, 1) for n, (before, _) in lengths)
    shape = tuple(n + before + after for n, (before, after) in lengths)
    placed = apply(PLACE, (array,), (inner, shape)) if shape else np.copy(array)
    if not isinstance(constants, Array) and np.all(np.equal(constants, 0)):
        return placed
    hole = np.pad(np.ones(array.shape, bool), widths, constant_values=False)
    return np.where(hole, placed, _border(array, widths, constants))


def _border(array: Any, widths: list[list[int]], constants: Any) -> Any:
    """The array's frame: a number all around, or numbers for each side."""
    if not isinstance(constants, Array):
        hollow = np.zeros(array.shape, array.dtype)
        return np.pad(hollow, widths, constant_values=constants)
    if constants.ndim:
        raise NoRule(
            "np.pad with a traced array of constant_values has no rule",
            cure="pass one number, or join the sides with np.concatenate",
        )
    return converted(lifted(array, constants)[1], array.dtype)
