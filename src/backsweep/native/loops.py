"""What a loop computes, as plain data, apart from the machine that will run it.

A `Loop` runs over every index of its shape. At each it reads its loads, evaluates its
body, writes its stores and folds values into its reductions. Two loops that are equal
are one kernel: it is compiled once and called with other pointers.

Values are numbered in one row: loads first, then constants, then the body.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """How a loop index finds its element: ``offset + sum(index * strides)``.

    Offset and strides count elements; a stride of 0 reads one element again and again.
    """

    dtype: np.dtype
    strides: Shape
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Constant:
    """A number written into the code; kept as bytes, so -0.0 and nan are themselves."""

    dtype: np.dtype
    data: bytes

    @property
    def value(self) -> bool | int | float:
        """The number itself."""
        return np.frombuffer(self.data, self.dtype)[0].item()


@dataclass(frozen=True, slots=True)
class Instruction:
    """An elementwise operation on numbered values, giving one of ``dtype``."""

    name: str
    arguments: tuple[int, ...]
    dtype: np.dtype


@dataclass(frozen=True, slots=True)
class Store:
    """Write a value at every index."""

    value: int
    into: Access


@dataclass(frozen=True, slots=True)
class Reduction:
    """Fold a value over ``axes`` with ``name``: sum, prod, max, min, any or all."""

    name: str
    value: int
    axes: Shape
    into: Access


@dataclass(frozen=True, slots=True)
class Loop:
    """A perfect nest over ``shape``, last dimension innermost."""

    shape: Shape
    loads: tuple[Access, ...]
    constants: tuple[Constant, ...]
    body: tuple[Instruction, ...]
    stores: tuple[Store, ...]
    reductions: tuple[Reduction, ...] = ()

    @property
    def operands(self) -> tuple[Access, ...]:
        """Every array touched, in the order of the kernel's operands."""
        results: list[Store | Reduction] = [*self.stores, *self.reductions]
        return (*self.loads, *(result.into for result in results))

    @property
    def size(self) -> int:
        """The number of indices."""
        return math.prod(self.shape)

    @property
    def work(self) -> int:
        """Roughly how many instructions it runs."""
        return self.size * (len(self.body) + 1)

    def at_origin(self) -> Loop:
        """The same loop on arrays that begin where this one's offsets lead."""

        def moved(access: Access) -> Access:
            return replace(access, offset=0)

        return replace(
            self,
            loads=tuple(map(moved, self.loads)),
            stores=tuple(replace(s, into=moved(s.into)) for s in self.stores),
            reductions=tuple(replace(r, into=moved(r.into)) for r in self.reductions),
        )

    def collapsed(self) -> Loop:
        """The same loop over as few dimensions as its strides allow."""
        kept = [d for d, extent in enumerate(self.shape) if extent != 1]
        loop = self._with_dimensions([[d] for d in kept])
        return loop._with_dimensions(loop._runs())

    def _runs(self) -> list[list[int]]:
        """Neighbouring dimensions that every operand walks through in one stride."""
        runs: list[list[int]] = [[0]] if self.shape else []
        for outer, inner in pairwise(range(len(self.shape))):
            if self._joined(outer, inner):
                runs[-1].append(inner)
            else:
                runs.append([inner])
        return runs

    def _joined(self, outer: int, inner: int) -> bool:
        extent = self.shape[inner]
        return all(
            access.strides[outer] == access.strides[inner] * extent
            for access in self.operands
        ) and all((outer in r.axes) == (inner in r.axes) for r in self.reductions)

    def _with_dimensions(self, runs: Sequence[Sequence[int]]) -> Loop:
        """The loop with one dimension for each run of old dimensions."""

        def moved(access: Access) -> Access:
            return replace(access, strides=tuple(access.strides[r[-1]] for r in runs))

        return replace(
            self,
            shape=tuple(math.prod(self.shape[d] for d in run) for run in runs),
            loads=tuple(moved(load) for load in self.loads),
            stores=tuple(replace(s, into=moved(s.into)) for s in self.stores),
            reductions=tuple(
                replace(
                    r,
                    axes=tuple(k for k, run in enumerate(runs) if run[0] in r.axes),
                    into=moved(r.into),
                )
                for r in self.reductions
            ),
        )


def row_major(shape: Shape) -> Shape:
    """The strides of a C-contiguous array, in elements."""
    strides, step = [], 1
    for extent in reversed(shape):
        strides.append(step)
        step *= extent
    return tuple(reversed(strides))
