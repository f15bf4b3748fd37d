"""Factors: the local derivative of an operation, as a value.

A factor is a linear map from a nudge of one input to the nudge of the output. ``push``
carries a nudge forward, ``pull`` carries a desire (cotangent, dC/da) backward through
the same map, transposed. Both make graph nodes, so the one thing that a rule states is
run, compiled, explained and differentiated again. ``a @ b`` is ``b`` and then ``a``, as
matrices multiply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .functions.build import apply, cast, expand, keep, spread
from .graph import Node
from .ops import (
    CUMSUM,
    GATHER,
    MATMUL,
    PERMUTE,
    PICK,
    PLACE,
    PUT,
    SCATTER,
    SUM,
    constant,
)

Values = Callable[[Node], Any]


@dataclass(frozen=True, eq=False)
class Factor:
    """The factor that changes nothing; subclasses say how they push, pull and stretch.

    ``x`` is the node that the factor comes from and ``y`` the one that it leads to.
    """

    def __matmul__(self, before: Factor) -> Factor:
        return Then(self, before)

    @property
    def name(self) -> str:
        """What a listing calls it."""
        return type(self).__name__

    def push(self, nudge: Node, y: Node) -> Node:
        """The nudge of ``y`` that a ``nudge`` of ``x`` makes."""
        return nudge

    def pull(self, desire: Node, x: Node) -> Node:
        """The desire for ``x`` that a ``desire`` for ``y`` means."""
        return desire

    def gain(self, values: Values, x: Node, y: Node) -> float:
        """The largest stretch (operator 2-norm); ``values`` gives a node's numbers."""
        return 1.0


class Identity(Factor):
    """The nudge itself."""


class Zero(Factor):
    """A rate that *is* zero: the output does not move. Not the same as no path."""

    def push(self, nudge: Node, y: Node) -> Node:
        return zeros(y)

    def pull(self, desire: Node, x: Node) -> Node:
        return zeros(x)

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return 0.0


@dataclass(frozen=True, eq=False)
class Diag(Factor):
    """Each entry times its own rate: every elementwise function."""

    rates: Any

    @property
    def name(self) -> str:
        return f"Diag({self.rates!r})"

    def push(self, nudge: Node, y: Node) -> Node:
        return nudge * self.rates

    def pull(self, desire: Node, x: Node) -> Node:
        return desire * self.rates

    def gain(self, values: Values, x: Node, y: Node) -> float:
        rates = values(self.rates) if isinstance(self.rates, Node) else self.rates
        return float(np.max(np.abs(rates), initial=0.0))


@dataclass(frozen=True, eq=False)
class Over(Factor):
    """Each entry divided by its own number: ``Diag(1 / divisor)`` in one rounding."""

    divisor: Any

    @property
    def rates(self) -> Node:
        """The rates, as ``Diag`` has them."""
        return 1 / self.divisor

    def push(self, nudge: Node, y: Node) -> Node:
        return nudge / self.divisor

    def pull(self, desire: Node, x: Node) -> Node:
        return desire / self.divisor

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return float(np.max(np.abs(1 / values(self.divisor)), initial=0.0))


@dataclass(frozen=True, eq=False)
class Gate(Factor):
    """Open where the mask is true, shut elsewhere; what is shut cannot make a nan."""

    mask: Node

    def push(self, nudge: Node, y: Node) -> Node:
        return np.where(self.mask, nudge, zeros(nudge))

    def pull(self, desire: Node, x: Node) -> Node:
        return np.where(self.mask, desire, zeros(desire))

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return float(np.any(values(self.mask)))


@dataclass(frozen=True, eq=False)
class Left(Factor):
    """``matrix @ nudge``."""

    matrix: Node

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(MATMUL, (self.matrix, nudge))

    def pull(self, desire: Node, x: Node) -> Node:
        return apply(MATMUL, (self.matrix.mT, desire))

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return stretch(values(self.matrix))


@dataclass(frozen=True, eq=False)
class Right(Factor):
    """``nudge @ matrix``."""

    matrix: Node

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(MATMUL, (nudge, self.matrix))

    def pull(self, desire: Node, x: Node) -> Node:
        return apply(MATMUL, (desire, self.matrix.mT))

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return stretch(values(self.matrix))


def stretch(matrix: Any) -> float:
    """The largest singular value, over a stack of matrices; 0 for an empty one."""
    return float(np.max(np.linalg.norm(matrix, 2, (-2, -1)))) if matrix.size else 0.0


@dataclass(frozen=True, eq=False)
class Sum(Factor):
    """Entries added up along axes: each of them moves the sum by as much."""

    axis: tuple[int, ...]

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(SUM, (nudge,), (self.axis,))

    def pull(self, desire: Node, x: Node) -> Node:
        return along(desire, x, self.axis)

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return float(np.sqrt(x.size / y.size)) if y.size else 0.0


def along(reduced: Node, like: Node, axis: tuple[int, ...]) -> Node:
    """A reduced array repeated along the axes that were reduced away."""
    return spread(keep(reduced, like.shape, axis), like.shape)


class Spread(Factor):
    """One entry copied to many: their desires add up."""

    def push(self, nudge: Node, y: Node) -> Node:
        return spread(nudge, y.shape)

    def pull(self, desire: Node, x: Node) -> Node:
        new = desire.ndim - x.ndim
        lengths = zip(desire.shape[new:], x.shape, strict=True)
        grown = [k + new for k, (wide, one) in enumerate(lengths) if wide != one]
        axes = (*range(new), *grown)
        return expand(apply(SUM, (desire,), (axes,)), x.shape)

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return float(np.sqrt(y.size / x.size)) if x.size else 0.0


