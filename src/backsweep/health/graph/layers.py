"""The layer that ends in a squish: what it was given, and by what it was multiplied."""

from __future__ import annotations

from collections.abc import Iterator

from ...explain.depth.flow import Pull, pulls
from ...explain.depth.kinds import origin
from ...explain.run import Run
from ...factors import Left, Right
from ...graph import Node
from .squishes import Squished
from .weights import weighs


def products_before(run: Run, squish: Squished) -> Iterator[Pull]:
    """The nearest products with weights before what is squished.

    Their ``by`` is what the layer was given: in a recurrent one both the state and the
    input.
    """
    waiting, met = [squish.before], set[Node]()
    while waiting:
        one = waiting.pop()
        if one in met or one in run.given:
            continue
        met.add(one)
        ways = [x for x in pulls(one) if origin(x.by) not in run.varied]
        weighing = [x for x in ways if weighs(run, x)]
        yield from weighing
        waiting += [] if weighing else [x.by for x in ways if x.by in run.active]


def counts_units(run: Run, squish: Squished) -> bool:
    """Whether the last axis of what is squished counts units: a matrix made them."""
    found = products_before(run, squish)
    matrix = any(isinstance(x.factor, (Left, Right)) for x in found)
    return matrix and bool(squish.before.shape)
