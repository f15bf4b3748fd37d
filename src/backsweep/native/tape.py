"""The program as a table: for each step, the address of its kernel and its operands."""

from __future__ import annotations

import math

import numpy as np

from . import blas, kernels, products
from .memory import Memory, nbytes, touched
from .runtime import runtime
from .steps import Kernel, Step
from .values import Check, Formed, Product, Ref

_LINE, _FLOP = 3e-10, 2e-11
"""Rough seconds for an instruction of a loop at one index, and for a BLAS operation."""


class Tape:
    """Addresses and operands of all steps, in memory that native code reads."""

    def __init__(self, steps: list[Step], memory: Memory):
        self.steps, self.memory = steps, memory
        forms = (step.loop for step in steps if isinstance(step, Kernel))
        others = (step.form for step in steps if isinstance(step, Formed))
        self._kernels = kernels.addresses([*forms, *others])
        rows = [self._row(step) for step in steps]
        self._words = np.concatenate([[0], *(row for _, row in rows)]).astype(np.int64)
        self.table = np.empty((len(rows), 2), np.int64)
        at = self._words.ctypes.data + 8
        for entry, (address, row) in zip(self.table, rows, strict=True):
            entry[:] = address, at
            at += 8 * len(row)

    @property
    def seconds(self) -> float:
        """Roughly how long a run takes."""
        return sum(map(_seconds, self.steps))

    def _row(self, step: Step) -> tuple[int, list[int]]:
        slot = self.memory.slot
        if isinstance(step, Kernel):
            if _is_copy(step):
                source, target = step.operands
                return runtime().copy, [slot(source), slot(target), nbytes(target)]
            pairs = zip(step.operands, step.offsets, strict=True)
            words = [word for value, offset in pairs for word in (slot(value), offset)]
            return self._kernels[step.loop], words
        if isinstance(step, Formed):
            operands = [word for value in touched(step) for word in (slot(value), 0)]
            return self._kernels[step.form], operands
        if isinstance(step, Product):
            return runtime().products[step.dtype.name], self._product(step)
        if isinstance(step, Check) and step.expected is not None:
            wanted = self.memory.constant(step.refs[0].value.dtype, step.expected)
            return runtime().guard, [
                slot(step.refs[0].value),
                wanted,
                len(step.expected),
            ]
        return runtime().stop, []

    def _product(self, step: Product) -> list[int]:
        """The operands that `product.ll` lists."""
        left, right = step.refs[:2]
        n, k = right.view.shape[-1], left.view.shape[-1]
        item, slot = step.dtype.itemsize, self.memory.slot
        (flag_a, lda), (flag_b, ldb) = map(_leading, (left, right))
        scalar = slot(step.refs[2].value) if step.has_scalar else -1
        count, rows, *steps = _stack(left, right)
        return [
            blas.gemm(step.dtype),
            *(slot(left.value), slot(right.value), slot(step)),
            *(left.view.offset * item, right.view.offset * item, 0),
            *(rows, n, k, lda, ldb, n),
            *(ord(flag_a), ord(flag_b)),
            *(_bits(step.factor, step.dtype), scalar),
            _bits(float(step.has_added), step.dtype),
            *(count, *(each * item for each in steps), rows * n * item),
        ]


def _stack(left: Ref, right: Ref) -> tuple[int, int, int, int]:
    """How many products of how many rows, and elements between their matrices."""
    *batch, m, k = left.view.shape
    if batch:
        steps = [products.batch_step(ref.view) or 0 for ref in (left, right)]
        return math.prod(batch), m, steps[0], steps[1]
    count = products.slices(m, k, right.view.shape[-1])
    return count, m // count, m // count * left.view.strides[-2], 0


def _leading(ref: Ref) -> tuple[str, int]:
    found = products.leading(ref.view)
    assert found is not None, "a product's refs are copied where BLAS cannot read them"
    return found


def _bits(number: float, dtype: np.dtype) -> int:
    """A float's bytes at the front of a word."""
    word = np.zeros(1, np.int64)
    word.view(dtype)[0] = number
    return int(word[0])


def _is_copy(step: Kernel) -> bool:
    """Whether a kernel only moves a whole array, which memcpy does best."""
    loop = step.loop
    strides = {access.strides for access in loop.operands}
    plain = not (loop.body or loop.constants or loop.reductions)
    whole = len(step.operands) == 2 and len(strides) == 1 and not any(step.offsets)
    sizes = {math.prod(value.shape) for value in step.operands}
    return plain and whole and sizes == {loop.size}


def _seconds(step: Step) -> float:
    if isinstance(step, Kernel):
        return step.loop.work * _LINE
    if isinstance(step, Formed):
        return step.form.work * _LINE
    if isinstance(step, Product):
        return 2 * math.prod(step.shape) * step.refs[0].view.shape[-1] * _FLOP
    return 0.0
