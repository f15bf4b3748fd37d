"""Where each value's array is: planned once, so that a run allocates nothing.

Arrays whose lives do not overlap share memory. A slot is a place in the table of
pointers that kernels look their arrays up in: arguments first, then results, then what
lies in the workspace, then constants.
"""

from __future__ import annotations

import bisect
import heapq
import math
from collections.abc import Iterable, Iterator

import numpy as np

from .steps import Kernel, Step
from .values import Check, Leaf, Number, Result, Value

ALIGNMENT = 64
"""Bytes: a cache line, and the widest vector."""


def touched(step: Step) -> Iterator[Value]:
    """The values whose arrays a step reads or writes."""
    if isinstance(step, Kernel):
        yield from step.operands
        return
    yield from (ref.value for ref in step.refs)
    if not isinstance(step, Check):
        yield step


def nbytes(value: Value) -> int:
    """The size of a value's array."""
    return math.prod(value.shape) * value.dtype.itemsize


class Memory:
    """Slots of all arrays, and the layout of the workspace."""

    def __init__(
        self, leaves: Iterable[Value], results: list[Result], steps: list[Step]
    ) -> None:
        self.slots: dict[Value, int] = {}
        self.offsets: dict[Value, int] = {}
        self.constants: dict[tuple[np.dtype, bytes], int] = {}
        self.size = 0
        fixed = [*leaves, *(r.value for r in results if r.shape)]
        for value in fixed:
            self.slots[value] = len(self.slots)
        kept = [r.value for r in results if not r.shape]
        self._plan(_lives(steps, set(fixed), kept))
        self._count = len(self.slots)
        for step in steps:
            for value in touched(step):
                self.slot(value)

    @property
    def count(self) -> int:
        """The number of slots."""
        return self._count

    def slot(self, value: Value) -> int:
        """The slot of a value; equal numbers share theirs."""
        if not isinstance(value, Number):
            return self.slots[value]
        return self.constant(value.dtype, value.data)

    def constant(self, dtype: np.dtype, data: bytes) -> int:
        """The slot of a number."""
        if (dtype, data) not in self.constants:
            self.constants[dtype, data] = self._count
            self._count += 1
        return self.constants[dtype, data]

    def _plan(self, lives: dict[Value, tuple[int, int]]) -> None:
        """Lay arrays out, each in a block that is free through its life."""
        blocks = _Blocks()
        for value, (born, dies) in lives.items():
            self.offsets[value] = blocks.take(max(nbytes(value), 1), born, dies)
            self.slots[value] = len(self.slots)
        self.size = blocks.size


class _Blocks:
    """Blocks of memory, used again for what comes after their last use."""

    def __init__(self) -> None:
        self.size = 0
        self._free: list[tuple[int, int]] = []
        self._busy: list[tuple[int, int, int]] = []

    def take(self, wanted: int, born: int, dies: int) -> int:
        """The offset of a block for an array used in steps ``born`` to ``dies``."""
        while self._busy and self._busy[0][0] < born:
            _, *block = heapq.heappop(self._busy)
            bisect.insort(self._free, (block[0], block[1]))
        size = -(-wanted // ALIGNMENT) * ALIGNMENT
        size, offset = self._smallest(size) or self._new(size)
        heapq.heappush(self._busy, (dies, size, offset))
        return offset

    def _smallest(self, size: int) -> tuple[int, int] | None:
        """The smallest free block for ``size`` bytes, if it is not twice as large."""
        at = bisect.bisect_left(self._free, (size, 0))
        fits = at < len(self._free) and self._free[at][0] < 2 * size
        return self._free.pop(at) if fits else None

    def _new(self, size: int) -> tuple[int, int]:
        self.size += size
        return size, self.size - size


def _lives(
    steps: list[Step], fixed: set[Value], kept: list[Value]
) -> dict[Value, tuple[int, int]]:
    """For each array in the workspace, the steps at which its life begins and ends."""
    lives: dict[Value, tuple[int, int]] = {}
    for at, step in enumerate(steps):
        for value in touched(step):
            if not isinstance(value, Leaf | Number) and value not in fixed:
                lives[value] = (lives.get(value, (at,))[0], at)
    for value in kept:
        lives[value] = (lives[value][0], len(steps))
    return lives
