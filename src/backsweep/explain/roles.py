"""Which variables are weights, and what each factor of a chain means in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from ..factors import Diag, Left, Right
from ..graph import Node
from ..ops import constant_value, elementwise
from .depth.flow import pulls
from .formula.expression import Desire, Rate, Symbol
from .links import Link, Links
from .report.blocks import Words
from .run import Run

FIXED = {
    0: "flat: no desire gets through",
    1: "passed on as it is",
    -1: "passed on with the sign turned",
}
MAXIMUM = elementwise(np.maximum)
WEIGHT = re.compile(r"w|weights?|k|kernel|theta|v", re.IGNORECASE)


class Roles:
    """The roles of the values of a run."""

    def __init__(self, run: Run):
        self.run = run

    @cached_property
    def weights(self) -> frozenset[Node]:
        """The leaves that something else is multiplied with to make the next value.

        A leaf that multiplies a computed value is a weight. Where two leaves are
        multiplied, the weight is the one that is named as weights are: as other weights
        of the run, or w.
        """
        pairs = list(self._products())
        sure = {x for x, other in pairs if self._leaf(x) and not self._leaf(other)}
        stems = {self._stem(x) for x in sure}
        computed = {self._stem(one) for one in self.run.order if not self._leaf(one)}
        unsure = [(x, o) for x, o in pairs if self._leaf(x) and self._leaf(o)]
        return frozenset(
            sure | {x for x, o in unsure if self._heavier(x, o, stems, computed)}
        )

    def _products(self) -> Iterator[tuple[Node, Node]]:
        run = self.run
        slopes = {x for x, name in run.symbols.items() if isinstance(name, Desire)}
        for one in filter({*run.desires}.difference(slopes).__contains__, run.computed):
            for pull in pulls(one):
                other = _partner(pull.factor)
                if other is not None and other in one.inputs:
                    yield pull.by, other

    def _leaf(self, one: Node) -> bool:
        return not one.inputs or one in self.run.varied

    def _stem(self, one: Node) -> str:
        """The last word of a name, without its number: ``p['w1']`` is a ``w``."""
        symbol = self.run.symbols.get(one)
        name = symbol.name if isinstance(symbol, Symbol) else ""
        words = re.findall(r"[^\W\d]+", name)
        return words[-1].strip("_") if words else ""

    def _heavier(
        self, x: Node, other: Node, stems: set[str], computed: set[str]
    ) -> bool:
        mine, others = self._stem(x), self._stem(other)
        if (x in self.run.active) != (other in self.run.active):
            return x in self.run.active
        if (mine in stems) != (others in stems):
            return mine in stems
        if (mine in computed) != (others in computed):
            return others in computed
        return bool(WEIGHT.fullmatch(mine))


def _partner(factor: object) -> Node | None:
    """What a product multiplies a value with."""
    if isinstance(factor, (Left, Right)):
        return factor.matrix
    rates = factor.rates if isinstance(factor, Diag) else None
    return rates if isinstance(rates, Node) else None


def meaning(links: Links, roles: Roles, link: Link) -> Words:
    """What a factor of a chain means, in the lesson's words."""
    of, by = links.formula(link.of), links.formula(link.by)
    slope = isinstance(of, (Desire, Rate))
    if link.of is links.run.cost and not slope:
        ends = link.by in links.run.varied
        return ("how the cost moves with ", by) if ends else ("the output's desire",)
    number = constant_value(link.rate)
    if number is not None:
        return (FIXED.get(number, "a fixed number"),)
    if link.rate in links.run.symbols and link.rate is not link.of:
        return _other_side(links, roles, link)
    if len(links.into[link.of]) == 1 and not slope:
        return (f"the slope of {activation(links, link)} at ", by)
    return ("how ", of, " moves with ", by)


def _other_side(links: Links, roles: Roles, link: Link) -> Words:
    """What it means to be multiplied by a value that has a name."""
    other = links.formula(link.rate)
    if isinstance(other, Desire):
        return ("the desire for ", other.of)
    if link.by in roles.weights:
        return ("the input feeding the weight",)
    if link.rate in roles.weights:
        return ("the desire flowing back through ", other)
    return ("the other side of the product, ", other)


def activation(links: Links, link: Link) -> str:
    """The function between two values, by its name if it is one operation."""
    bends = links.bends(link)
    if len(bends) != 1:
        return "the activation"
    rectifies = bends[0].op is MAXIMUM and 0 in map(constant_value, bends[0].inputs)
    return "relu" if rectifies else bends[0].op.name
