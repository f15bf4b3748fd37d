"""What a weight does to the length of a desire, as chance would have it.

Independent weights of mean square m turn a desire for n outputs into one whose mean
square is n·m times as large (He et al. 2015, eq. 14). In lengths that is ‖W‖ / √n, for
a convolution the root of its fan-in times the mean square.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from .operation import Operation
from .saved import number, saved

_MATRICES = {
    "Addmm": ("mat1", "mat2"),
    "Mm": ("self", "mat2"),
    "Bmm": ("self", "mat2"),
    "Baddbmm": ("batch1", "batch2"),
    "Linear": ("input", "weight"),
}
"""Products and what they keep of their left and right sides."""
_BIASED = ("Addmm", "Baddbmm")
"""Those of them that take what is added first."""


@dataclass(frozen=True)
class Weight:
    """A weight: what its operation keeps it as, and how many outputs share it.

    ``size`` counts its entries, and ``width`` the outputs that chance averages over.
    """

    kept: str
    size: int
    width: int
    outputs: float

    def factor(self, length: float) -> float:
        """The expected gain of a weight of this length."""
        return length / math.sqrt(self.outputs)


def weight(at: Operation, by: Operation) -> Weight | None:
    """What multiplies the input ``by`` of an operation; ``None`` if not known."""
    name = at.name
    place = place_of(at, by)
    if name == "Convolution":
        kept = "weight"
    elif name in _MATRICES:
        kept = _MATRICES[name][place == (name in _BIASED)]
    else:
        return None
    entries = saved(at, kept)
    if entries is None or entries.dim() < 2:
        return None
    first = name == "Convolution" or place == (name in _BIASED)
    outputs = shared_by(at, entries.shape, last=first)
    units = width(at, entries.shape, last=first)
    return Weight(kept, entries.numel(), units, outputs)


def spread(at: Operation, by: Operation) -> float | None:
    """The length of the parameter that ``by`` hands on, over its expected gain.

    ``None`` if it is no weight. Nothing that is kept is needed: the first layer keeps
    less.
    """
    name, place = at.name, place_of(at, by)
    shape = by.shape
    places = (1,) if name == "Convolution" else _sides(name)
    if place not in places or len(shape) < 2:
        return None
    last = place != places[0]
    return math.sqrt(shared_by(at, shape, last))


def _sides(name: str) -> tuple[int, ...]:
    """Where a product takes its left and right sides."""
    first = int(name in _BIASED)
    return (first, first + 1) if name in _MATRICES else ()


def width(at: Operation, shape: torch.Size, last: bool) -> int:
    """How many outputs a weight of this shape makes; ``last`` if it stands right."""
    if at.name == "Convolution":
        turned = number(at, "transposed")
        return shape[1] * number(at, "groups") if turned else shape[0]
    return shape[-1 if last and at.name != "Linear" else -2]


def shared_by(at: Operation, shape: torch.Size, last: bool) -> float:
    """By what the sum of squares is divided: outputs, of each of a stack.

    An entry of a transposed convolution meets only one of as many outputs as its
    strides make of each input.
    """
    outputs = width(at, shape, last)
    if at.name != "Convolution":
        return math.prod(shape[:-2]) * outputs
    turned = number(at, "transposed")
    return outputs * math.prod(number(at, "stride")) if turned else outputs


def place_of(at: Operation, by: Operation) -> int:
    """Which input of an operation a node is."""
    return next(k for k, (child, _) in enumerate(at.edges) if child is by)
