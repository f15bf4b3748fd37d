"""The first operation of a forward pass that makes a nan or an infinity."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from ..health.record import Fault
from .keep import tensors
from .names import place

_UNWRITTEN = ("empty", "new_empty", "resize")
"""Operations whose result nobody has written yet."""


def forward_fault(run: Callable[[], Any]) -> Fault | None:
    """Run a forward pass, every operation checked; ``None`` if all is well.

    An operation is to blame for a nan if none of its inputs has one, and for an
    infinity if all of its inputs are finite: a mask of infinities is no fault.
    """
    with _Checked() as checked:
        run()
    return checked.found


class _Checked(TorchDispatchMode):
    def __init__(self) -> None:
        super().__init__()
        self.found: Fault | None = None

    def __torch_dispatch__(
        self, func: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        given = [one for one in tensors((args, kwargs or {})) if is_real(one)]
        before = None if self.found else _States(given, args)
        made = func(*args, **(kwargs or {}))
        name = func.overloadpacket.__name__
        if before is not None and not name.startswith(_UNWRITTEN):
            self.found = before.blame(name.strip("_"), made)
        return made


class _States:
    """What an operation is given, looked at before it may write into it."""

    def __init__(self, given: list[Tensor], args: Any):
        self.given = [one.detach().clone() for one in given]
        numbers = [x for x in args if isinstance(x, float)]
        self.nan = any(bool(one.isnan().any()) for one in given)
        self.finite = all(bool(one.isfinite().all()) for one in given)
        self.finite = self.finite and all(map(math.isfinite, numbers))

    def blame(self, name: str, made: Any) -> Fault | None:
        """The fault, if the operation has made what it was not given."""
        for one in tensors(made):
            if self.given and is_real(one):
                bad = one.isnan() if not self.finite else ~one.isfinite()
                if not self.nan and bool(bad.any()):
                    return self._fault(name, one, bad)
        return None

    def _fault(self, name: str, made: Tensor, bad: Tensor) -> Fault:
        lowest, highest = span(self.given)
        at = int(bad.reshape(-1).nonzero()[0])
        value = in_words(float(made.reshape(-1)[at]))
        same = [one for one in self.given if one.shape == made.shape]
        inputs = ", ".join(f"{float(one.reshape(-1)[at]):g}" for one in same)
        whole = len(same) == len(self.given)
        why = f"{name}({inputs}) = {value}" if whole else ""
        return Fault(name, value, False, lowest, highest, str(place() or ""), why)


def is_real(one: Tensor) -> bool:
    """Whether it is a plain tensor of floating-point numbers."""
    return one.is_floating_point() and one.layout is torch.strided


def span(given: list[Tensor]) -> tuple[float, float]:
    """The smallest and the largest of the finite numbers given."""
    finite = [one[one.isfinite()] for one in given]
    some = [one for one in finite if one.numel()]
    lows, highs = ([float(f(one)) for one in some] for f in (torch.min, torch.max))
    return min(lows, default=math.nan), max(highs, default=math.nan)


def in_words(value: float) -> str:
    """``nan``, ``inf`` or ``-inf``."""
    return f"{value:g}"
