"""PyTorch's activations: which function it is, what went in, and what came out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from ..health.activations import Activation, activation, elu, leaky_relu
from .operation import Operation
from .saved import number, saved

_PLAIN = {
    "Relu": "relu",
    "Tanh": "tanh",
    "Sigmoid": "sigmoid",
    "Silu": "silu",
    "Hardswish": "hard_silu",
    "Hardsigmoid": "hard_sigmoid",
}
_LIMITS = {(0.0, 6.0): "relu6", (-1.0, 1.0): "hard_tanh"}
UNNAMED = ("Celu", "Mish", "LogSigmoid", "Softshrink", "Hardshrink", "Threshold")
"""Activations without a formula here."""
SET = ("LeakyRelu", "Elu", "Gelu", "Softplus", "Hardtanh")
"""Activations that have numbers of their own."""
ACTIVATIONS = {*_PLAIN, *UNNAMED, *SET}

_AFTER: dict[str, Callable[[Any, Tensor], Tensor]] = {
    "LeakyRelu": lambda node, z: F.leaky_relu(z, number(node, "negative_slope")),
    "Elu": lambda node, z: F.elu(z, number(node, "alpha")) * number(node, "scale"),
    "Gelu": lambda node, z: F.gelu(z, approximate=number(node, "approximate")),
    "Softplus": lambda node, z: F.softplus(z, number(node, "beta")),
    "Hardtanh": lambda node, z: z.clamp(*_limits(node)),
    "Silu": lambda node, z: F.silu(z),
    "Mish": lambda node, z: F.mish(z),
    "Hardswish": lambda node, z: F.hardswish(z),
    "Hardsigmoid": lambda node, z: F.hardsigmoid(z),
}
_UNDO: dict[str, Callable[[Tensor, float], Tensor]] = {
    "Tanh": lambda y, least: torch.atanh(y.clamp(least - 1, 1 - least)),
    "Sigmoid": torch.logit,
}
"""Activations that keep their result."""


@dataclass(frozen=True, eq=False)
class Seen:
    """An activation in a model: the function, and what both are called.

    ``axis`` is that of the units.
    """

    node: Operation
    function: Activation | None
    called: str
    name: str
    where: str
    axis: int


def known(node: Operation) -> Activation | None:
    """The activation as the predictions know it; ``None`` for one they do not."""
    name = node.name
    if name in _PLAIN:
        return activation(_PLAIN[name])
    if name == "LeakyRelu":
        return leaky_relu(number(node, "negative_slope"))
    if name == "Elu":
        return _elu(number(node, "alpha"), number(node, "scale"))
    if name == "Gelu" and number(node, "approximate") == "none":
        return activation("gelu")
    if name == "Softplus" and number(node, "beta") == 1:
        return activation("softplus")
    limits = _LIMITS.get(_limits(node)) if name == "Hardtanh" else None
    return activation(limits) if limits else None


def _elu(a: float, scale: float) -> Activation:
    selu = activation("selu")
    return selu if scale != 1 else elu(a)


def _limits(node: Operation) -> tuple[float, float]:
    return float(number(node, "min_val")), float(number(node, "max_val"))


def before(node: Operation, enough: int) -> Tensor | None:
    """What went in, as far as it is kept; of many entries ``enough``, spread over all.

    Where the result is kept instead, that, to be ``undone``.
    """
    kept = saved(node, "self")
    if kept is None and node.name in _UNDO:
        kept = saved(node, "result")
    return None if kept is None else _some(kept, enough)


def undone(name: str, kept: Tensor) -> Tensor:
    """What went into the activation of that name, of what it keeps.

    What has rounded to 1 goes back to the last number that has not: what is beyond has
    no slope any more.
    """
    undo = _UNDO.get(name)
    return undo(kept, torch.finfo(kept.dtype).eps) if undo else kept


def _some(tensor: Tensor, enough: int) -> Tensor:
    """At most about so many entries; a step that is odd meets every unit."""
    step = tensor.numel() // enough | 1
    return tensor.reshape(-1)[::step]


def after(node: Operation) -> Tensor | None:
    """What came out, where it is kept or follows from what went in."""
    result = saved(node, "result")
    apply = _AFTER.get(node.name) if result is None else None
    kept = saved(node, "self") if apply else None
    return result if kept is None or apply is None else apply(node, kept)
