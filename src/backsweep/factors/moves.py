"""Factors of functions that only move entries: nudges move the same way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..functions.build import apply, cast, expand
from ..graph import Node
from ..ops import GATHER, PERMUTE, PICK, PLACE, PUT, SCATTER
from .factor import Factor, Values, zeros


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

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return float(self.part.size < x.size)


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
