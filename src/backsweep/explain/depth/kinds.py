"""What kind of factor a desire meets, told by the factor, not by the name of the step.

A *slope* is a rate that depends on the value itself: an activation bends. A *weight* is
a rate that does not: a product with something else. The rest copies, adds up, scales by
a fixed number, or only moves entries about.
"""

from __future__ import annotations

from ...factors import (
    Cast,
    Custom,
    Diag,
    Erase,
    Factor,
    Gate,
    Gather,
    Identity,
    Left,
    Over,
    Permute,
    Pick,
    Place,
    Reshape,
    Right,
    Scatter,
    Then,
    Zero,
)
from ...graph import Node, topological
from ...ops import CAST, MARK, REARRANGING, constant_value
from ..roles import Roles
from ..run import Run
from .flow import Pull

SLOPE, WEIGHT, INPUT, PRODUCT = "slope", "weight", "input", "product"
COPY, MOVE, OWN = "copy or sum", "move", "rule of your own"
MOVES = (Cast, Erase, Gather, Identity, Permute, Pick, Place, Reshape, Scatter)
STILL = (Cast, Identity, Permute, Reshape)
"""Factors that leave every entry of a desire as it is."""


def kind(run: Run, pull: Pull) -> str:
    """The kind of the factor, one of the words above.

    Where a value that is not computed is multiplied, a parameter say, what it is
    multiplied by is the *input* that feeds it. A *product* is one of two computed
    values.
    """
    if isinstance(pull.factor, MOVES):
        return MOVE
    if isinstance(pull.factor, Custom):
        return OWN
    if bends(pull):
        return SLOPE
    other = partner(pull.factor)
    return COPY if other is None else _side(run, pull.by, other)


def bends(pull: Pull) -> bool:
    """Whether the rate depends on the very value that it is the rate for."""
    if isinstance(pull.factor, (Then, Zero)):
        return True
    rates = rates_of(pull.factor)
    needed = topological([rates], (pull.by, pull.of)) if rates is not None else []
    met = {rates, *(i for one in needed for i in one.inputs)}
    return not met.isdisjoint((pull.by, pull.of))


def rates_of(factor: Factor) -> Node | None:
    """The node that an entrywise factor takes its rates from; ``None`` for numbers."""
    if isinstance(factor, Gate):
        return factor.mask
    found = getattr(factor, "divisor", getattr(factor, "rates", None))
    return found if isinstance(found, Node) else None


def partner(factor: Factor) -> Node | None:
    """What a product multiplies with; ``None`` for a fixed number or no product."""
    if isinstance(factor, (Left, Right)):
        return factor.matrix
    rates = rates_of(factor) if isinstance(factor, (Diag, Over, Gate)) else None
    return None if rates is None or constant_value(rates) is not None else rates


def _side(run: Run, by: Node, other: Node) -> str:
    """Which side of a product the desire goes on to."""
    mine, theirs = origin(by), origin(other)
    given = [not one.inputs or one in run.varied for one in (mine, theirs)]
    if not all(given):
        return INPUT if given[0] else WEIGHT if given[1] else PRODUCT
    weights = Roles(run).weights
    if {mine, theirs}.isdisjoint(weights):
        return INPUT if mine in run.varied and theirs not in run.varied else WEIGHT
    return INPUT if mine in weights else WEIGHT


def origin(one: Node) -> Node:
    """What has only been spread, turned or converted to become this value."""
    while one.op in (*REARRANGING, CAST) or (one.op is MARK and one.inputs[0].inputs):
        one = one.inputs[0]
    return one
