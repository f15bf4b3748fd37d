"""One probe of a model: forward, loss, one heard sweep, and everything put back."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd import backward

from ..health.record import Record
from .errors import BadData, NoGradient, NotScalar, SeveralOutputs
from .fault import fault, is_sick
from .keep import kept, tensors
from .lines import noted
from .names import naming
from .sweep import Sweep

Loss = Callable[..., Any]


def probe(model: nn.Module, inputs: Any, targets: Any, loss: Loss) -> Record:
    """Probe a model on one batch, and leave it as it was.

    ``inputs`` is a tensor, a tuple of positional arguments, or a dict of named ones;
    ``loss`` is called with what the model returns and ``targets``, or alone with the
    former if ``targets`` is ``None``. Raises ``BadData`` for a nan or an infinity in
    the data, ``SeveralOutputs``, ``NotScalar`` and ``NoGradient``.

    >>> import torch
    >>> _ = torch.manual_seed(0)
    >>> net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh())
    >>> x, y = torch.ones(4, 2), torch.zeros(4, 3)
    >>> record = probe(net, x, y, torch.nn.functional.mse_loss)
    >>> [(link.to, link.kind) for link in record.links]
    [('1', 'cost'), ('0', 'slope')]
    """
    return probe_with(backward, model, inputs, targets, loss)


def probe_with(
    sweep: Callable[[Tensor], None],
    model: nn.Module,
    inputs: Any,
    targets: Any,
    loss: Loss,
) -> Record:
    """``probe`` with a function of its own that runs the sweep of a cost."""
    check_data(inputs, targets)

    def run() -> Tensor:
        return cost_of(model, inputs, targets, loss)

    with kept(model, (inputs, targets)), torch.enable_grad():
        with noted(), naming(model) as spans:
            cost = run()
        found = Sweep(model, cost, spans)
        if not found.reaches:
            raise _nowhere(model)
        with found.heard():
            sweep(cost)
        record = found.record()
    return replace(record, fault=fault(model, run)) if is_sick(record) else record


def cost_of(model: nn.Module, inputs: Any, targets: Any, loss: Loss) -> Tensor:
    """The loss of a batch, checked to be a number with a path back."""
    output = called(model, inputs)
    try:
        cost = loss(output) if targets is None else loss(output, targets)
    except (TypeError, AttributeError) as error:
        if isinstance(output, Tensor):
            raise
        raise _several(output) from error
    return check_cost(cost, model)


def called(model: nn.Module, inputs: Any) -> Any:
    """What the model returns."""
    if isinstance(inputs, Mapping) and _takes(model, inputs):
        return model(**inputs)
    return model(*inputs) if isinstance(inputs, tuple) else model(inputs)


def _takes(model: nn.Module, inputs: Mapping[Any, Any]) -> bool:
    """Whether the keys are names of arguments; else the dict is an argument itself."""
    known = inspect.signature(model.forward).parameters
    named = any(one.kind is one.VAR_KEYWORD for one in known.values())
    return all(isinstance(k, str) and (named or k in known) for k in inputs)


def check_cost(cost: Any, model: nn.Module) -> Tensor:
    """The cost if it is one number that something leads back from."""
    if not isinstance(cost, Tensor):
        raise NotScalar(
            f"the loss is a {type(cost).__name__}, not a tensor",
            cure="return the tensor that you would call .backward() on",
        )
    if cost.numel() != 1:
        raise NotScalar(
            f"the loss has the shape {tuple(cost.shape)}",
            cure="take its mean or sum: loss(output, targets).mean()",
        )
    if cost.grad_fn is None:
        raise _nowhere(model)
    return cost


def _nowhere(model: nn.Module) -> NoGradient:
    parameters = [*model.parameters()]
    if not parameters:
        return NoGradient(
            f"{type(model).__name__} has no parameters",
            cure="probe a model that has something to learn",
        )
    if not any(one.requires_grad for one in parameters):
        return NoGradient(
            f"no parameter of {type(model).__name__} requires a gradient",
            cure="switch it on: model.requires_grad_()",
        )
    return NoGradient(
        f"the loss does not depend on any parameter of {type(model).__name__}",
        cure="look for .detach(), .item(), no_grad() or argmax between the two",
    )


def _several(output: Any) -> SeveralOutputs:
    kind = type(output).__name__
    many = f" of {len(output)}" if hasattr(output, "__len__") else ""
    return SeveralOutputs(
        f"the model returns a {kind}{many}, and the loss cannot take that",
        cure="pick one: loss=lambda output, targets: your_loss(output[0], targets)",
    )


def check_data(inputs: Any, targets: Any) -> None:
    """Raise ``BadData`` for a nan or an infinity in the data."""
    for name, data in (("inputs", inputs), ("targets", targets)):
        for one in tensors(data):
            if one.is_floating_point() and not bool(one.isfinite().all()):
                count = int((~one.isfinite()).sum())
                raise BadData(
                    f"{count} of {one.numel():,} numbers in {name} are nan or infinite",
                    cure="look at where they come from, and fill or drop those rows",
                )
