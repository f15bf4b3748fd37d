"""How values are folded into one: starts, steps, and sums that keep their digits.

A sum runs in blocks. Within a block the additions may be taken in any order, which lets
the loop be vectorised with many partial sums. Blocks are added up exactly enough: in
float64 for float32, and with the rounding error carried along (Neumaier 1974) for
float64. That is at least as accurate as NumPy's pairwise sums.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from llvmlite import ir

from . import lane as lanes
from .lane import Lane

BLOCK = 1024
"""Elements that are summed in any order before their sum is added to the others."""


def identity(name: str, dtype: np.dtype) -> bool | int | float:
    """What a fold of nothing gives."""
    if name in ("max", "min"):
        return _extreme(name, dtype)
    return {"sum": 0, "prod": 1, "any": False, "all": True}[name]


def _extreme(name: str, dtype: np.dtype) -> bool | int | float:
    if dtype.kind == "f":
        return float("-inf") if name == "max" else float("inf")
    if dtype.kind == "b":
        return name == "min"
    limits = np.iinfo(dtype)
    return int(limits.min if name == "max" else limits.max)


def fold(name: str, total: Lane, value: Lane) -> Lane:
    """Fold one more value into a total; float additions may be reordered."""
    return _FOLDS[name](total, value)


def _free_order(stem: str) -> Callable[[Lane, Lane], Lane]:
    def emit(total: Lane, value: Lane) -> Lane:
        if not total.is_float:
            return total + value if stem == "add" else total * value
        build = getattr(total.builder, "f" + stem)
        return total.with_value(build(total.value, value.value, flags=("reassoc",)))

    return emit


def _larger(name: str) -> Callable[[Lane, Lane], Lane]:
    """The larger (smaller) of two, nan if either is: NumPy's maximum (minimum)."""

    def emit(total: Lane, value: Lane) -> Lane:
        if total.is_bool:
            return total | value if name == "max" else total & value
        word = (
            {"max": "maximum", "min": "minimum"}[name] if total.is_float else "s" + name
        )
        kind = total.type
        function = total.builder.module.declare_intrinsic(
            f"llvm.{word}", [kind], ir.FunctionType(kind, [kind, kind])
        )
        return total.with_value(
            total.builder.call(function, [total.value, value.value])
        )

    return emit


_FOLDS: dict[str, Callable[[Lane, Lane], Lane]] = {
    "sum": _free_order("add"),
    "prod": _free_order("mul"),
    "max": _larger("max"),
    "min": _larger("min"),
    "any": lambda total, value: total | value,
    "all": lambda total, value: total & value,
}


@dataclass(frozen=True, slots=True)
class Total:
    """A running total over blocks: one number, or a float64 sum and its error."""

    name: str
    dtype: np.dtype

    @property
    def kinds(self) -> tuple[np.dtype, ...]:
        """The dtypes of the numbers that make up the running total."""
        if self.name == "sum" and self.dtype == np.float64:
            return (self.dtype, self.dtype)
        if self.name == "sum" and self.dtype == np.float32:
            return (np.dtype(np.float64),)
        return (self.dtype,)

    def starts(self, builder: ir.IRBuilder) -> list[Lane]:
        """The total of no blocks."""
        start = identity(self.name, self.dtype)
        return [
            lanes.constant(builder, 0 if k else start, kind)
            for k, kind in enumerate(self.kinds)
        ]

    def add(self, running: list[Lane], block: Lane) -> list[Lane]:
        """The total with one more block."""
        if self.name != "sum" or not block.is_float:
            return [fold(self.name, running[0], block)]
        if len(running) == 1:
            return [running[0] + block.convert(np.float64)]
        return _compensated(running[0], running[1], block)

    def finish(self, running: list[Lane]) -> Lane:
        """The total as one number of ``dtype``."""
        if len(running) == 1:
            return running[0].convert(self.dtype)
        total, error = running
        # an infinity in the sum leaves nan as its error, which then tells nothing
        return lanes.select(error == error, total + error, total)


def _compensated(total: Lane, error: Lane, value: Lane) -> list[Lane]:
    """Knuth's two-sum: the rounded sum, and what was lost in rounding."""
    grown = total + value
    part = grown - total
    lost = (total - (grown - part)) + (value - part)
    return [grown, error + lost]
