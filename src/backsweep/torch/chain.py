"""The chain from the loss to the front as links, each with its gain.

A gain is the length of the desire after an operation over that before it, so the
product of all is the ratio between the ends, whatever the network.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator
from dataclasses import replace
from itertools import pairwise

from ..health.record import (
    BRANCHES,
    COPY,
    COST,
    MOVE,
    OPAQUE,
    PRODUCT,
    SLOPE,
    WEIGHT,
    Branch,
    Link,
)
from .flow import Flow
from .kinds import STILL, kind_of
from .lengths import Lengths, Read, read
from .listen import Ears
from .merges import Merge
from .names import Names
from .operation import Operation
from .weights import Weight, weight


class Chain:
    """The stretches between values that every chain passes.

    ``output`` is the operation that made the model's output, if it is known: what lies
    before it is the cost's own.
    """

    def __init__(self, flow: Flow, output: Operation | None = None):
        self.flow, self.output = flow, output
        self.pairs = [*self._pairs()]
        self.merges = {
            by: Merge(by) for of, by in self.pairs if not flow.single(of, by)
        }
        self.weights: dict[Operation, Weight] = {}
        self._sizes: dict[Operation, Hashable] = {}

    def _pairs(self) -> Iterator[tuple[Operation, Operation]]:
        """Neighbours on the chain; what only moves entries is one with the next."""
        passed = self.flow.passed
        for of, by in pairwise(passed):
            if not self.flow.still(of, by):
                yield of, by

    @property
    def end(self) -> Operation:
        """What is heard last: the front, or what only hands on the desire for it."""
        return self.pairs[-1][1] if self.pairs else self.flow.walk.root

    def listen(self, ears: Ears) -> None:
        """Hear the desires along the chain, and measure the weights on it."""
        ears.desire(self.flow.walk.root)
        for of, by in self.pairs:
            ears.desire(by)
            if by not in self.merges and self._kind(of, by) == WEIGHT:
                self._weigh(of, by, ears.lengths)
        for merge in self.merges.values():
            merge.listen(self.flow, ears)

    def _weigh(self, of: Operation, by: Operation, lengths: Lengths) -> None:
        """Measure a weight, unless it is a parameter, all of which are measured."""
        walk, found = self.flow.walk, weight(of, by)
        if found is None:
            return
        self.weights[of] = found
        leaves = filter(None, map(walk.carried, self.flow.sides[of]))
        for leaf in leaves:
            if leaf.shape.numel() == found.entries.numel() > found.width:
                self._sizes[of] = ("size", leaf.parameter)
                return
        lengths.add(("weight", of), found.entries)

    def _kind(self, of: Operation, by: Operation) -> str:
        """The kind of a factor; a product with fixed numbers only is a copy."""
        kind = kind_of(of)
        if kind == WEIGHT and len(self.flow.data[of]) > 1:
            return PRODUCT
        if kind == PRODUCT and of.name in ("Mul", "Div"):
            others = [c for c, _ in of.edges if c is not by]
            inputs = [c for c in others if c is not None]
            sides = any(c in self.flow.sides[of] for c in inputs)
            return WEIGHT if sides else PRODUCT if inputs or not others else COPY
        return kind

    def links(self, names: Names, found: Read, slopes: Read) -> tuple[Link, ...]:
        """All links, to the front or to the first length that is 0 or not finite."""
        made = [*self._links(names, found, slopes)]
        nodes = [of for of, _ in self.pairs][: len(made)]
        head = self._head(nodes, made)
        links = [replace(one, kind=COST) for one in made[:head]] + made[head:]
        return tuple(
            one
            for k, one in enumerate(links)
            if k < head or one.kind not in (COPY, MOVE) or one.gain != 1
        )

    def _links(self, names: Names, found: Read, slopes: Read) -> Iterator[Link]:
        before = found.get(self.flow.walk.root, 0.0)
        for of, by in self.pairs:
            size = found.get(by, 0.0)
            if not before:
                return
            yield self._link(of, by, size / before, names, found, slopes)
            if not size or not math.isfinite(size):
                return
            before = size

    def _link(
        self,
        of: Operation,
        by: Operation,
        gain: float,
        names: Names,
        found: Read,
        slopes: Read,
    ) -> Link:
        to, passes = names[self.flow.settled(by)], self.flow.passes(of, by)
        if by in self.merges:
            branches = tuple(self._branches(of, by, names, found))
            through = f"{len(branches)} branches"
            return Link(to, through, BRANCHES, gain, branches=branches, passes=passes)
        kind, drawn = self._kind(of, by), self.weights.get(of)
        expected = slopes.get(of) if kind == SLOPE else None
        if drawn is not None:
            expected = drawn.factor(found[self._sizes.get(of, ("weight", of))])
        return Link(
            to,
            names[of],
            kind,
            gain,
            expected,
            drawn.width if drawn else 0,
            names.where(of),
            passes=passes,
        )

    def _branches(
        self, of: Operation, by: Operation, names: Names, found: Read
    ) -> Iterator[Branch]:
        products = self.merges[by].products
        read_all = dict(zip(products, read([*products.values()]), strict=True))
        whole = read_all.get(None, 0.0)
        for pull in self.flow.users[by]:
            share = read_all.get(pull.of, 0.0) / whole if whole else None
            yield Branch(
                self._through(pull.of, of, names),
                share,
                found.get((pull.of, by), 0.0),
            )

    def _through(self, first: Operation, end: Operation, names: Names) -> str:
        """The first module on a branch, or else what does more than move entries."""
        way = [*self._way(first, end)]
        modules = (one for one in way if names.is_module(one))
        moving = (one for one in way if one.name not in STILL)
        found = next(modules, next(moving, None))
        return "straight" if found is None else names[found]

    def _way(self, first: Operation, end: Operation) -> Iterator[Operation]:
        """The operations from a branch's first to where it parts again, or its end."""
        one = first
        while one is not end:
            yield one
            users = self.flow.users[one]
            if len(users) != 1:
                return
            one = users[0].of

    def _head(self, nodes: list[Operation], made: list[Link]) -> int:
        """How many links are the cost's own: what it does with the output."""
        if self.output is not None and self.output is not self.flow.walk.root:
            output = self.flow.settled(self.output)
            if output in nodes:
                return nodes.index(output)
        kinds = [one.kind for one in made]
        return min((kinds.index(x) for x in (WEIGHT, OPAQUE) if x in kinds), default=0)
