"""What activations did to the samples, read off what their nodes keep.

The numbers are gathered on the device, layers of one shape together, and read once.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.autograd.graph import Node

from ..health.mean_field import slope
from ..health.record import Squish
from ..health.units import FLAT
from .activations import ACTIVATIONS, after, before, called, known
from .flow import Flow
from .lengths import HELD, Read
from .names import Names
from .saved import slopes

CHANNELS_FIRST = ("Convolution", "NativeBatchNorm", "CudnnBatchNorm", "NativeGroupNorm")
"""Operations whose outputs have their units along the second axis."""
EVEN = ("relu", "leaky_relu")
"""Activations whose slopes do not depend on how large the pre-activations are."""


@dataclass(frozen=True, eq=False)
class Layer:
    """One activation: its slopes, what came out, and what went in if that matters."""

    node: Node
    slopes: Tensor
    values: Tensor
    inputs: Tensor | None
    axis: int
    steepest: float

    @property
    def alike(self) -> tuple[object, ...]:
        """What must agree for layers to be counted together."""
        shape, dtype, device = self.slopes.shape, self.slopes.dtype, self.slopes.device
        return shape, dtype, device, self.axis, self.steepest, self.inputs is None


@dataclass(frozen=True)
class Counted:
    """The counts of one layer, in the order in which ``_counts`` makes them."""

    units: int
    samples: int
    batch: int
    numbers: Tensor


class Squishes:
    """The activations on the spine, counted; ``read`` makes plain numbers of them."""

    def __init__(self, flow: Flow):
        self._flow = flow
        self._counted: dict[Node, Counted] = {}
        waiting: dict[tuple[object, ...], list[Layer]] = defaultdict(list)
        for node in flow.spine:
            layer = self._layer(node)
            if layer is not None:
                group = waiting[layer.alike]
                group.append(layer)
                if len(group) * layer.slopes.nbytes > HELD:
                    self._count(waiting.pop(layer.alike))
        for group in waiting.values():
            self._count(group)

    def _layer(self, node: Node) -> Layer | None:
        if self._flow.walk.operations[node] not in ACTIVATIONS:
            return None
        values, function = after(node), known(node)
        found = None if values is None or not values.dim() else slopes(node, values)
        if values is None or found is None or not found.numel():
            return None
        steepest = function.steepest if function else float(found.abs().max())
        inputs = before(node) if function and function.name not in EVEN else None
        return Layer(node, found, values, inputs, self._axis(node), steepest)

    def _axis(self, node: Node) -> int:
        """The axis of the units: channels behind a convolution, else the last."""
        operations = self._flow.walk.operations
        fed = [operations[one] for one in self._flow.data[node]]
        return 1 if fed and fed[0] in CHANNELS_FIRST else -1

    def _count(self, layers: list[Layer]) -> None:
        shape = layers[0].slopes.shape
        units = shape[layers[0].axis]
        batch = shape[0] if len(shape) > 1 else 1
        samples = math.prod(shape) // units
        for layer, row in zip(layers, _counts(layers), strict=True):
            self._counted[layer.node] = Counted(units, samples, batch, row)

    def read(self, names: Names) -> tuple[tuple[Squish, ...], Read]:
        """What each activation did, inputs first, and the slopes that chance makes."""
        found = []
        predicted: dict[Hashable, float] = {}
        for node, counted in reversed(self._counted.items()):
            numbers = counted.numbers.tolist()
            found.append(_squish(node, counted, numbers, names))
            function, q = known(node), numbers[-1]
            if function is not None and math.isfinite(q):
                predicted[node] = slope(function, q)
        return tuple(found), predicted


def _counts(layers: list[Layer]) -> Tensor:
    """Per layer: dead units, silent, saturated; mean squares of slopes and others."""
    first = layers[0]
    slopes = _stacked([one.slopes for one in layers])
    values = _stacked([one.values for one in layers])
    size = slopes[0].numel()
    units = slopes.movedim(first.axis if first.axis < 0 else 2, -1).flatten(1, -2)
    silent = (units == 0).sum(1)
    saturated = (slopes.abs() < FLAT * first.steepest).flatten(1).sum(1)
    parts = [
        (silent == units.shape[1]).sum(1).double(),
        silent.sum(1).double(),
        saturated.double() / size,
        _mean_square(slopes),
        _mean_square(values),
        _mean_square(values.mean(1)),
    ]
    inputs = [one.inputs for one in layers if one.inputs is not None]
    one = torch.ones_like(parts[0])
    parts.append(_mean_square(_stacked(inputs)) if inputs else one)
    return torch.stack(parts, 1)


def _stacked(tensors: list[Tensor]) -> Tensor:
    """Of shape (layers, samples, ..., units); what has one axis is one sample."""
    found = torch.stack(tensors) if len(tensors) > 1 else tensors[0][None]
    found = found if found.dtype.itemsize > 2 else found.float()
    return found if found.dim() > 2 else found[:, None]


def _mean_square(stacked: Tensor) -> Tensor:
    flat = stacked.flatten(1)
    return torch.linalg.vector_norm(flat, dim=1).double() ** 2 / flat.shape[1]


def _squish(node: Node, one: Counted, numbers: list[float], names: Names) -> Squish:
    dead, silent, saturated, slopes, values, means, _ = numbers
    alive = (one.units - dead) * one.samples
    some = one.batch > 1 and values
    apart = (1 - means / values) * one.batch / (one.batch - 1) if some else None
    return Squish(
        names[node],
        called(node),
        one.units,
        one.samples,
        int(dead),
        (silent - dead * one.samples) / alive if alive else 0.0,
        saturated,
        math.sqrt(slopes),
        apart,
        names.where(node),
    )
