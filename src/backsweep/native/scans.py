"""Kernels that go along one axis in order: running sums, and where an extreme is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import numpy as np
from llvmlite import ir

from . import lane as lanes
from .lane import Lane
from .loops import Access, Shape
from .nests import INDEX, element, kernel, turns


@dataclass(frozen=True, slots=True)
class Scan:
    """``into[k] = into[k - 1] + source[k]`` along ``axis`` of ``shape``."""

    shape: Shape
    axis: int
    source: Access
    into: Access

    @property
    def work(self) -> int:
        """Roughly how many instructions it runs."""
        return 4 * math.prod(self.shape)


@dataclass(frozen=True, slots=True)
class Search:
    """Where ``source`` is largest (``argmax``) or smallest along ``axis``.

    The first of equals counts, and the first nan counts as most extreme.
    """

    name: str
    shape: Shape
    axis: int
    source: Access
    into: Access

    @property
    def work(self) -> int:
        """Roughly how many instructions it runs."""
        return 4 * math.prod(self.shape)


At = dict[int, ir.Value]


def lower_scan(module: ir.Module, name: str, scan: Scan) -> None:
    """Add the kernel of ``scan``: operands are the source and the result."""

    def body(builder: ir.IRBuilder, arrays: list[ir.Value]) -> None:
        source, result = arrays
        if math.prod(scan.shape):
            with _others(builder, scan.shape, scan.axis) as at:
                _along(builder, scan, at, source, result)
        builder.ret(INDEX(0))

    kernel(module, name, 2, body)


def _along(
    builder: ir.IRBuilder, scan: Scan, at: At, source: ir.Value, result: ir.Value
) -> None:
    zero = lanes.constant(builder, 0, scan.into.dtype)
    end = INDEX(scan.shape[scan.axis])
    with turns(builder, INDEX(0), end, [zero]) as turn:
        here = {**at, scan.axis: turn.index}
        value = lanes.load(
            builder, element(builder, source, scan.source, here), scan.source.dtype
        )
        first = Lane(builder, turn.index) == 0
        total = lanes.select(first, value, turn.held[0] + value)
        lanes.store(total, element(builder, result, scan.into, here))
        turn.left = [total]


def lower_search(module: ir.Module, name: str, search: Search) -> None:
    """Add the kernel of ``search``: operands are the source and the result."""

    def body(builder: ir.IRBuilder, arrays: list[ir.Value]) -> None:
        source, result = arrays
        if math.prod(search.shape):
            with _others(builder, search.shape, search.axis) as at:
                found = _most(builder, search, at, source)
                lanes.store(found, element(builder, result, search.into, at))
        builder.ret(INDEX(0))

    kernel(module, name, 2, body)


def _most(builder: ir.IRBuilder, search: Search, at: At, source: ir.Value) -> Lane:
    def value(index: ir.Value) -> Lane:
        here = {**at, search.axis: index}
        address = element(builder, source, search.source, here)
        return lanes.load(builder, address, search.source.dtype)

    start = [value(INDEX(0)), lanes.constant(builder, 0, np.int64)]
    end = INDEX(search.shape[search.axis])
    with turns(builder, INDEX(0), end, start) as turn:
        (best, place), now = turn.held, value(turn.index)
        better = _BETTER[search.name](now, best)
        here = Lane(builder, turn.index)
        turn.left = [
            lanes.select(better, now, best),
            lanes.select(better, here, place),
        ]
    return turn.left[1]


def _above(now: Lane, best: Lane) -> Lane:
    return (now > best) | _first_nan(now, best)


def _below(now: Lane, best: Lane) -> Lane:
    return (now < best) | _first_nan(now, best)


def _first_nan(now: Lane, best: Lane) -> Lane:
    return (now != now) & (best == best)


_BETTER: dict[str, Callable[[Lane, Lane], Lane]] = {"argmax": _above, "argmin": _below}


@contextmanager
def _others(builder: ir.IRBuilder, shape: Shape, axis: int) -> Iterator[At]:
    """Loops over every axis but one."""
    with ExitStack() as stack:
        at: At = {}
        for other, extent in enumerate(shape):
            if other != axis:
                turn = stack.enter_context(turns(builder, INDEX(0), INDEX(extent)))
                at[other] = turn.index
        yield at
