"""A `Loop` as a kernel in LLVM. Shapes and strides are constants in the code.

Each value is computed at the outermost level where all it needs is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from llvmlite import ir

from . import lane as lanes
from . import math
from .lane import Lane
from .loops import Access, Constant, Loop, Reduction
from .nests import INDEX, element, kernel, turns
from .reductions import BLOCK, Total, fold, identity

DTYPES = frozenset(map(np.dtype, "?bhilfd"))
"""What a loop can read and write: booleans, signed integers, float32 and float64."""


def lower(module: ir.Module, name: str, loop: Loop) -> None:
    """Add the kernel of ``loop`` to the module under ``name``."""
    loop = loop.collapsed()

    def body(builder: ir.IRBuilder, arrays: list[ir.Value]) -> None:
        _Nest(builder, loop, arrays).emit()
        builder.ret(INDEX(0))

    kernel(module, name, len(loop.operands), body)


Running = dict[int, list[Lane]]
"""The running total of each reduction that is being taken, by its number."""


@dataclass
class _Nest:
    builder: ir.IRBuilder
    loop: Loop
    pointers: list[ir.Value]
    values: dict[int, Lane] = field(default_factory=dict)
    indices: list[ir.Value] = field(default_factory=list)

    def __post_init__(self) -> None:
        loop = self.loop
        self.depth = len(loop.shape)
        self.levels = _levels(loop)
        results = len(loop.loads) + len(loop.stores)
        self.totals = [Total(r.name, r.into.dtype) for r in loop.reductions]
        self.starts = [_first_folded(r, self.depth) for r in loop.reductions]
        self.targets = self.pointers[results:]

    def emit(self) -> None:
        for k, reduction in enumerate(self.loop.reductions):
            if self._in_memory(k):
                self._fill(k, reduction)
        if self.loop.size:
            self._finish(0, self._walk(0, self._begin(0, {})))
        else:
            self._finish_empty()

    def _in_memory(self, k: int) -> bool:
        """Whether outer loops come back to the same element of this reduction."""
        return any(axis < self.starts[k] for axis in self.loop.reductions[k].axes)

    def _fill(self, k: int, reduction: Reduction) -> None:
        """Start a reduction that is folded in memory."""
        start = self._constant(reduction, reduction.into.dtype)
        kept = [d for d in range(self.depth) if d not in reduction.axes]
        self._fill_level(k, start, kept, {})

    def _fill_level(
        self, k: int, start: Lane, dims: list[int], at: dict[int, ir.Value]
    ) -> None:
        if not dims:
            self._write(start, self._address(k, at))
            return
        if self.loop.shape[dims[0]]:
            end = INDEX(self.loop.shape[dims[0]])
            with turns(self.builder, INDEX(0), end) as turn:
                self._fill_level(k, start, dims[1:], {**at, dims[0]: turn.index})

    def _constant(self, reduction: Reduction, dtype: np.dtype) -> Lane:
        return lanes.constant(self.builder, identity(reduction.name, dtype), dtype)

    def _finish_empty(self) -> None:
        """A fold over nothing gives its identity everywhere."""
        for k, reduction in enumerate(self.loop.reductions):
            if not self._in_memory(k):
                self._fill(k, reduction)

    def _begin(self, level: int, running: Running) -> Running:
        """Start the totals that are folded from this level inwards."""
        fresh = {
            k: total.starts(self.builder)
            for k, total in enumerate(self.totals)
            if self.starts[k] == level < self.depth
        }
        return {**running, **fresh}

    def _finish(self, level: int, running: Running) -> None:
        """Write the totals that were started at this level."""
        for k, total in enumerate(self.totals):
            if self.starts[k] == level < self.depth:
                self._deliver(k, total.finish(running[k]))

    def _deliver(self, k: int, value: Lane) -> None:
        at = dict(enumerate(self.indices))
        address = self._address(k, at)
        if self._in_memory(k):
            so_far = lanes.load(self.builder, address, value.dtype)
            value = fold(self.loop.reductions[k].name, so_far, value)
        self._write(value, address)

    def _walk(self, level: int, running: Running) -> Running:
        """Everything inside the loops over dimensions before ``level``."""
        self._evaluate(level)
        if level == self.depth:
            return self._statement(running)
        if level == self.depth - 1:
            return self._innermost(level, running)
        end = INDEX(self.loop.shape[level])
        with turns(self.builder, INDEX(0), end, _flat(running)) as turn:
            self.indices.append(turn.index)
            inner = self._begin(level + 1, _grouped(running, turn.held))
            after = self._walk(level + 1, inner)
            self._finish(level + 1, after)
            self.indices.pop()
            turn.left = _flat({k: after[k] for k in running})
        return _grouped(running, turn.left)

    def _innermost(self, level: int, running: Running) -> Running:
        extent, builder = self.loop.shape[level], self.builder
        if not running or extent <= BLOCK:
            return self._block(running, INDEX(0), INDEX(extent))
        blocks = INDEX(-(-extent // BLOCK))
        with turns(builder, INDEX(0), blocks, _flat(running)) as turn:
            begin = builder.mul(turn.index, INDEX(BLOCK), flags=("nuw", "nsw"))
            end = builder.add(begin, INDEX(BLOCK), flags=("nuw", "nsw"))
            past = builder.icmp_signed(">", end, INDEX(extent))
            end = builder.select(past, INDEX(extent), end)
            after = self._block(_grouped(running, turn.held), begin, end)
            turn.left = _flat(after)
        return _grouped(running, turn.left)

    def _block(self, running: Running, begin: ir.Value, end: ir.Value) -> Running:
        """The innermost loop over some indices: one plain total for each reduction."""
        plain = [
            self._constant(self.loop.reductions[k], self.totals[k].dtype)
            for k in running
        ]
        with turns(self.builder, begin, end, plain) as turn:
            self.indices.append(turn.index)
            self._evaluate(self.depth)
            held = zip(running, turn.held, strict=True)
            folded = self._statement({k: [one] for k, one in held})
            self.indices.pop()
            turn.left = _flat(folded)
        return {
            k: self.totals[k].add(total, block)
            for (k, total), block in zip(running.items(), turn.left, strict=True)
        }

    def _statement(self, running: Running) -> Running:
        """One index: stores, folds in memory, and the plain totals with one more."""
        at = dict(enumerate(self.indices))
        loads = len(self.loop.loads)
        for k, store in enumerate(self.loop.stores):
            value = self.values[store.value]
            address = self._element(self.pointers[loads + k], store.into, at)
            self._write(value, address)
        for k, reduction in enumerate(self.loop.reductions):
            if k not in running:
                self._statement_fold(k, reduction)
        return {
            k: [
                fold(
                    self.loop.reductions[k].name,
                    total[0],
                    self.values[self.loop.reductions[k].value],
                )
            ]
            for k, total in running.items()
        }

    def _statement_fold(self, k: int, reduction: Reduction) -> None:
        if self.starts[k] == self.depth:
            self._deliver(k, self.values[reduction.value])

    def _evaluate(self, level: int) -> None:
        """Read and compute what is known once ``level`` loops have been entered."""
        loop, at = self.loop, dict(enumerate(self.indices))
        for number, needed in enumerate(self.levels):
            if needed == level:
                self.values[number] = self._value(loop, number, at)

    def _value(self, loop: Loop, number: int, at: dict[int, ir.Value]) -> Lane:
        loads, constants = len(loop.loads), len(loop.constants)
        if number < loads:
            access = loop.loads[number]
            address = self._element(self.pointers[number], access, at)
            return lanes.load(self.builder, address, access.dtype)
        if number < loads + constants:
            return _literal(self.builder, loop.constants[number - loads])
        instruction = loop.body[number - loads - constants]
        arguments = [self.values[a] for a in instruction.arguments]
        return evaluate(instruction.name, arguments, instruction.dtype)

    def _address(self, k: int, at: dict[int, ir.Value]) -> ir.Value:
        return self._element(self.targets[k], self.loop.reductions[k].into, at)

    def _element(
        self, pointer: ir.Value, access: Access, at: dict[int, ir.Value]
    ) -> ir.Value:
        return element(self.builder, pointer, access, at)

    def _write(self, value: Lane, address: ir.Value) -> None:
        lanes.store(value, address)


def supports(name: str, sources: Sequence[np.dtype], result: np.dtype) -> bool:
    """Whether an elementwise operation can be lowered for these dtypes."""
    if any(dtype not in DTYPES for dtype in (*sources, result)):
        return False
    return name in _OWN or math.supports(name, sources[0])


_OWN = ("cast", "copy", "where")


def evaluate(name: str, arguments: list[Lane], dtype: np.dtype) -> Lane:
    """One elementwise operation on lanes."""
    if name == "cast":
        return arguments[0].convert(dtype)
    if name == "copy":
        return arguments[0]
    if name == "where":
        return lanes.select(*arguments)
    return math.FUNCTIONS[name](*arguments)


def _literal(builder: ir.IRBuilder, constant: Constant) -> Lane:
    return lanes.constant(builder, constant.value, constant.dtype)


def _levels(loop: Loop) -> list[int]:
    """For each value, how many loops must be entered before it is known."""
    levels = [_reach(load) for load in loop.loads]
    levels += [0] * len(loop.constants)
    for instruction in loop.body:
        levels.append(max((levels[a] for a in instruction.arguments), default=0))
    return levels


def _reach(access: Access) -> int:
    return max((d + 1 for d, stride in enumerate(access.strides) if stride), default=0)


def _first_folded(reduction: Reduction, depth: int) -> int:
    """The first of the innermost dimensions that are all folded away."""
    first = depth
    while first and first - 1 in reduction.axes:
        first -= 1
    return first


def _flat(running: Running) -> list[Lane]:
    return [lane for total in running.values() for lane in total]


def _grouped(running: Running, numbers: list[Lane]) -> Running:
    """Flat numbers back under the totals they belong to."""
    rest = iter(numbers)
    return {k: [next(rest) for _ in total] for k, total in running.items()}
