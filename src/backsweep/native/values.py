"""A program's values as native code sees them.

Whatever only looks at elements in another way (reshape, permute, pick, spread) is no
value of its own but a `Ref`: a value and a view of it. What is left is little: inputs,
numbers, elementwise operations, reductions, matrix products, arrays put together from
pieces, and whatever stays a NumPy call.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .loops import Shape
from .views import View, whole


@dataclass(frozen=True, slots=True)
class Ref:
    """A view of a value's elements."""

    value: Value
    view: View

    @property
    def is_same(self) -> bool:
        """Whether it is the value itself, up to axes of one element."""
        return _is_same(self.view, self.value.shape)


@functools.lru_cache(1 << 14)
def _is_same(view: View, shape: Shape) -> bool:
    mine = view.squeezed()
    return mine.shape == squeeze(shape) and mine.is_whole


@dataclass(frozen=True, slots=True)
class Result:
    """An output: the value whose elements fill its array, and the array's shape."""

    value: Value
    shape: Shape


def squeeze(shape: Shape) -> Shape:
    """A shape without its extents of 1."""
    return tuple(extent for extent in shape if extent != 1)


@dataclass(eq=False, slots=True)
class Value:
    """Something that is computed once, into an array of its own or inside a loop."""

    shape: Shape
    dtype: np.dtype
    refs: tuple[Ref, ...] = ()
    segment: int = field(default=0, kw_only=True)
    """How many guards come before it."""

    @property
    def ref(self) -> Ref:
        """The value as it is."""
        return Ref(self, whole(self.shape))


@dataclass(eq=False, slots=True)
class Leaf(Value):
    """An argument of the call."""

    number: int = field(kw_only=True)


@dataclass(eq=False, slots=True)
class Number(Value):
    """A constant: a number, or a small array of them."""

    data: bytes = field(kw_only=True)


@dataclass(eq=False, slots=True)
class Elementwise(Value):
    """An operation applied entry by entry to refs of its own shape."""

    name: str = field(kw_only=True)


@dataclass(eq=False, slots=True)
class Reduce(Value):
    """One ref folded over ``axes``; ``shape`` is what remains."""

    name: str = field(kw_only=True)
    axes: Shape = field(kw_only=True)


@dataclass(eq=False, slots=True)
class Product(Value):
    """``factor * scalar * left @ right + added`` by BLAS; refs in this order.

    ``scalar`` and ``added`` are there if ``has_scalar`` and ``has_added`` say so.
    """

    factor: float = field(default=1.0, kw_only=True)
    has_scalar: bool = field(default=False, kw_only=True)
    has_added: bool = field(default=False, kw_only=True)


@dataclass(eq=False, slots=True)
class Pieces(Value):
    """Refs written one after another into parts of the array, on zeros if ``clear``."""

    parts: tuple[View, ...] = field(kw_only=True)
    clear: bool = field(kw_only=True)


@dataclass(eq=False, slots=True)
class Formed(Value):
    """A kernel of its own form; ``call`` is how NumPy does it, should it stop."""

    form: Any = field(kw_only=True)
    call: tuple[Any, tuple[Any, ...]] = field(kw_only=True)


@dataclass(eq=False, slots=True)
class Call(Value):
    """An operation that NumPy computes."""

    run: Any = field(kw_only=True)
    params: tuple[Any, ...] = field(kw_only=True)


@dataclass(eq=False, slots=True)
class Check(Value):
    """A guard: the run stops here unless its first ref holds the ``expected`` bytes.

    Where nothing is expected, Python decides. The last ref is what was decided on.
    """

    number: int = field(kw_only=True)
    expected: bytes | None = field(kw_only=True)
