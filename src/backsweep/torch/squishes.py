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
from .activations import ACTIVATIONS, Seen, after, before, known
from .counting import Counts, Layer, Scratch, Slopes, counts
from .flow import Flow
from .kinds import written
from .names import Names
from .operation import Operation
from .saved import slopes

TOGETHER = 1 << 20
"""Bytes of layers that are counted together: no more than stay in cache."""
CHANNELS_FIRST = ("Convolution", "NativeBatchNorm", "CudnnBatchNorm", "NativeGroupNorm")
"""Operations whose outputs have their units along the second axis."""
OF_RESULT: dict[str, Slopes] = {
    "relu": None,
    "tanh": lambda y, room: torch.sub(1, torch.mul(y, y, out=room), out=room),
    "sigmoid": lambda y, room: torch.sub(1, y, out=room).mul_(y),
}
"""Slopes of what came out, none below 0; others are asked of the node."""
EVEN = ("relu", "leaky_relu")
"""Activations whose slopes do not depend on how large the pre-activations are."""


def activations(flow: Flow, names: Names) -> list[Seen]:
    """The activations that the data come through, the loss first."""
    return [
        Seen(one, known(one), _called(one), names[one], names.where(one), _axis(fed))
        for one, fed in flow.data.items()
        if one.name in ACTIVATIONS
    ]


def _called(node: Operation) -> str:
    """The activation's name: ``relu``, ``selu``."""
    found = known(node)
    return found.name if found else written(node.name)


def _axis(fed: list[Operation]) -> int:
    """The axis of the units: channels behind a convolution, else the last."""
    return 1 if fed and fed[0].name in CHANNELS_FIRST else -1


class Squishes:
    """The activations of a model, counted; ``read`` makes plain numbers of them."""

    def __init__(self, seen: Iterable[Seen], enough: int):
        self._enough, self._scratch = enough, Scratch()
        self._counted: list[tuple[list[Seen], Counts]] = []
        waiting: dict[tuple[object, ...], list[Layer]] = defaultdict(list)
        for one in seen:
            layer = self._layer(one)
            if layer is not None:
                group = waiting[layer.alike]
                group.append(layer)
                if len(group) * layer.values.nbytes > TOGETHER:
                    self._count(waiting.pop(layer.alike))
        for group in waiting.values():
            self._count(group)

    def _layer(self, seen: Seen) -> Layer | None:
        node, function = seen.node, seen.function
        values = after(node)
        if values is None or not values.dim() or not values.numel():
            return None
        name = function.name if function else ""
        bent = OF_RESULT[name] if name in OF_RESULT else slopes(node, values)
        if bent is None and name != "relu":
            return None
        steepest = function.steepest if function else _largest(bent)
        inputs = before(node, self._enough) if name and name not in EVEN else None
        return Layer(seen, values, bent, inputs, steepest)

    def _count(self, layers: list[Layer]) -> None:
        counted = counts(layers, self._scratch)
        self._counted.append(([one.seen for one in layers], counted))

    def read(self) -> tuple[dict[Operation, Squish], dict[Hashable, float]]:
        """What each activation did, and the slopes that chance makes."""
        found: dict[Operation, Squish] = {}
        predicted: dict[Hashable, float] = {}
        for seen, counted in self._counted:
            for one, numbers in zip(seen, counted.rows.tolist(), strict=True):
                found[one.node] = _squish(one, counted, numbers)
                function, q = one.function, numbers[-1]
                if function is not None and math.isfinite(q):
                    predicted[one.node] = _slope(function, float(f"{q:.3g}"))
        return found, predicted


@lru_cache(maxsize=4096)
def _slope(function: Activation, q: float) -> float:
    return slope(function, q)


def _largest(bent: Slopes) -> float:
    """The largest slope that came up, for an activation whose largest is not known."""
    return float(bent.abs().max()) if isinstance(bent, Tensor) else 1.0


def _squish(seen: Seen, one: Counts, numbers: list[float]) -> Squish:
    dead, silent, saturated, slopes, values, means, _ = numbers
    alive = (one.units - dead) * one.samples
    some = one.batch > 1 and values
    apart = (1 - means / values) * one.batch / (one.batch - 1) if some else None
    return Squish(
        seen.name,
        seen.called,
        one.units,
        one.samples,
        round(dead),
        (silent - dead * one.samples) / alive if alive else 0.0,
        saturated,
        math.sqrt(slopes),
        apart,
        seen.where,
    )
