"""From a program's nodes to values and views of them: see `values.py`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from ..program import Guard, Program
from . import forms, lower, products
from .values import (
    Call,
    Check,
    Elementwise,
    Leaf,
    Number,
    Pieces,
    Reduce,
    Ref,
    Result,
    Value,
)
from .views import Slices, View, whole


class Translation:
    """The values of a program in the order it computes them, and where nodes are."""

    def __init__(self, program: Program):
        self.values: list[Value] = []
        self.checks: list[Any] = []
        self.uses = _count_uses(program)
        self._refs: dict[Any, Ref] = {}
        for number, node in enumerate(program.inputs):
            dtype = node.dtype.newbyteorder("=")
            self._refs[node] = self.add(Leaf(node.shape, dtype, number=number)).ref
        for item in program.order:
            self._translate(item)
        self.results: list[Result] = []
        for node in program.outputs:
            self.results.append(self._result(self.of(node)))

    def _result(self, ref: Ref) -> Result:
        """The value that fills an output's array: a copy, if its own is elsewhere."""
        value, view = ref.value, ref.view
        taken = isinstance(value, Leaf | Number) or any(
            value is result.value for result in self.results
        )
        if taken or not view.is_whole or view.size != math.prod(value.shape):
            value = self.copied(ref).value
        return Result(value, view.shape)

    def of(self, node: Any) -> Ref:
        """Where the elements of a node are."""
        found = self._refs.get(node)
        if found is None:
            found = self._refs[node] = self._one(node)
        return found

    def add(self, value: Value) -> Value:
        """Note down one more value."""
        if value.dtype.kind not in "biufc":
            raise TypeError(f"native code has no arrays of {value.dtype}")
        value.segment = len(self.checks)
        self.values.append(value)
        return value

    def _translate(self, item: Any) -> None:
        if isinstance(item, Guard):
            self._check(item)
        elif item not in self._refs:
            self._refs[item] = self._one(item)

    def _check(self, guard: Guard) -> None:
        ref, number = self.of(guard.node), len(self.checks)
        flag, expected = self._flag(ref, guard)
        refs = (ref,) if flag is None else (flag, ref)
        bit = np.dtype(bool)
        self.add(Check((), bit, refs, number=number, expected=expected))
        self.checks.append(guard)

    def _flag(self, ref: Ref, guard: Guard) -> tuple[Ref | None, bytes | None]:
        """A stored truth value that tells whether the guard holds, and what it must be.

        An array of several elements is compared in Python.
        """
        dtype = ref.value.dtype
        if ref.view.shape or not lower.supports("equal", [dtype, dtype], dtype):
            return None, None
        if isinstance(ref.value, Leaf | Number) or dtype.kind != "b":
            data = np.asarray(guard.expected).astype(dtype).tobytes()
            wanted = Number((), dtype, data=data).ref
            ref = self.elementwise("equal", [ref, wanted], np.dtype(bool))
            return ref, b"\1"
        same = ref if ref.is_same else self.copied(ref)
        return same, bytes([bool(guard.expected)])

    def _one(self, node: Any) -> Ref:
        special = _SPECIAL.get(node.op.name)
        made = special(self, node) if special else None
        if made is not None:
            return made
        if node.op.elementwise and lower.supports(
            node.op.name, [i.dtype for i in node.inputs], node.dtype
        ):
            folded = products.folded_update(self, node)
            return folded or self.elementwise(
                node.op.name, [self.of(i) for i in node.inputs], node.dtype
            )
        return self._call(node)

    def _call(self, node: Any) -> Ref:
        refs = tuple(self.of(i) for i in node.inputs)
        call = Call(node.shape, node.dtype, refs, run=node.op.run, params=node.params)
        return self.add(call).ref

    def elementwise(self, name: str, refs: Iterable[Ref], dtype: np.dtype) -> Ref:
        """A new elementwise value of refs that have one shape."""
        inputs = tuple(refs)
        made = Elementwise(inputs[0].view.shape, dtype, inputs, name=name)
        return self.add(made).ref

    def reduce(self, name: str, ref: Ref, axes: tuple[int, ...], dtype: Any) -> Ref:
        """A new value: ``ref`` folded over ``axes``."""
        shape = ref.view.shape
        kept = tuple(n for axis, n in enumerate(shape) if axis not in axes)
        if ref.value.dtype != dtype:
            ref = self.elementwise("cast", [ref], dtype)
        if all(shape[axis] == 1 for axis in axes):
            return self.reshaped(ref, kept)
        return self.add(Reduce(kept, dtype, (ref,), name=name, axes=axes)).ref

    def reshaped(self, ref: Ref, shape: tuple[int, ...]) -> Ref:
        """The ref in another shape, copied first if strides cannot say it."""
        view = ref.view.reshaped(shape)
        if view is None:
            ref = self.copied(ref)
            view = whole(shape)
        return Ref(ref.value, view)

    def copied(self, ref: Ref) -> Ref:
        """The elements of ``ref`` in an array of their own, one after another."""
        return self.elementwise("copy", [ref], ref.value.dtype)


