"""Reading and writing at computed places: NumPy's advanced indexing as kernels.

An index beyond the array stops the run, and NumPy then raises its own error.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from llvmlite import ir

from . import lane as lanes
from .lane import Lane
from .loops import Access, Shape
from .nests import INDEX, element, kernel, turns


@dataclass(frozen=True, slots=True)
class Index:
    """An array of places along an axis of ``extent`` elements ``stride`` apart."""

    read: Access
    stride: int
    extent: int


@dataclass(frozen=True, slots=True)
class Gather:
    """``into[at] = source[at + indices]`` at every index of ``shape``."""

    shape: Shape
    source: Access
    indices: tuple[Index, ...]
    into: Access

    @property
    def work(self) -> int:
        """Roughly how many instructions it runs."""
        return 2 * math.prod(self.shape)


@dataclass(frozen=True, slots=True)
class Scatter:
    """``into[at + indices] += values[at]`` at every index of ``shape``, from zeros."""

    shape: Shape
    values: Access
    indices: tuple[Index, ...]
    into: Access
    size: int

    @property
    def work(self) -> int:
        """Roughly how many instructions it runs."""
        return 2 * math.prod(self.shape) + self.size


def lower_gather(module: ir.Module, name: str, gather: Gather) -> None:
    """Add the kernel of ``gather``: operands are source, indices and result."""

    def body(builder: ir.IRBuilder, arrays: list[ir.Value]) -> None:
        source, *indices, result = arrays
        nest = _Places(builder, gather.shape, gather.indices, indices)
        with nest as (at, place):
            found = element(builder, source, gather.source, at, place)
            lane = lanes.load(builder, found, gather.source.dtype)
            lanes.store(lane, element(builder, result, gather.into, at))

    kernel(module, name, len(gather.indices) + 2, body)


def lower_scatter(module: ir.Module, name: str, scatter: Scatter) -> None:
    """Add the kernel of ``scatter``: operands are values, indices and the result."""

    def body(builder: ir.IRBuilder, arrays: list[ir.Value]) -> None:
        values, *indices, result = arrays
        _clear(builder, result, scatter)
        nest = _Places(builder, scatter.shape, scatter.indices, indices)
        with nest as (at, place):
            value = element(builder, values, scatter.values, at)
            lane = lanes.load(builder, value, scatter.values.dtype)
            found = element(builder, result, scatter.into, at, place)
            so_far = lanes.load(builder, found, scatter.into.dtype)
            lanes.store(so_far | lane if lane.is_bool else so_far + lane, found)

    kernel(module, name, len(scatter.indices) + 2, body)


def _clear(builder: ir.IRBuilder, result: ir.Value, scatter: Scatter) -> None:
    if scatter.size:
        zero = lanes.constant(builder, 0, scatter.into.dtype)
        line = Access(scatter.into.dtype, (1,))
        with turns(builder, INDEX(0), INDEX(scatter.size)) as turn:
            lanes.store(zero, element(builder, result, line, {0: turn.index}))


class _Places:
    """Loops over a shape that give, innermost, the place that the indices lead to.

    Each index is read and checked at the outermost level where it is known.
    """

    def __init__(
        self,
        builder: ir.IRBuilder,
        shape: Shape,
        indices: Sequence[Index],
        arrays: Sequence[ir.Value],
    ):
        self.builder, self.shape = builder, shape
        self.indices = list(zip(indices, arrays, strict=True))
        self.at: dict[int, ir.Value] = {}
        self.place: ir.Value = INDEX(0)
        self.open: list = []

    def __enter__(self) -> tuple[dict[int, ir.Value], ir.Value]:
        self.wrong = self.builder.append_basic_block("wrong")
        if not math.prod(self.shape):
            self._skip()
        self._read(0)
        for level, extent in enumerate(self.shape):
            loop = turns(self.builder, INDEX(0), INDEX(extent))
            self.at[level] = loop.__enter__().index
            self.open.append(loop)
            self._read(level + 1)
        return self.at, self.place

    def _skip(self) -> None:
        """Return at once: what follows is code that no index reaches."""
        self.builder.ret(INDEX(0))
        self.builder.position_at_end(self.builder.append_basic_block("unreached"))

    def __exit__(self, *error: object) -> None:
        for loop in reversed(self.open):
            loop.__exit__(*error)
        self.builder.ret(INDEX(0))
        self.builder.position_at_end(self.wrong)
        self.builder.ret(INDEX(1))

    def _read(self, level: int) -> None:
        for index, array in self.indices:
            if _reach(index.read) == level:
                self.place = self.builder.add(self.place, self._step(index, array))

    def _step(self, index: Index, array: ir.Value) -> ir.Value:
        address = element(self.builder, array, index.read, self.at)
        given = lanes.load(self.builder, address, index.read.dtype).convert(np.int64)
        wrapped = lanes.select(given < 0, given + index.extent, given)
        self._check((wrapped >= 0) & (wrapped < index.extent))
        return (wrapped * index.stride).value

    def _check(self, inside: Lane) -> None:
        going_on = self.builder.append_basic_block("inside")
        self.builder.cbranch(inside.value, going_on, self.wrong)
        self.builder.position_at_end(going_on)


def _reach(access: Access) -> int:
    return max((d + 1 for d, stride in enumerate(access.strides) if stride), default=0)
