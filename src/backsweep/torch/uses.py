"""What a parameter is multiplied with where it is used."""

from __future__ import annotations

import math

from torch import Tensor

from ..health.record import NORMALISATION
from .kinds import KINDS
from .operation import Operation
from .saved import number, saved
from .weights import place_of

_FED = {
    "Addmm": (2, "mat1"),
    "Mm": (1, "self"),
    "Bmm": (1, "self"),
    "Baddbmm": (2, "batch1"),
    "Linear": (1, "input"),
    "Convolution": (1, "input"),
}
"""Where an operation takes its weight, and what it keeps of what that multiplies."""
_ADDED = {
    "Addmm": (0,),
    "Baddbmm": (0,),
    "Linear": (2,),
    "Convolution": (2,),
    "Add": (0, 1),
}
"""Where an operation takes what it only adds."""


def fed(at: Operation, by: Operation) -> tuple[Tensor | None, float] | None:
    """What ``by`` is multiplied with in ``at``: a tensor, and a number beside it.

    What is added is multiplied by 1 in each of its copies; the root of their number is
    the length of these ones. A normalised input has the mean square 1, and so the same
    length. A kernel meets every entry of its input once for each of its own places. A
    row of an embedding is looked up. ``None`` where it is not known.
    """
    name = at.name
    place = place_of(at, by)
    if KINDS.get(name) == NORMALISATION or place in _ADDED.get(name, ()):
        return None, math.sqrt(_size(at) / max(1, _size(by)))
    if name == "Embedding":
        indices = saved(at, "indices")
        return None if indices is None else (None, math.sqrt(indices.numel()))
    if name not in _FED or place != _FED[name][0]:
        return None
    tensor = saved(at, _FED[name][1])
    return None if tensor is None else (tensor, _patches(at, by))


def _size(node: Operation) -> int:
    return math.prod(node.shape)


def _patches(at: Operation, by: Operation) -> float:
    """How often a kernel meets an entry of its input, in the root; 1 for a matrix."""
    if at.name != "Convolution" or number(at, "transposed"):
        return 1.0
    kernel = by.shape[2:]
    return math.sqrt(math.prod(kernel) / math.prod(number(at, "stride")))