def _count_uses(program: Program) -> Counter:
    uses = Counter(program.outputs)
    for item in program.order:
        uses.update([item.node] if isinstance(item, Guard) else item.inputs)
    return uses


Special = Callable[[Translation, Any], Ref | None]


def _alias(to: Translation, node: Any) -> Ref:
    return to.of(node.inputs[0])


def _constant(to: Translation, node: Any) -> Ref:
    dtype, shape, data = node.params
    return Number(shape, np.dtype(dtype), data=data).ref


def _cast(to: Translation, node: Any) -> Ref | None:
    source = node.inputs[0]
    if source.dtype == node.dtype:
        return to.of(source)
    if not lower.supports("cast", [source.dtype], node.dtype):
        return None
    return to.elementwise("cast", [to.of(source)], node.dtype)


def _spread(to: Translation, node: Any) -> Ref:
    ref = to.of(node.inputs[0])
    return Ref(ref.value, ref.view.spread(node.shape))


def _reshape(to: Translation, node: Any) -> Ref:
    return to.reshaped(to.of(node.inputs[0]), node.shape)


def _permute(to: Translation, node: Any) -> Ref:
    ref = to.of(node.inputs[0])
    axes = tuple(axis % len(node.shape) for axis in node.params[0])
    return Ref(ref.value, ref.view.permuted(axes))


def _pick(to: Translation, node: Any) -> Ref:
    ref = to.of(node.inputs[0])
    return Ref(ref.value, ref.view.picked(node.params[0]))


def _reduction(to: Translation, node: Any) -> Ref | None:
    name, (axes,), source = node.op.name, node.params, node.inputs[0]
    dtype = np.dtype(bool) if name in ("any", "all") else node.dtype
    if dtype != node.dtype or not lower.supports("cast", [source.dtype], dtype):
        return None
    axes = tuple(axis % len(source.shape) for axis in axes)
    return to.reduce(name, to.of(source), axes, dtype)


def _length(to: Translation, node: Any) -> Ref | None:
    """The Euclidean length: the root of the sum of squares."""
    source, (axes,) = node.inputs[0], node.params
    if source.dtype != node.dtype or not lower.supports(
        "sqrt", [node.dtype], node.dtype
    ):
        return None
    ref = to.of(source)
    square = to.elementwise("multiply", [ref, ref], node.dtype)
    total = to.reduce("sum", square, axes, node.dtype)
    return to.elementwise("sqrt", [total], node.dtype)


def _pieces(
    to: Translation, node: Any, refs: list[Ref], parts: list[View], clear: bool
) -> Ref | None:
    if not lower.supports("copy", [node.dtype], node.dtype):
        return None
    fitted = tuple(
        Ref(ref.value, ref.view.spread(part.shape))
        for ref, part in zip(refs, parts, strict=True)
    )
    made = Pieces(node.shape, node.dtype, fitted, parts=tuple(parts), clear=clear)
    return to.add(made).ref


def _place(to: Translation, node: Any) -> Ref | None:
    slices, shape = node.params
    part = whole(shape).picked(slices)
    return _pieces(to, node, [to.of(node.inputs[0])], [part], True)


def _put(to: Translation, node: Any) -> Ref | None:
    every = whole(node.shape)
    parts = [every, every.picked(node.params[0])]
    return _pieces(to, node, [to.of(i) for i in node.inputs], parts, False)


def _concatenate(to: Translation, node: Any) -> Ref | None:
    axis, start, parts = node.params[0] % len(node.shape), 0, []
    every: Slices = ((None, None, None),) * len(node.shape)
    for each in node.inputs:
        stop = start + each.shape[axis]
        slices = (*every[:axis], (start, stop, None), *every[axis + 1 :])
        parts.append(whole(node.shape).picked(slices))
        start = stop
    return _pieces(to, node, [to.of(i) for i in node.inputs], parts, False)


def _matmul(to: Translation, node: Any) -> Ref | None:
    left, right = (to.of(i) for i in node.inputs)
    same = all(i.dtype == node.dtype for i in node.inputs)
    if not same or not math.prod(node.shape):
        return None
    return products.product(to, left, right, node.dtype)


_SPECIAL: dict[str, Special] = {
    "mark": _alias,
    "stop": _alias,
    "constant": _constant,
    "cast": _cast,
    "spread": _spread,
    "reshape": _reshape,
    "permute": _permute,
    "pick": _pick,
    **dict.fromkeys(("sum", "prod", "max", "min", "any", "all"), _reduction),
    "length": _length,
    "place": _place,
    "put": _put,
    "concatenate": _concatenate,
    "matmul": _matmul,
    "cumsum": forms.cumsum,
    "argmax": forms.search,
    "argmin": forms.search,
    "gather": forms.gather,
    "scatter": forms.scatter,
}
