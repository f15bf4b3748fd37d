"""The links of the chains: the values that a chain passes, and the rates between them.

A chain passes the values that the user named, and what a squish is applied to, which is
often without a name. What lies between two of them is one rate, however many operations
it takes: from ``a3`` to ``C = (a3 - y)**2`` it is ``2(a3 − y)``. Where nothing on the
way has a name, it passes the operations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..chain import sweep
from ..factors import ones
from ..graph import Node, topological
from ..ops import CAST, MARK, constant_value, elementwise
from ..rules import factors
from ..simplify import simplify
from .formula.expression import Formula, Rate
from .formula.spelling import formula_of
from .run import Run

SHIFTING = tuple(map(elementwise, (np.add, np.subtract)))
PRODUCTS = tuple(map(elementwise, (np.multiply, np.divide)))
PASSING = (CAST, MARK, elementwise(np.negative), elementwise(np.positive))


@dataclass(frozen=True, eq=False)
class Link:
    """One local rate: how fast ``of`` moves with ``by``, no other link between."""

    of: Node
    by: Node
    rate: Node


class Links:
    """The links of a run of single numbers.

    ``by`` is ``"names"`` or ``"steps"``: whether a chain passes named values or every
    operation; by default names where there are any. ``"neurons"`` are named values
    alone: what is squished belongs to the value after the squish.
    """

    def __init__(self, run: Run, by: str | None = None):
        self.run = run
        between = any(map(self._named, run.order))
        self.by = by or ("names" if between else "steps")
        self._passed = self._found()

    def _named(self, one: Node) -> bool:
        ends = (self.run.cost, *self.run.variables.values())
        inside = one in self.run.active and one in self.run.desires
        return inside and one in self.run.symbols and one not in ends

    def _found(self) -> dict[Node, None]:
        run = self.run
        chosen = {run.cost, *run.variables.values()}
        chosen.update(filter(self._named, run.order))
        if self.by == "steps":
            chosen.update(filter(self._step, run.order))
        elif self.by == "names":
            chosen.update(squished(run, chosen))
        return {one: None for one in run.order if one in chosen}

    def _step(self, one: Node) -> bool:
        """Whether the operation is a link of its own: not if it only passes on."""
        active = [i for i in one.inputs if i in self.run.active]
        shift = one.op in SHIFTING and len(active) == 1
        return one in self.run.desires and not shift and one.op not in PASSING

    @cached_property
    def names(self) -> dict[Node, Formula]:
        """What values are called: by symbol, or a link by an expression it may have."""
        named: dict[Node, Formula] = dict(self.run.symbols)
        for one in self._passed:
            if one in self.run.expressions:
                named.setdefault(one, self.run.expressions[one])
        return named

    @cached_property
    def values(self) -> list[Node]:
        """The values that chains pass, inputs first."""
        return [one for one in self._passed if one in self.run.desires]

    @cached_property
    def into(self) -> dict[Node, list[Link]]:
        """For each value, the local rates with the values right before it."""
        return {one: list(self._local(one)) for one in self.values}

    def _local(self, of: Node) -> Iterator[Link]:
        if of in self.run.variables.values():
            return
        region = topological(of.inputs, self._passed)
        met = dict.fromkeys(i for one in (of, *region) for i in one.inputs)
        before = [one for one in met if one in self._passed and one in self.run.active]
        found = sweep({of: ones(of)}, before)
        pairs = [(x, r) for x, r in zip(before, found, strict=True) if r is not None]
        rates = simplify([rate for _, rate in pairs], self._passed)
        for (by, _), rate in zip(pairs, rates, strict=True):
            yield Link(of, by, rate)

    def formula(self, one: Node) -> Formula:
        """What a value is called, or the expression that makes it."""
        return formula_of(one, self.names)

    def number(self, one: Node) -> Any:
        """A value's number."""
        return self.run.values.number(one)

    def symbol(self, link: Link, partial: bool = False) -> Rate:
        """``da3/da2``."""
        return Rate(self.formula(link.of), self.formula(link.by), partial)

    def bends(self, link: Link) -> list[Node]:
        """The operations between two values that are no straight lines."""
        region = topological([link.of], {link.by: None})
        moving = [x for x in region if x in self.run.active and x not in self.run.given]
        return [one for one in moving if list(bent(self.run, one))]


def squished(run: Run, links: set[Node]) -> Iterator[Node]:
    """What a function that bends is applied to, if a product of two values is in it."""
    products: set[Node] = set()
    for one in run.order:
        fixed = [i for i in one.inputs if constant_value(i) is not None]
        inside = one not in links and not products.isdisjoint(set(one.inputs) - links)
        if inside or (one.op in PRODUCTS and not fixed):
            products.add(one)
    for one in filter(run.desires.__contains__, run.computed):
        for x in bent(run, one):
            while x.op in PASSING and x not in links:
                (x,) = x.inputs
            if x in products - links and x in run.desires:
                yield x


def bent(run: Run, one: Node) -> Iterator[Node]:
    """The inputs whose rate hangs on themselves: the operation is no straight line."""
    for x, factor in zip(one.inputs, factors(one), strict=True):
        rates = getattr(factor, "rates", None)
        if isinstance(rates, Node) and _mentions(rates, {x, one}, run.forward):
            yield x


def _mentions(formula: Node, sought: set[Node], leaves: set[Node]) -> bool:
    """Whether a rate's formula has one of the nodes sought in it."""
    waiting, met = [formula], set[Node]()
    while waiting:
        one = waiting.pop()
        if one in sought:
            return True
        if one not in leaves and one not in met:
            met.add(one)
            waiting.extend(one.inputs)
    return False
