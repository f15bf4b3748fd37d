"""Counts over the slopes of activations, many layers at once, on their device.

Comparing entries one by one takes longer than adding them up, so zeros are counted
where there are any, and ones are added.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor
from torch.autograd.graph import Node

from ..health.units import FLAT


@dataclass(frozen=True, eq=False)
class Layer:
    """One activation: its slopes, what came out, and what went in if that matters.

    ``axis`` is that of the units. With ``binary``, all slopes are 0 or 1.
    """

    node: Node
    slopes: Tensor
    values: Tensor
    inputs: Tensor | None
    axis: int
    steepest: float
    binary: bool

    @property
    def alike(self) -> tuple[object, ...]:
        """What must agree for layers to be counted together."""
        shape, dtype, device = self.slopes.shape, self.slopes.dtype, self.slopes.device
        given = self.inputs is None, self.binary
        return shape, dtype, device, self.axis, self.steepest, given


@dataclass(frozen=True)
class Counts:
    """What was counted of layers of one shape; a row of ``rows`` for each.

    A row has the dead units, the slopes that are 0, those below a tenth of the largest,
    and the mean squares of slopes, of values, of their means over the batch, and of
    what went in.
    """

    units: int
    samples: int
    batch: int
    rows: Tensor


def counts(layers: list[Layer]) -> Counts:
    """Count layers that are alike."""
    shape, group = layers[0].slopes.shape, Group(layers)
    units = shape[layers[0].axis]
    batch = shape[0] if len(shape) > 1 else 1
    return Counts(units, math.prod(shape) // units, batch, group.rows)


class Group:
    """Layers that are alike, as tensors of shape (layers, samples, ..., units)."""

    def __init__(self, layers: list[Layer]):
        self._first = layers[0]
        self._slopes = _stacked([one.slopes for one in layers])
        self._values = _stacked([one.values for one in layers])
        inputs = [one.inputs for one in layers if one.inputs is not None]
        self._inputs = _stacked(inputs) if inputs else None
        self._size = self._slopes[0].numel()

    @property
    def rows(self) -> Tensor:
        """The counts of each layer, as ``Counts`` has them."""
        dead = (self._steepest_of_units == 0).sum(1)
        none = torch.ones_like(dead) if self._inputs is None else None
        numbers = [
            dead,
            self._silent,
            self._flat / self._size,
            mean_square(self._slopes),
            mean_square(self._values),
            mean_square(self._values.mean(1)),
            mean_square(self._inputs) if self._inputs is not None else none,
        ]
        return torch.stack([x.double() for x in numbers if x is not None], 1)

    @cached_property
    def _sizes(self) -> Tensor:
        return self._slopes if self._first.binary else self._slopes.abs()

    @cached_property
    def _steepest_of_units(self) -> Tensor:
        """The largest slope that each unit has on any sample."""
        axis = self._first.axis if self._first.axis < 0 else 2
        others = [
            k for k in range(1, self._sizes.dim()) if k != axis % self._sizes.dim()
        ]
        return self._sizes.amax(others)

    @cached_property
    def _silent(self) -> Tensor:
        """How many slopes are 0."""
        if self._first.binary:
            return self._size - self._slopes.flatten(1).sum(1).round()
        if self._sizes.is_cpu and bool(self._sizes.amin() > 0):
            return torch.zeros(len(self._sizes))
        return (self._sizes == 0).flatten(1).sum(1)

    @cached_property
    def _flat(self) -> Tensor:
        """How many slopes are below a tenth of the largest that the function has."""
        if self._first.binary:
            return self._silent
        return (self._sizes < FLAT * self._first.steepest).flatten(1).sum(1)


def mean_square(stacked: Tensor) -> Tensor:
    """Of each layer."""
    flat = stacked.flatten(1)
    return torch.linalg.vector_norm(flat, dim=1).double() ** 2 / flat.shape[1]


def _stacked(tensors: list[Tensor]) -> Tensor:
    """One above another; what has one axis is one sample."""
    found = torch.stack(tensors) if len(tensors) > 1 else tensors[0][None]
    found = found if found.dtype.itemsize > 2 else found.float()
    return found if found.dim() > 2 else found[:, None]
