"""Factors: the local derivative of an operation, as a value.

A factor is a linear map from a nudge of one input to the nudge of the output. ``push``
carries a nudge forward, ``pull`` carries a desire (cotangent, dC/da) backward through
the same map, transposed. Both make graph nodes, so the one thing that a rule states is
run, compiled, explained and differentiated again. ``a @ b`` is ``b`` and then ``a``, as
matrices multiply.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..functions.build import spread
from ..graph import Node
from ..ops import constant

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
        return 1.0 if x.size and y.size else 0.0

    def gain_after(self, before: Factor, values: Values) -> float | None:
        """The exact gain of this factor after ``before``, ``None`` if not known."""
        return None


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
        """What the two in a row stretch, if ``after`` can tell; else their product."""
        known = self.after.gain_after(self.before, values)
        if known is not None:
            return known
        return self.after.gain(values, x, y) * self.before.gain(values, x, x)


@dataclass(frozen=True, eq=False)
class Custom(Factor):
    """Any linear map, given as its two directions, and its largest stretch if known.

    >>> import numpy as np, backsweep as bs
    >>> turned = bs.rule(lambda x: x[::-1] * 2.0,
    ...                  lambda y, x: bs.Custom(lambda v: v[::-1] * 2.0,
    ...                                         lambda u: u[::-1] * 2.0, stretch=2.0))
    >>> bs.grad(lambda x: turned(x)[0])(np.array([1.0, 5.0]))
    array([0., 2.])
    """

    pushing: Callable[[Node], Node]
    pulling: Callable[[Node], Node]
    stretch: float = float("nan")

    def push(self, nudge: Node, y: Node) -> Node:
        return self.pushing(nudge)

    def pull(self, desire: Node, x: Node) -> Node:
        return self.pulling(desire)

    def gain(self, values: Values, x: Node, y: Node) -> float:
        """The stretch that was stated; nan if none was."""
        return self.stretch


def zeros(like: Node) -> Node:
    """Zeros of the shape and dtype of ``like``."""
    return spread(constant(0, like.dtype), like.shape)


def ones(like: Node) -> Node:
    """Ones of the shape and dtype of ``like``."""
    return spread(constant(1, like.dtype), like.shape)
