"""The steps of a program, before addresses: what runs, and on which values' arrays."""

from __future__ import annotations

import numpy as np

from .groups import Group, Schedule
from .loops import Access, Constant, Instruction, Loop, Reduction, Shape, Store
from .values import (
    Call,
    Check,
    Elementwise,
    Formed,
    Number,
    Pieces,
    Product,
    Reduce,
    Ref,
    Value,
    squeeze,
)
from .views import View, whole

WRITTEN = frozenset([0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5])
"""Numbers that stand in the code; others are loaded, so that more loops are equal."""


class Kernel:
    """A compiled loop over the arrays of ``operands``, from ``offsets`` in bytes on."""

    __slots__ = ("loop", "offsets", "operands")

    def __init__(self, loop: Loop, operands: tuple[Value, ...]):
        self.loop, self.operands = loop.at_origin(), operands
        self.offsets = [one.offset * one.dtype.itemsize for one in loop.operands]


Step = Kernel | Product | Formed | Check | Call


def steps_of(schedule: Schedule) -> list[list[Step]]:
    """For each group of the schedule, the steps that compute it."""
    return [_steps(schedule, group) for group in schedule.groups]


def _steps(schedule: Schedule, group: Group) -> list[Step]:
    if group.domain is not None:
        return [_LoopMaker(schedule, group).kernel()]
    (only,) = group.members
    if isinstance(only, Pieces):
        return _piece_steps(only)
    if isinstance(only, Product) and only.has_added:
        return [_copy(only.refs[-1], only, whole(only.shape)), only]
    return [only]  # type: ignore[list-item]


def _piece_steps(pieces: Pieces) -> list[Step]:
    steps: list[Step] = []
    if pieces.clear:
        zero = Number((), pieces.dtype, data=bytes(pieces.dtype.itemsize)).ref
        ref = Ref(zero.value, zero.view.spread(pieces.shape))
        steps.append(_copy(ref, pieces, whole(pieces.shape)))
    for ref, part in zip(pieces.refs, pieces.parts, strict=True):
        steps.append(_copy(ref, pieces, part))
    return steps


def _copy(ref: Ref, into: Value, part: View) -> Kernel:
    """Write the elements of a ref into a part of a value's array."""
    store = Store(0, Access(into.dtype, part.strides, part.offset))
    number = _written(ref)
    if number is not None:
        return Kernel(Loop(part.shape, (), (number,), (), (store,)), (into,))
    load = Access(into.dtype, ref.view.strides, ref.view.offset)
    return Kernel(Loop(part.shape, (load,), (), (), (store,)), (ref.value, into))


def _written(ref: Ref) -> Constant | None:
    """A number that stands in the code."""
    if not isinstance(ref.value, Number) or squeeze(ref.value.shape):
        return None
    constant = Constant(ref.value.dtype, ref.value.data)
    plain = constant.dtype.kind != "f" or constant.value in WRITTEN
    return constant if plain else None


class _LoopMaker:
    """One group as a loop: what it loads, computes, stores and folds."""

    def __init__(self, schedule: Schedule, group: Group):
        self.schedule, self.group = schedule, group
        self.loads: dict[tuple[Value, Access], int] = {}
        self.constants: dict[Constant, int] = {}
        self.numbers: dict[Value, int] = {}
        self.body = [m for m in group.members if isinstance(m, Elementwise)]

    def kernel(self) -> Kernel:
        for member in self.group.members:
            for ref in member.refs:
                self._collect(ref)
        first = len(self.loads) + len(self.constants)
        self.numbers = {member: first + k for k, member in enumerate(self.body)}
        stores, stored = self._stores()
        reductions, reduced = self._reductions()
        loop = Loop(
            self.group.domain or (),
            tuple(access for _, access in self.loads),
            tuple(self.constants),
            tuple(self._instruction(member) for member in self.body),
            stores,
            reductions,
        )
        return Kernel(loop, (*(value for value, _ in self.loads), *stored, *reduced))

    def _is_inside(self, ref: Ref) -> bool:
        return ref.is_same and self.schedule.group_of.get(ref.value) is self.group

    def _collect(self, ref: Ref) -> None:
        if self._is_inside(ref):
            return
        number = _written(ref)
        if number is not None:
            self.constants.setdefault(number, len(self.constants))
        else:
            self.loads.setdefault((ref.value, self._access(ref)), len(self.loads))

    def _access(self, ref: Ref) -> Access:
        view = ref.view.squeezed()
        return Access(ref.value.dtype, view.strides, view.offset)

    def _number(self, ref: Ref) -> int:
        if self._is_inside(ref):
            return self.numbers[ref.value]
        number = _written(ref)
        if number is not None:
            return len(self.loads) + self.constants[number]
        return self.loads[ref.value, self._access(ref)]

    def _instruction(self, member: Elementwise) -> Instruction:
        arguments = tuple(self._number(ref) for ref in member.refs)
        return Instruction(member.name, arguments, member.dtype)

    def _stores(self) -> tuple[tuple[Store, ...], list[Value]]:
        stored = [m for m in self.body if self.schedule.is_stored(m)]
        strides = whole(self.group.domain or ()).strides
        stores = tuple(Store(self.numbers[m], Access(m.dtype, strides)) for m in stored)
        return stores, stored  # type: ignore[return-value]

    def _reductions(self) -> tuple[tuple[Reduction, ...], list[Value]]:
        members = [m for m in self.group.members if isinstance(m, Reduce)]
        return tuple(self._reduction(m) for m in members), members  # type: ignore

    def _reduction(self, member: Reduce) -> Reduction:
        (ref,) = member.refs
        axes, strides = folded(ref.view.shape, member.axes)
        into = Access(np.dtype(member.dtype), strides)
        return Reduction(member.name, self._number(ref), axes, into)


def folded(shape: Shape, axes: Shape) -> tuple[Shape, Shape]:
    """The folded axes, and strides into what is kept, without extents of 1."""
    kept = tuple(n for axis, n in enumerate(shape) if axis not in axes)
    rest = iter(whole(kept).strides)
    strides = [0 if axis in axes else next(rest) for axis in range(len(shape))]
    wide = [axis for axis, extent in enumerate(shape) if extent != 1]
    inner = tuple(k for k, axis in enumerate(wide) if axis in axes)
    return inner, tuple(strides[axis] for axis in wide)
