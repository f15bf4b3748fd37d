"""PyTorch on the processor: eager, and under ``torch.compile``.

The eager step is the fastest of the forms tried: ``addmm`` for a layer, gradients by
``torch.autograd.grad``, and one call that updates all parameters in place.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from .. import THREADS
from ..problems import RATE, Net, Problem, net_cost
from ..task import InPlace, Task, Ways

torch.set_num_threads(THREADS)


def cost(parameters: list[Any], x: Any, wanted: Any) -> Any:
    """The cost of a net whose weights and biases are one list."""
    activation = x
    for weights, biases in zip(parameters[::2], parameters[1::2], strict=True):
        activation = torch.tanh(torch.addmm(biases, activation, weights))
    return torch.nn.functional.mse_loss(activation, wanted)


def step(parameters: list[Any], x: Any, wanted: Any) -> Any:
    """Move the parameters one step down the gradient; the cost before it."""
    value = cost(parameters, x, wanted)
    slopes = torch.autograd.grad(value, parameters)
    with torch.no_grad():
        torch._foreach_add_(parameters, slopes, alpha=-RATE)
    return value


def whole_step(parameters: list[Any], x: Any, wanted: Any) -> Any:
    """The same, in a form that ``torch.compile`` takes as one graph."""
    slopes, value = torch.func.grad_and_value(cost)(parameters, x, wanted)
    for parameter, slope in zip(parameters, slopes, strict=True):
        parameter.sub_(slope, alpha=RATE)
    return value


class Steps(InPlace):
    """Steps on tensors."""

    def restart(self) -> None:
        """Write the first parameters back."""
        with torch.no_grad():
            for tensor, saved in zip(self.parameters, self._saved, strict=True):
                tensor.copy_(torch.from_numpy(saved))

    def numbers(self) -> list[Any]:
        """The cost before the last step, and the parameters after it."""
        return [t.detach().numpy().copy() for t in (self.cost, *self.parameters)]


def _steps(take: Any, net: Net, tracked: bool) -> Steps:
    parameters, *data = net.start()
    flat = [torch.tensor(p) for pair in parameters for p in pair]
    made = Steps(take, flat, [torch.tensor(d) for d in data])
    for tensor in flat:
        tensor.requires_grad_(tracked)
    return made


def training(net: Net) -> dict[str, Task]:
    """The eager step, and the compiled one where a C++ compiler is found."""
    torch._dynamo.reset()
    compiled = torch.compile(whole_step, fullgraph=True, dynamic=False)

    def untracked(*arguments: Any) -> Any:
        with torch.no_grad():
            return compiled(*arguments)

    return {
        "torch eager": _steps(step, net, True).task(),
        "torch.compile": _steps(untracked, net, False).task(),
    }


def _tensors(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(map(_tensors, value))
    return torch.tensor(value)


def _flat(value: Any) -> list[Any]:
    return (
        [t for v in value for t in _flat(v)]
        if isinstance(value, list | tuple)
        else [value]
    )


def ways(problem: Problem) -> dict[str, Ways]:
    """Eager."""
    is_net = problem.function is net_cost
    variable, *rest = _tensors(problem.arguments)
    leaves = _flat(variable)
    function = cost if is_net else problem.of(torch)
    arguments = (leaves if is_net else variable, *rest)
    for leaf in leaves:
        leaf.requires_grad_()

    def value() -> Any:
        with torch.no_grad():
            return function(*arguments)

    def gradient() -> Any:
        found = function(*arguments)
        return found, torch.autograd.grad(found, leaves)

    return {"torch eager": Ways(value, gradient)}


def overhead(a: np.ndarray, b: np.ndarray) -> dict[str, Task]:
    """The same two operations, eager."""
    x, y = torch.tensor(a), torch.tensor(b)
    return {"torch eager": Task(lambda: x * y + x)}
