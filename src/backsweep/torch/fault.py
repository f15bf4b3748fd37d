"""Where a nan or an infinity began: looked for only after one was seen."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.autograd import backward

from ..health.record import Fault, Record
from .backward_fault import backward_fault
from .flow import Flow
from .forward_fault import forward_fault
from .keep import kept
from .lines import noted
from .names import Names, naming
from .walk import Walk, names_of


def is_sick(record: Record) -> bool:
    """Whether a nan or an infinity has come up in a sweep."""
    numbers = [record.cost, record.start, record.end]
    numbers += [one.gradient for one in record.parameters]
    numbers += [one.gain for one in record.links]
    return not all(map(math.isfinite, numbers))


def fault(
    model: nn.Module, run: Callable[[], Tensor], desire: Tensor | None = None
) -> Fault | None:
    """Run a model again and look; ``None`` if this time all is well.

    ``run`` returns its loss, or its output if the ``desire`` for that is given. What
    went wrong in the sweep is told by the sweep, unless the result itself is bad.
    """
    with kept(model, ()), torch.enable_grad():
        if not bool(run().isfinite().all()):
            return forward_fault(run)
        return _in_sweep(model, run, desire) or forward_fault(run)


def _in_sweep(
    model: nn.Module, run: Callable[[], Tensor], desire: Tensor | None
) -> Fault | None:
    with noted(), naming(model) as spans:
        made = run()
    if made.grad_fn is None:
        return None
    walk = Walk(made.grad_fn, names_of(model.named_parameters()))
    names = Names(Flow(walk).spine, spans)
    return backward_fault(walk, names, lambda: backward(made, desire))
