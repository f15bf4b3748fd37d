"""Values that are kernels of their own kind: indexing, running sums, searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import lower
from .indexing import Gather, Index, Scatter
from .loops import Access, Shape
from .scans import Scan, Search
from .values import Formed, Ref
from .views import View, whole

if TYPE_CHECKING:
    from .translate import Translation

_INTEGERS = frozenset(map(np.dtype, "bhil"))


def cumsum(to: Translation, node: Any) -> Ref | None:
    """Running sums along an axis."""
    source = to.of(node.inputs[0])
    if not _moves(node.dtype) or source.value.dtype != node.dtype or node.dtype == "?":
        return None
    axis = node.params[0] % len(node.shape)
    into = access(whole(node.shape), node.dtype)
    form = Scan(node.shape, axis, access(source.view, node.dtype), into)
    return _formed(to, node, [source], form)


def search(to: Translation, node: Any) -> Ref | None:
    """Where the largest or smallest element along an axis is."""
    source = to.of(node.inputs[0])
    shape, dtype = source.view.shape, source.value.dtype
    if not _moves(dtype) or not shape:
        return None
    axis = node.params[0] % len(shape)
    strides = list(whole(node.shape).strides)
    strides.insert(axis, 0)
    into = Access(np.dtype(np.int64), tuple(strides))
    form = Search(node.op.name, shape, axis, access(source.view, dtype), into)
    return _formed(to, node, [source], form)


def gather(to: Translation, node: Any) -> Ref | None:
    """Elements at computed places."""
    source, *indices = (to.of(i) for i in node.inputs)
    axes = node.params[0]
    if not _moves(node.dtype) or not _are_integers(indices):
        return None
    walk = _Walk(axes, [i.view.shape for i in indices], node.shape)
    form = Gather(
        node.shape,
        walk.kept(source.view, node.dtype),
        walk.indices(indices, source.view),
        access(whole(node.shape), node.dtype),
    )
    return _formed(to, node, [source, *indices], form)


def scatter(to: Translation, node: Any) -> Ref | None:
    """Values added up at computed places of an array of zeros."""
    values, *indices = (to.of(i) for i in node.inputs)
    axes, shape = node.params
    if not _moves(node.dtype) or not _are_integers(indices):
        return None
    walk = _Walk(axes, [i.view.shape for i in indices], values.view.shape)
    target = whole(shape)
    form = Scatter(
        values.view.shape,
        access(values.view, node.dtype),
        walk.indices(indices, target),
        walk.kept(target, node.dtype),
        target.size,
    )
    return _formed(to, node, [values, *indices], form)


def access(view: View, dtype: np.dtype) -> Access:
    """A view as an operand of a kernel over the view's shape."""
    return Access(dtype, view.strides, view.offset)


def _moves(dtype: np.dtype) -> bool:
    return dtype in lower.DTYPES


def _are_integers(indices: list[Ref]) -> bool:
    return all(index.value.dtype in _INTEGERS for index in indices)


def _formed(to: Translation, node: Any, refs: list[Ref], form: Any) -> Ref:
    call = node.op.run, node.params
    return to.add(Formed(node.shape, node.dtype, tuple(refs), form=form, call=call)).ref


class _Walk:
    """How the axes of an indexed array and of its indices lie in the result."""

    def __init__(self, axes: tuple[int | None, ...], shapes: list[Shape], out: Shape):
        self.axes, self.out = axes, out
        self.count = len(np.broadcast_shapes(*shapes))
        taken = [axis for axis, number in enumerate(axes) if number is not None]
        together = taken[-1] - taken[0] + 1 == len(taken)
        self.start = taken[0] if together else 0

    def kept(self, view: View, dtype: np.dtype) -> Access:
        """Strides along the result's axes of the array that is indexed."""
        pairs = zip(self.axes, view.strides, strict=True)
        rest = [stride for number, stride in pairs if number is None]
        strides = (*rest[: self.start], *[0] * self.count, *rest[self.start :])
        return Access(dtype, strides, view.offset)

    def indices(self, refs: list[Ref], view: View) -> tuple[Index, ...]:
        """One index for each axis that is indexed."""
        return tuple(
            Index(self._read(refs[number]), view.strides[axis], view.shape[axis])
            for axis, number in enumerate(self.axes)
            if number is not None
        )

    def _read(self, ref: Ref) -> Access:
        shape = self.out[self.start : self.start + self.count]
        view = ref.view.spread(shape)
        after = len(self.out) - self.start - self.count
        strides = (*[0] * self.start, *view.strides, *[0] * after)
        return Access(ref.value.dtype, strides, view.offset)
