"""The links of the chains: the values that a chain passes, and the rates between them.

A chain passes the values that the user named, and what a squish is applied to, which is
often without a name. What lies between two of them is one rate, however many operations
it takes: from ``a3`` to ``C = (a3 - y)**2`` it is ``2(a3 − y)``. Where nothing on the
way has a name, it passes the operations.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..chain import sweep
from ..factors import ones
from ..graph import Node, topological
from ..ops import CAST, MARK, constant_value, elementwise
from ..simplify import simplify
from .depth.flow import pulls
from .formula.expression import Formula, Rate
from .formula.spelling import formula_of
from .run import Run, right_before
from .sigmoid import sigmoid_slope

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
        run = self.run
        inside = one in run.active and one in run.desires and one in run.symbols
        return inside and one is not run.cost and one not in run.varied

    def _found(self) -> dict[Node, None]:
        run = self.run
        chosen = {run.cost, *run.varied}
        chosen.update(filter(self._named, run.order))
        if self.by == "steps":
            chosen.update(filter(self._step, run.order))
        elif self.by == "names":
            chosen.update(squished(run, chosen))
        return {one: None for one in run.order if one in chosen}

    def _step(self, one: Node) -> bool:
        """Whether the operation is a link of its own: not if it only passes on."""
        active = [i for i in one.inputs if i in self.run.active]
        shift = one.op in SHIFTING and (len(active) == 1 or one in self._summed)
        return one in self.run.desires and not shift and one.op not in PASSING

    @cached_property
    def _summed(self) -> set[Node]:
        """Sums that are only parts of longer sums."""
        sums = {x for one in self.run.order if one.op in SHIFTING for x in one.inputs}
        others = [one for one in self.run.order if one.op not in SHIFTING]
        return sums - {x for one in others for x in one.inputs} - {self.run.cost}

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
        if of in self.run.varied:
            return
        nearest = right_before(of, self._passed)
        before = [one for one in nearest if one in self.run.active]
        found = sweep({of: ones(of)}, before)
        pairs = [(x, r) for x, r in zip(before, found, strict=True) if r is not None]
        rates = simplify([rate for _, rate in pairs], self._passed)
        for (by, _), rate in zip(pairs, rates, strict=True):
            yield Link(of, by, rate)

    def formula(self, one: Node) -> Formula:
        """What a value is called, or the expression that makes it."""
        known = self.names.get(one) or sigmoid_slope(one, self.names)
        return known or formula_of(one, self.names)

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


def squished(run: Run, links: Collection[Node]) -> Iterator[Node]:
    """What a function that bends is applied to, if a product of two values is in it.

    It is a link, so what is computed of it further on has no product in it any more.
    """
    ends, products = set(links), set[Node]()
    for one in filter(run.desires.__contains__, run.computed):
        for x in bent(run, one):
            straight = _passed_on(x, ends)
            if straight in products - ends and straight in run.desires:
                ends.add(straight)
                yield straight
        inputs = {_passed_on(x, ends) for x in one.inputs}
        if _multiplies(one) or not products.isdisjoint(inputs - ends):
            products.add(one)


def _passed_on(one: Node, ends: Collection[Node]) -> Node:
    """The value that is passed on as it is, or with the sign turned, as ``one``."""
    while one.op in PASSING and one not in ends:
        (one,) = one.inputs
    return one


def _multiplies(one: Node) -> bool:
    """Whether it multiplies two values, neither of them a fixed number."""
    return one.op in PRODUCTS and all(constant_value(x) is None for x in one.inputs)


def bent(run: Run, one: Node) -> Iterator[Node]:
    """The inputs whose rate hangs on themselves: the operation is no straight line."""
    for pull in pulls(one):
        rates = getattr(pull.factor, "rates", None)
        if isinstance(rates, Node) and _mentions(rates, {pull.by, one}, run.forward):
            yield pull.by


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