@dataclass(frozen=True, eq=False)
class Permute(Factor):
    """Axes in another order."""

    axes: tuple[int, ...]

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(PERMUTE, (nudge,), (self.axes,))

    def pull(self, desire: Node, x: Node) -> Node:
        back = tuple(map(int, np.argsort(self.axes)))
        return apply(PERMUTE, (desire,), (back,))


class Reshape(Factor):
    """The same entries in another shape."""

    def push(self, nudge: Node, y: Node) -> Node:
        return expand(nudge, y.shape)

    def pull(self, desire: Node, x: Node) -> Node:
        return expand(desire, x.shape)


class Cast(Factor):
    """The same number to another precision."""

    def push(self, nudge: Node, y: Node) -> Node:
        return cast(nudge, y.dtype)

    def pull(self, desire: Node, x: Node) -> Node:
        return cast(desire, x.dtype)


@dataclass(frozen=True, eq=False)
class Pick(Factor):
    """A part taken by slices; what was not taken has no influence."""

    slices: Any

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(PICK, (nudge,), (self.slices,))

    def pull(self, desire: Node, x: Node) -> Node:
        return apply(PLACE, (desire,), (self.slices, x.shape))


@dataclass(frozen=True, eq=False)
class Place(Factor):
    """A part put among zeros."""

    slices: Any

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(PLACE, (nudge,), (self.slices, y.shape))

    def pull(self, desire: Node, x: Node) -> Node:
        return apply(PICK, (desire,), (self.slices,))


@dataclass(frozen=True, eq=False)
class Erase(Factor):
    """Everything but a part that was overwritten."""

    slices: Any
    part: Node

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(PUT, (nudge, zeros(self.part)), (self.slices,))

    def pull(self, desire: Node, x: Node) -> Node:
        return apply(PUT, (desire, zeros(self.part)), (self.slices,))


@dataclass(frozen=True, eq=False)
class Gather(Factor):
    """Entries taken by index arrays; one taken twice has twice the influence."""

    indices: tuple[Node, ...]
    axes: tuple[int | None, ...]

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(GATHER, (nudge, *self.indices), (self.axes,))

    def pull(self, desire: Node, x: Node) -> Node:
        return apply(SCATTER, (desire, *self.indices), (self.axes, x.shape))

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return most_taken(values, self.indices, self.axes, y, x)


@dataclass(frozen=True, eq=False)
class Scatter(Factor):
    """Entries added into the places that index arrays name."""

    indices: tuple[Node, ...]
    axes: tuple[int | None, ...]

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(SCATTER, (nudge, *self.indices), (self.axes, y.shape))

    def pull(self, desire: Node, x: Node) -> Node:
        return apply(GATHER, (desire, *self.indices), (self.axes,))

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return most_taken(values, self.indices, self.axes, x, y)


def most_taken(values: Values, indices: Any, axes: Any, few: Node, many: Node) -> float:
    """The root of how often the most used place is used."""
    counted = np.ones(few.shape)
    places = [values(one) for one in indices]
    times = SCATTER.run(counted, *places, axes, many.shape)
    return float(np.sqrt(np.max(times, initial=0.0)))


@dataclass(frozen=True, eq=False)
class RunningSum(Factor):
    """Each entry moves all sums from its own place on."""

    axis: int

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(CUMSUM, (nudge,), (self.axis,))

    def pull(self, desire: Node, x: Node) -> Node:
        turned = apply(CUMSUM, (np.flip(desire, self.axis),), (self.axis,))
        return np.flip(turned, self.axis)

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return float(0.5 / np.sin(np.pi / (4 * x.shape[self.axis] + 2)))


@dataclass(frozen=True, eq=False)
class Then(Factor):
    """Two factors in a row; ``before`` acts first and keeps the shape."""

    after: Factor
    before: Factor

    @property
    def name(self) -> str:
        return f"{self.after.name} @ {self.before.name}"

    def push(self, nudge: Node, y: Node) -> Node:
        return self.after.push(self.before.push(nudge, nudge), y)

    def pull(self, desire: Node, x: Node) -> Node:
        return self.before.pull(self.after.pull(desire, x), x)

    def gain(self, values: Values, x: Node, y: Node) -> float:
        """At most this much: the product of the two."""
        return self.after.gain(values, x, y) * self.before.gain(values, x, x)


@dataclass(frozen=True, eq=False)
class Custom(Factor):
    """Any linear map, given as its two directions."""

    pushing: Callable[[Node], Node]
    pulling: Callable[[Node], Node]

    def push(self, nudge: Node, y: Node) -> Node:
        return self.pushing(nudge)

    def pull(self, desire: Node, x: Node) -> Node:
        return self.pulling(desire)


def zeros(like: Node) -> Node:
    """Zeros of the shape and dtype of ``like``."""
    return spread(constant(0, like.dtype), like.shape)


def ones(like: Node) -> Node:
    """Ones of the shape and dtype of ``like``."""
    return spread(constant(1, like.dtype), like.shape)


def total(desires: Iterable[Node]) -> Node:
    """The sum of desires that meet at one node."""
    first, *rest = desires
    for one in rest:
        first = first + one
    return first
