"""Counts over the slopes of activations, many layers at once, on their device.

Every pass over the entries costs, so there are as few as the numbers need.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import torch
from torch import Tensor

from ..health.units import FLAT
from .activations import Seen, undone

Slopes: TypeAlias = "Tensor | Callable[[Tensor, Tensor], Tensor] | None"


class Scratch:
    """Memory to compute in, one piece for each shape: new memory costs three passes."""

    def __init__(self) -> None:
        self._pieces: dict[Hashable, Tensor] = {}

    def like(self, tensor: Tensor, use: str) -> Tensor:
        """The piece for a use, as large as a tensor; what it held before is lost."""
        key = use, tensor.shape, tensor.dtype, tensor.device
        if key not in self._pieces:
            self._pieces[key] = torch.empty(
                tensor.shape, dtype=tensor.dtype, device=tensor.device
            )
        return self._pieces[key]


@dataclass(frozen=True, eq=False)
class Layer:
    """One activation: what came out, its slopes, and what went in if that matters.

    ``inputs`` are given as they are kept, ``slopes`` as they are, or as what makes them
    of what came out, in memory for it; ``None`` is for what has the slope 1 where
    something came out and 0 elsewhere.
    """

    seen: Seen
    values: Tensor
    slopes: Slopes
    inputs: Tensor | None
    steepest: float

    @property
    def axis(self) -> int:
        """The axis of the units."""
        return self.seen.axis

    @property
    def alike(self) -> tuple[object, ...]:
        """What must agree for layers to be counted together."""
        one = self.values
        made = None if isinstance(self.slopes, Tensor) else (self.slopes,)
        given = None if self.inputs is None else self.inputs.shape
        kind = self.seen.node.name, self.axis, self.steepest
        return one.shape, one.dtype, one.device, kind, made, given


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


def counts(layers: list[Layer], scratch: Scratch) -> Counts:
    """Count layers that are alike."""
    first = layers[0]
    shape, units = first.values.shape, first.values.shape[first.axis]
    values = _stacked([one.values for one in layers], scratch)
    size, batch = values[0].numel(), shape[0] if len(shape) > 1 else 1
    numbers = [
        *_slopes(layers, values, size, scratch),
        mean_square(values),
        mean_square(values.mean(1)),
        _inputs(layers, values),
    ]
    rows = torch.stack([one.double() for one in numbers], 1)
    return Counts(units, math.prod(shape) // units, batch, rows)


def _slopes(
    layers: list[Layer], values: Tensor, size: int, scratch: Scratch
) -> Iterator[Tensor]:
    """Dead units, slopes that are 0 and flat ones, and the slopes' mean square."""
    first, room = layers[0], scratch.like(values, "compared")
    if first.slopes is None:
        silent = size - _counted(torch.gt, values, 0, room)
        yield _dead(values, first.axis)
        yield from (silent, silent / size, 1 - silent / size)
        return
    if isinstance(first.slopes, Tensor):
        made = [x.slopes for x in layers if isinstance(x.slopes, Tensor)]
        sizes = _stacked(made, scratch, "slopes").abs_()
    else:
        sizes = first.slopes(values, scratch.like(values, "slopes"))
    yield from _none(sizes, first.axis, room)
    yield _counted(torch.lt, sizes, FLAT * first.steepest, room) / size
    yield mean_square(sizes)


def _dead(sizes: Tensor, axis: int) -> Tensor:
    """Of each layer, how many units have no size on any sample."""
    kept = sizes.dim() - 1 if axis < 0 else 2
    most = sizes.amax([k for k in range(1, sizes.dim()) if k != kept])
    return (most == 0).sum(1)


def _none(sizes: Tensor, axis: int, room: Tensor) -> tuple[Tensor, Tensor]:
    """Dead units and sizes that are 0; where asking is free, counted if any is."""
    if sizes.is_cpu and bool(sizes.amin() > 0):
        return sizes.new_zeros(len(sizes)), sizes.new_zeros(len(sizes))
    return _dead(sizes, axis), _counted(torch.eq, sizes, 0, room)


def _counted(
    compare: Callable[..., Tensor], sizes: Tensor, than: float, room: Tensor
) -> Tensor:
    """Of each layer, how many sizes compare so; written as numbers, which is faster."""
    return compare(sizes, than, out=room).flatten(1).sum(1).double()


def _inputs(layers: list[Layer], values: Tensor) -> Tensor:
    inputs = [one.inputs for one in layers if one.inputs is not None]
    if not inputs:
        return values.new_ones(len(values))
    return mean_square(_wide(undone(layers[0].seen.node.name, torch.stack(inputs))))


def mean_square(stacked: Tensor) -> Tensor:
    """Of each layer."""
    flat = stacked.flatten(1)
    return torch.linalg.vector_norm(flat, dim=1).double() ** 2 / flat.shape[1]


def _stacked(tensors: list[Tensor], scratch: Scratch, use: str = "values") -> Tensor:
    """One above another; what has one axis is one sample."""
    found = tensors[0][None]
    if len(tensors) > 1:
        room = scratch.like(found.expand(len(tensors), *tensors[0].shape), use)
        found = torch.stack(tensors, out=room)
    return _wide(found if found.dim() > 2 else found[:, None])


def _wide(found: Tensor) -> Tensor:
    """In a precision that holds a sum of squares."""
    return found if found.dtype.itemsize > 2 else found.float()
