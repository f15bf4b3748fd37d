"""What a parameter is multiplied with where it is used."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from ..health.record import NORMALISATION
from .flow import Flow
from .kinds import KINDS
from .names import Names
from .operation import Operation
from .saved import number
from .weights import place_of, spread

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


@dataclass(frozen=True, eq=False)
class Met:
    """An operation that uses a parameter, which the node ``by`` hands to it.

    ``fed`` is what it keeps of the other input, if anything, and a number beside its
    length; ``None`` where what the parameter is multiplied with is not known. ``over``
    is the parameter's length over the expected gain, if it is a weight.
    """

    at: Operation
    by: Operation
    name: str
    fed: tuple[str, float] | None
    over: float | None


def uses_of(flow: Flow, names: Names) -> dict[str, list[Met]]:
    """The uses of each parameter, by its name."""
    found: dict[str, list[Met]] = defaultdict(list)
    for at, sides in flow.sides.items():
        for by in sides:
            leaf = flow.walk.carried(by)
            if leaf is not None and leaf.parameter is not None:
                met = Met(at, by, names[at], fed(at, by), spread(at, by))
                found[leaf.parameter].append(met)
    return found


def fed(at: Operation, by: Operation) -> tuple[str, float] | None:
    """What ``by`` is multiplied with in ``at``, as it is kept, and a number beside it.

    What is added is multiplied by 1 in each of its copies; the root of their number is
    the length of these ones. A normalised input has the mean square 1, and so the same
    length. A kernel meets every entry of its input once for each of its own places. A
    row of an embedding is looked up. ``None`` where it is not known.
    """
    name = at.name
    place = place_of(at, by)
    if KINDS.get(name) == NORMALISATION or place in _ADDED.get(name, ()):
        return "", math.sqrt(_size(at) / max(1, _size(by)))
    if name == "Embedding":
        return "", math.sqrt(math.prod(at.shape[:-1]))
    if name not in _FED or place != _FED[name][0]:
        return None
    return _FED[name][1], _patches(at, by)


def _size(node: Operation) -> int:
    return math.prod(node.shape)


def _patches(at: Operation, by: Operation) -> float:
    """How often a kernel meets an entry of its input, in the root; 1 for a matrix."""
    if at.name != "Convolution" or number(at, "transposed"):
        return 1.0
    kernel = by.shape[2:]
    return math.sqrt(math.prod(kernel) / math.prod(number(at, "stride")))
