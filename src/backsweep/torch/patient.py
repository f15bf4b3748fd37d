"""A PyTorch model on which cures can be tried: always on a copy."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import torch
from torch import Tensor, nn

from ..health.change import Change
from ..health.record import Record
from ..health.timing import shortest
from .changed import changed, sweeping
from .keep import kept
from .probing import Loss, cost_of, probe, probe_with
from .watching import Watch


class TorchPatient:
    """A model, a batch of its data, and the loss that it is trained with.

    >>> import torch
    >>> net = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Sigmoid())
    >>> mse = torch.nn.functional.mse_loss
    >>> patient = TorchPatient(net, torch.ones(4, 2), torch.zeros(4, 2), mse)
    >>> patient.cost_after_step(0.1) < patient.probe().cost
    True
    >>> patient.probe(Change(activation="relu")).squishes[0].function
    'relu'
    """

    def __init__(self, model: nn.Module, inputs: Any, targets: Any, loss: Loss):
        self._model, self._data, self._loss = model, (inputs, targets), loss

    def probe(self, change: Change | None = None) -> Record:
        """The record of the model as it is, or of a copy with a change."""
        if change is None:
            return probe(self._model, *self._data, self._loss)
        model = changed(self._model, change)
        return probe_with(sweeping(change), model, *self._data, self._loss)

    def cost_after_step(
        self, rate: float, clip: float | None = None, change: Change | None = None
    ) -> float:
        """The cost after one step against the slope, on a copy.

        ``clip`` is the length that the whole gradient is cut to if it is longer. Both
        passes meet the same batch and the same chances of dropout.
        """
        model = changed(self._model, change)
        with torch.enable_grad():
            with kept(model, self._data):
                sweeping(change)(self._cost(model))
                slopes = {p: p.grad for p in model.parameters() if p.grad is not None}
            moved(slopes, rate, clip)
            with kept(model, self._data):
                return float(self._cost(model).detach())

    def _cost(self, model: nn.Module) -> Tensor:
        return cost_of(model, *self._data, self._loss)

    @cached_property
    def seconds(self) -> tuple[float, float]:
        """What a watched step takes, and what a plain one, forward and back."""
        model = changed(self._model, None)
        with kept(model, self._data), torch.enable_grad():
            with Watch(model, every=1):
                watched = shortest(lambda: self._cost(model).backward())
            return watched, shortest(lambda: self._cost(model).backward())


def moved(slopes: dict[nn.Parameter, Tensor], rate: float, clip: float | None) -> None:
    """Move parameters against their slopes, cut to the length ``clip`` together."""
    lengths = [
        torch.linalg.vector_norm(one, dtype=torch.float64) for one in slopes.values()
    ]
    length = float(torch.linalg.vector_norm(torch.stack([x.cpu() for x in lengths])))
    cut = 1.0 if clip is None or length <= clip else clip / length
    with torch.no_grad():
        for parameter, slope in slopes.items():
            parameter.sub_(slope, alpha=rate * cut)
