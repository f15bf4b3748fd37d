"""The chain from the loss to the front, as far as it is known before the sweep."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ..health.record import BRANCHES, COPY, COST, OPAQUE, PRODUCT, WEIGHT, Branch, Link
from .flow import Flow
from .kinds import STILL, kind_of
from .names import Names
from .operation import Operation
from .weights import Weight, weight


@dataclass(frozen=True, eq=False)
class Stretch:
    """From the value of ``of`` back to that of ``by``, both passed by every chain.

    ``link`` is told of it but for the numbers; ``kind`` is the factor's also where the
    link is the cost's. ``measured`` is the key of the length of its ``weight``, if it
    has one. ``branches`` are named by the operations that send them.
    """

    of: Operation
    by: Operation
    kind: str
    link: Link
    weight: Weight | None = None
    measured: Hashable = None
    branches: tuple[tuple[Operation, str], ...] = ()

    def told(
        self,
        gain: float,
        predicted: float | None = None,
        branches: tuple[Branch, ...] = (),
    ) -> Link:
        """The link with its numbers; ``replace`` would take three times as long."""
        one = self.link
        return Link(
            one.to,
            one.through,
            one.kind,
            gain,
            predicted,
            one.width,
            one.where,
            branches,
            one.passes,
        )


def stretches(
    flow: Flow, names: Names, output: Operation | None = None
) -> list[Stretch]:
    """All stretches, the loss first.

    ``output`` is the operation that made the model's output, if it is known: what lies
    before it is the cost's own.
    """
    found = [_stretch(flow, names, of, by) for of, by in _pairs(flow)]
    head = _head(flow, found, output)
    return [
        replace(one, link=replace(one.link, kind=COST)) if k < head else one
        for k, one in enumerate(found)
    ]


def _pairs(flow: Flow) -> Iterator[tuple[Operation, Operation]]:
    """Neighbours on the chain; what only moves entries is one with the next."""
    for of, by in pairwise(flow.passed):
        if not flow.still(of, by):
            yield of, by


def _stretch(flow: Flow, names: Names, of: Operation, by: Operation) -> Stretch:
    to, passes = names[flow.settled(by)], flow.passes(of, by)
    if not flow.single(of, by):
        firsts = [pull.of for pull in flow.users[by]]
        through = f"{len(firsts)} branches"
        branches = tuple((one, _through(flow, one, of, names)) for one in firsts)
        link = Link(to, through, BRANCHES, 1.0, passes=passes)
        return Stretch(of, by, BRANCHES, link, branches=branches)
    kind = _kind(flow, of, by)
    drawn = weight(of, by) if kind == WEIGHT else None
    width = drawn.width if drawn else 0
    link = Link(
        to, names[of], kind, 1.0, width=width, where=names.where(of), passes=passes
    )
    return Stretch(of, by, kind, link, drawn, _measured(flow, of, drawn))


def _kind(flow: Flow, of: Operation, by: Operation) -> str:
    """The kind of a factor; a product with fixed numbers only is a copy."""
    kind = kind_of(of)
    if kind == WEIGHT and len(flow.data[of]) > 1:
        return PRODUCT
    if kind == PRODUCT and of.name in ("Mul", "Div"):
        others = [c for c, _ in of.edges if c is not by]
        inputs = [c for c in others if c is not None]
        sides = any(c in flow.sides[of] for c in inputs)
        return WEIGHT if sides else PRODUCT if inputs or not others else COPY
    return kind


def _measured(flow: Flow, of: Operation, drawn: Weight | None) -> Hashable:
    """What the length of a weight goes by: all parameters are measured anyway."""
    if drawn is None:
        return None
    for leaf in filter(None, map(flow.walk.carried, flow.sides[of])):
        if leaf.shape.numel() == drawn.size > drawn.width:
            return "size", leaf.parameter
    return "weight", of


def _through(flow: Flow, first: Operation, end: Operation, names: Names) -> str:
    """The first module on a branch, or else what does more than move entries."""
    way = [*_way(flow, first, end)]
    modules = (one for one in way if names.is_module(one))
    moving = (one for one in way if one.name not in STILL)
    found = next(modules, next(moving, None))
    return "straight" if found is None else names[found]


def _way(flow: Flow, first: Operation, end: Operation) -> Iterator[Operation]:
    """The operations from a branch's first to where it parts again, or its end."""
    one = first
    while one is not end:
        yield one
        users = flow.users[one]
        if len(users) != 1:
            return
        one = users[0].of


def _head(flow: Flow, found: list[Stretch], output: Operation | None) -> int:
    """How many stretches are the cost's own: what it does with the output."""
    if output is not None and output is not flow.walk.root:
        nodes = [one.of for one in found]
        if flow.settled(output) in nodes:
            return nodes.index(flow.settled(output))
    kinds = [one.kind for one in found]
    return min((kinds.index(x) for x in (WEIGHT, OPAQUE) if x in kinds), default=0)
