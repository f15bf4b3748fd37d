"""Counts over the slopes of activations, many layers at once, on their device.

Every pass over the entries costs, so there are as few as the numbers need.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.autograd.graph import Node

from ..health.units import FLAT

Slopes = Tensor | Callable[[Tensor], Tensor] | None


@dataclass(frozen=True, eq=False)
class Layer:
    """One activation: what came out, its slopes, and what went in if that matters.

    ``slopes`` are given as they are, or as what makes them of what came out; ``None``
    is for what has the slope 1 where something came out and 0 elsewhere. ``axis`` is
    that of the units.
    """

    node: Node
    values: Tensor
    slopes: Slopes
    inputs: Tensor | None
    axis: int
    steepest: float

    @property
    def alike(self) -> tuple[object, ...]:
        """What must agree for layers to be counted together."""
        one = self.values
        made = None if isinstance(self.slopes, Tensor) else (self.slopes,)
        given = None if self.inputs is None else self.inputs.shape
        return one.shape, one.dtype, one.device, self.axis, self.steepest, made, given


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
    first = layers[0]
    shape, units = first.values.shape, first.values.shape[first.axis]
    values = _stacked([one.values for one in layers])
    size, batch = values[0].numel(), shape[0] if len(shape) > 1 else 1
    numbers = [
        *_slopes(layers, values, size),
        mean_square(values),
        mean_square(values.mean(1)),
        _inputs(layers, values),
    ]
    rows = torch.stack([one.double() for one in numbers], 1)
    return Counts(units, math.prod(shape) // units, batch, rows)


def _slopes(layers: list[Layer], values: Tensor, size: int) -> Iterator[Tensor]:
    """Dead units, slopes that are 0 and flat ones, and the slopes' mean square."""
    first = layers[0]
    if first.slopes is None:
        silent = size - _counted(torch.gt, values, 0)
        yield _dead(values, first.axis)
        yield from (silent, silent / size, 1 - silent / size)
        return
    if isinstance(first.slopes, Tensor):
        slopes = _stacked([x.slopes for x in layers if isinstance(x.slopes, Tensor)])
    else:
        slopes = first.slopes(values)
    sizes = slopes if callable(first.slopes) else slopes.abs()
    yield _dead(sizes, first.axis)
    yield _counted(torch.eq, sizes, 0)
    yield _counted(torch.lt, sizes, FLAT * first.steepest) / size
    yield mean_square(slopes)


def _dead(sizes: Tensor, axis: int) -> Tensor:
    """Of each layer, how many units have no size on any sample."""
    kept = sizes.dim() - 1 if axis < 0 else 2
    most = sizes.amax([k for k in range(1, sizes.dim()) if k != kept])
    return (most == 0).sum(1)


def _counted(compare: Callable[..., Tensor], sizes: Tensor, than: float) -> Tensor:
    """Of each layer, how many sizes compare so; written as numbers, which is faster."""
    found = compare(sizes, than, out=torch.empty_like(sizes))
    return found.flatten(1).sum(1).double()


def _inputs(layers: list[Layer], values: Tensor) -> Tensor:
    inputs = [one.inputs for one in layers if one.inputs is not None]
    return mean_square(_stacked(inputs)) if inputs else values.new_ones(len(values))


def mean_square(stacked: Tensor) -> Tensor:
    """Of each layer."""
    flat = stacked.flatten(1)
    return torch.linalg.vector_norm(flat, dim=1).double() ** 2 / flat.shape[1]


def _stacked(tensors: list[Tensor]) -> Tensor:
    """One above another; what has one axis is one sample."""
    found = torch.stack(tensors) if len(tensors) > 1 else tensors[0][None]
    found = found if found.dtype.itemsize > 2 else found.float()
    return found if found.dim() > 2 else found[:, None]
