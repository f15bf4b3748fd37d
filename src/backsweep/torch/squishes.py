"""What activations did to the samples, read off what their nodes keep.

The numbers are gathered on the device, layers of one shape together, and read once.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache

import torch
from torch import Tensor

from ..health.activations import Activation
from ..health.mean_field import slope
from ..health.record import Squish
from .activations import ACTIVATIONS, after, before, called, known
from .counting import Counts, Layer, Scratch, Slopes, counts
from .flow import Flow
from .lengths import Read
from .names import Names
from .operation import Operation
from .saved import slopes

TOGETHER = 1 << 19
"""Bytes of layers that are counted together: no more than stay in cache."""
CHANNELS_FIRST = ("Convolution", "NativeBatchNorm", "CudnnBatchNorm", "NativeGroupNorm")
"""Operations whose outputs have their units along the second axis."""
OF_RESULT: dict[str, Slopes] = {
    "relu": None,
    "tanh": lambda y, room: torch.mul(y, y, out=room).neg_().add_(1),
    "sigmoid": lambda y, room: torch.sub(1, y, out=room).mul_(y),
}
"""Slopes of what came out, none below 0; others are asked of the node."""
EVEN = ("relu", "leaky_relu")
"""Activations whose slopes do not depend on how large the pre-activations are."""


class Squishes:
    """The activations among nodes, counted; ``read`` makes plain numbers of them."""

    def __init__(self, flow: Flow, nodes: Iterable[Operation], enough: int):
        self._flow, self._enough, self._scratch = flow, enough, Scratch()
        self._counted: list[tuple[list[Operation], Counts]] = []
        waiting: dict[tuple[object, ...], list[Layer]] = defaultdict(list)
        for node in nodes:
            layer = self._layer(node)
            if layer is not None:
                group = waiting[layer.alike]
                group.append(layer)
                if len(group) * layer.values.nbytes > TOGETHER:
                    self._count(waiting.pop(layer.alike))
        for group in waiting.values():
            self._count(group)

    def _layer(self, node: Operation) -> Layer | None:
        if node.name not in ACTIVATIONS:
            return None
        values, function = after(node), known(node)
        if values is None or not values.dim() or not values.numel():
            return None
        name = function.name if function else ""
        bent = OF_RESULT[name] if name in OF_RESULT else slopes(node, values)
        if bent is None and name != "relu":
            return None
        steepest = function.steepest if function else _largest(bent)
        inputs = before(node, self._enough) if name and name not in EVEN else None
        return Layer(node, values, bent, inputs, self._axis(node), steepest)

    def _axis(self, node: Operation) -> int:
        """The axis of the units: channels behind a convolution, else the last."""
        fed = [one.name for one in self._flow.data[node]]
        return 1 if fed and fed[0] in CHANNELS_FIRST else -1

    def _count(self, layers: list[Layer]) -> None:
        self._counted.append(
            ([one.node for one in layers], counts(layers, self._scratch))
        )

    def read(self, names: Names) -> tuple[tuple[Squish, ...], Read]:
        """What each activation did, inputs first, and the slopes that chance makes."""
        found: dict[Operation, Squish] = {}
        predicted: dict[Hashable, float] = {}
        for nodes, counted in self._counted:
            for node, numbers in zip(nodes, counted.rows.tolist(), strict=True):
                found[node] = _squish(node, counted, numbers, names)
                function, q = known(node), numbers[-1]
                if function is not None and math.isfinite(q):
                    predicted[node] = _slope(function, float(f"{q:.3g}"))
        inputs_first = reversed([one for one in self._flow.spine if one in found])
        return tuple(found[one] for one in inputs_first), predicted


@lru_cache(maxsize=4096)
def _slope(function: Activation, q: float) -> float:
    return slope(function, q)


def _largest(bent: Slopes) -> float:
    """The largest slope that came up, for an activation whose largest is not known."""
    return float(bent.abs().max()) if isinstance(bent, Tensor) else 1.0


def _squish(node: Operation, one: Counts, numbers: list[float], names: Names) -> Squish:
    dead, silent, saturated, slopes, values, means, _ = numbers
    alive = (one.units - dead) * one.samples
    some = one.batch > 1 and values
    apart = (1 - means / values) * one.batch / (one.batch - 1) if some else None
    return Squish(
        names[node],
        called(node),
        one.units,
        one.samples,
        round(dead),
        (silent - dead * one.samples) / alive if alive else 0.0,
        saturated,
        math.sqrt(slopes),
        apart,
        names.where(node),
    )
