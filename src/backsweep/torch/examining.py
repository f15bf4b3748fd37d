"""``backsweep.torch.health``: the whole report on an unchanged PyTorch model."""

from __future__ import annotations

from typing import Any

from torch import nn

from ..health.report import Health
from .patient import TorchPatient
from .probing import Loss


def health(
    model: nn.Module, inputs: Any, targets: Any, loss: Loss, rate: float | None = None
) -> Health:
    """Examine a model's gradient on one batch: what is wrong, where, why, what helps.

    ``model(inputs)`` is called as you call it (a tuple is several arguments, a dict
    keywords), and ``loss(outputs, targets)`` gives one number. With the learning
    ``rate`` that you train with, steps are tried too. Every cure is tried on a copy;
    gradients, buffers, modes and the state of random numbers are left as they were.

    Raises a ``ProbeError`` for what cannot be examined: several outputs, a loss that is
    not one number, nothing that requires a gradient.

    >>> import torch
    >>> _ = torch.manual_seed(0)
    >>> layers = [m for _ in range(10) for m in (nn.Linear(32, 32), nn.Sigmoid())]
    >>> x = torch.randn(64, 32)
    >>> found = health(nn.Sequential(*layers), x, x, nn.functional.mse_loss)
    >>> found.verdict.kind, any(one.helped for one in found.cures)
    ('vanishing', True)
    """
    patient = TorchPatient(model, inputs, targets, loss)
    found = Health(patient, rate, patient.probe())
    # A cure is compared with the model as it is now: it may go on learning.
    assert found.cures is not None and found.steps is not None
    return found
