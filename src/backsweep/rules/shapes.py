"""Functions that only move entries: their factors move nudges the same way."""

from __future__ import annotations

import itertools

from ..factors import Erase, Permute, Pick, Place, Reshape, Spread
from ..graph import Node
from ..ops import CONCATENATE, PERMUTE, PICK, PLACE, PUT, RESHAPE, SPREAD
from .table import rule


def joined(inputs: tuple[Node, ...], axis: int) -> tuple[Place, ...]:
    """Where along the axis each input is placed."""
    ends = list(itertools.accumulate(one.shape[axis] for one in inputs))
    return tuple(
        Place(tuple((0, n, 1) if k != axis else (end - n, end, 1) for k, n in shape))
        for end, shape in zip(ends, (enumerate(i.shape) for i in inputs), strict=True)
    )


# fmt: off
rule(RESHAPE,     lambda y, x, shape: Reshape())
rule(SPREAD,      lambda y, x, shape: Spread())
rule(PERMUTE,     lambda y, x, axes: Permute(axes))
rule(CONCATENATE, lambda y, *rest: joined(rest[:-1], rest[-1]))
rule(PICK,        lambda y, x, slices: Pick(slices))
rule(PLACE,       lambda y, x, slices, shape: Place(slices))
rule(PUT,         lambda y, x, new, slices: (Erase(slices, new), Place(slices)))
# fmt: on
