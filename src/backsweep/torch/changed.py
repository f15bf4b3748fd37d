"""A model's own forward pass with a cure in it: every activation passes through here.

Activations are caught where PyTorch's functions are called, so it does not matter
whether a module calls them, the user's forward pass, or an operator.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd import backward
from torch.autograd.graph import _engine_run_backward
from torch.nn import functional as F
from torch.overrides import TorchFunctionMode

from ..health.activations import UnknownActivation
from ..health.change import Change

Function = Callable[[Tensor], Tensor]
FUNCTIONS: dict[str, Function] = {
    "identity": lambda z: z,
    "relu": torch.relu,
    "leaky_relu": F.leaky_relu,
    "relu6": F.relu6,
    "elu": F.elu,
    "selu": F.selu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "erf": torch.erf,
    "softsign": F.softsign,
    "softplus": F.softplus,
    "gelu": F.gelu,
    "silu": F.silu,
    "hard_tanh": F.hardtanh,
    "hard_sigmoid": F.hardsigmoid,
    "hard_silu": F.hardswish,
}
"""The activations that cures propose, as PyTorch computes them."""

_NAMES = """
relu leaky_relu relu6 elu selu celu sigmoid tanh softsign softplus gelu silu mish
hardtanh hardsigmoid hardswish logsigmoid rrelu threshold
"""
ACTIVATIONS = {
    getattr(home, name + end)
    for home in (torch, Tensor, F)
    for name in _NAMES.split()
    for end in ("", "_")
    if hasattr(home, name + end)
}
LAYERS = {F.linear, torch.addmm, torch.matmul, Tensor.matmul, Tensor.__matmul__}
LAYERS |= {F.conv1d, F.conv2d, F.conv3d}
LEAST = 1e-5
"""Added to a variance before its root is taken, as batch normalisation does."""


class Changed(TorchFunctionMode):
    """Functions called meanwhile, with activations changed as ``change`` says."""

    def __init__(self, change: Change):
        super().__init__()
        self._change = change
        self._given: Tensor | None = None

    def __torch_function__(
        self, func: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        kwargs = kwargs or {}
        if func in LAYERS:
            self._given = args[1] if func is torch.addmm else args[0]
        if func not in ACTIVATIONS or not args:
            return func(*args, **kwargs)
        z = normalised(args[0]) if self._change.normalise else args[0]
        other = self._change.activation
        made = FUNCTIONS[other](z) if other else func(z, *args[1:], **kwargs)
        return self._with_input(made)

    def _with_input(self, made: Tensor) -> Tensor:
        """With the residual connection, if there is to be one and the shapes agree."""
        given = self._given
        if self._change.residual and given is not None and given.shape == made.shape:
            return made + given
        return made


def normalised(z: Tensor) -> Tensor:
    """Mean 0 and variance 1 over the samples; channels are the second axis of images.

    A single sample stays as it is.
    """
    axes = [k for k in range(z.dim()) if k != (1 if z.dim() > 3 else z.dim() - 1)]
    if sum(z.shape[k] for k in axes) <= len(axes):
        return z
    mean, variance = z.mean(axes, keepdim=True), z.var(axes, False, keepdim=True)
    return (z - mean) * (variance + LEAST).rsqrt()


def changed(model: nn.Module, change: Change | None) -> nn.Module:
    """A copy of a model that runs with a change in it; what was compiled runs plainly.

    Raises ``UnknownActivation`` for an activation that PyTorch is not known to have.
    """
    made = copy.deepcopy(model)
    if change is None:
        return made
    if change.activation is not None and change.activation not in FUNCTIONS:
        raise UnknownActivation(
            f"there is no activation {change.activation!r} to try",
            cure=f"take one of these: {', '.join(FUNCTIONS)}",
        )
    parameters = dict(made.named_parameters())
    with torch.no_grad():
        for name, factor in change.scale.items():
            parameters[name].mul_(factor)
    made = getattr(made, "_orig_mod", made)
    made.forward = _inside(change, made.forward)
    return made


def _inside(change: Change, forward: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(forward)
    def run(*args: Any, **kwargs: Any) -> Any:
        with Changed(change):
            return forward(*args, **kwargs)

    return run


def sweeping(change: Change | None) -> Callable[[Tensor], None]:
    """The sweep of a changed model: a checkpoint runs its functions once more in it.

    ``torch.autograd.backward`` is a function that a mode is switched off for, so the
    engine is called as that function calls it.
    """
    if change is None:
        return backward

    def sweep(cost: Tensor) -> None:
        with Changed(change):
            options = {"allow_unreachable": True, "accumulate_grad": True}
            ones = torch.ones_like(cost)
            _engine_run_backward((cost,), (ones,), False, False, (), **options)

    return sweep
