"""Strided views: reading an array in another shape without moving an element."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from itertools import pairwise

from .loops import Shape, row_major

Slices = tuple[tuple[int | None, int | None, int | None], ...]


@dataclass(frozen=True, slots=True)
class View:
    """A shape whose element ``index`` is at ``offset + sum(index * strides)``."""

    shape: Shape
    strides: Shape
    offset: int = 0

    @property
    def size(self) -> int:
        """The number of elements."""
        return math.prod(self.shape)

    @property
    def is_whole(self) -> bool:
        """Whether its elements lie one after another from the first, in its order."""
        rows = row_major(self.shape)
        return self.offset == 0 and all(
            extent == 1 or stride == row
            for extent, stride, row in zip(self.shape, self.strides, rows, strict=True)
        )

    def permuted(self, axes: Shape) -> View:
        """The view with its axes in another order."""
        shape = tuple(self.shape[axis] for axis in axes)
        return View(shape, tuple(self.strides[axis] for axis in axes), self.offset)

    def spread(self, shape: Shape) -> View:
        """The view broadcast to ``shape``: new and stretched axes have stride 0."""
        new = len(shape) - len(self.shape)
        strides = [
            0 if extent == 1 else stride
            for extent, stride in zip(self.shape, self.strides, strict=True)
        ]
        return View(shape, (0,) * new + tuple(strides), self.offset)

    def picked(self, slices: Slices) -> View:
        """The part of the view that basic slicing takes."""
        ranges = [
            range(extent)[slice(*each)]
            for extent, each in zip(self.shape, slices, strict=True)
        ]
        pairs = list(zip(ranges, self.strides, strict=True))
        offset = self.offset + sum(r.start * s for r, s in pairs if len(r))
        strides = tuple(r.step * s for r, s in pairs)
        return View(tuple(len(r) for r in ranges), strides, offset)

    def reshaped(self, shape: Shape) -> View | None:
        """The same elements in another shape, or None if no strides say it."""
        if not self.size:
            return whole(shape)
        runs, strides = self._runs(), []
        left, step = 1, 0
        for extent in reversed(shape):
            if extent != 1 and left == 1:
                left, step = runs.pop()
            if left % extent:
                return None
            strides.append(0 if extent == 1 else step)
            left, step = left // extent, step * extent
        return View(shape, tuple(reversed(strides)), self.offset)

    def _runs(self) -> list[tuple[int, int]]:
        """Extents and strides, axes that one stride walks through taken together."""
        pairs = zip(self.shape, self.strides, strict=True)
        axes = [pair for pair in pairs if pair[0] != 1]
        runs = axes[:1]
        for (_, outer), (extent, inner) in pairwise(axes):
            if outer == extent * inner:
                runs[-1] = (runs[-1][0] * extent, inner)
            else:
                runs.append((extent, inner))
        return runs

    def squeezed(self) -> View:
        """The view without its axes of one element."""
        return _squeezed(self)


@functools.lru_cache(1 << 14)
def _squeezed(view: View) -> View:
    kept = [axis for axis, extent in enumerate(view.shape) if extent != 1]
    return view.permuted(tuple(kept)) if len(kept) < len(view.shape) else view


@functools.lru_cache(1 << 14)
def whole(shape: Shape) -> View:
    """The view of a C-contiguous array of ``shape``."""
    return View(shape, row_major(shape))
