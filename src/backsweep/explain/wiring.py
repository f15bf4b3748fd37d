"""Which values of a story are neurons, and which connection a weight lies on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ..graph import Node
from ..ops import elementwise
from .links import PASSING, Link, Links
from .run import Run
from .story import Story

MULTIPLY = elementwise(np.multiply)
Pair = tuple[Node, Node]


@dataclass(frozen=True, eq=False)
class Use:
    """A ``product`` of a weight and the value that it weighs."""

    weight: Node
    weighed: Node
    product: Node


class Wiring:
    """The neurons of a story and the connections between them.

    Neurons are what has a name, what a weight multiplies, and what products with a
    weight are joined to before several others use it; weights are none, but lie on
    connections. Every leaf that has a name counts as a variable here. ``tight`` leaves
    out what is only there to be squished: its neuron is the value after the squish.
    """

    def __init__(self, story: Story, tight: bool = False):
        self.story = story
        self.leaves = set(_leaves(story.run))
        uses = list(_uses(story.run, story.roles.weights & self.leaves))
        # of two weights that are multiplied, the second is what the first one weighs
        neurons = {use.weighed for use in uses}
        self.uses = [use for use in uses if use.weight not in neurons]
        self.weights = {use.weight for use in self.uses}
        self.named = {
            **dict.fromkeys(u.weighed for u in self.uses),
            **story.run.symbols,
        }
        for one in _squished(story.links) if tight else ():
            self.named.pop(one, None)
        self.run = self._run()
        self.links = Links(self.run, "neurons" if self.uses else story.links.by)

    def _run(self) -> Run:
        """The same run: neurons without a name are called by their expression."""
        run, links = self.story.run, self.story.links
        joined = {one: None for use in self.uses for one in self._joined(use)}
        symbols = {
            one: run.symbols.get(one) or run.expressions.get(one) or links.formula(one)
            for one in {**joined, **self.named}
        }
        leaves = {str(symbols[one]): one for one in run.order if one in self.leaves}
        return replace(run, variables=leaves, symbols=symbols)

    def _joined(self, use: Use) -> Iterator[Node]:
        """What a product becomes a part of, if several neurons are made of that."""
        one = use.product
        while one not in self.named and len(self._users[one]) == 1:
            (one,) = self._users[one]
        if one not in self.named and len(list(self._nearest(one, self.named))) > 1:
            yield one

    @cached_property
    def neurons(self) -> list[Node]:
        """The values that are no weights, inputs first."""
        return [one for one in self.links.values if one not in self.weights]

    @cached_property
    def connections(self) -> dict[Pair, Link]:
        """The local rate from each neuron to those that use it."""
        found = [x for one in self.neurons for x in self.links.into[one]]
        return {(x.by, x.of): x for x in found if x.by not in self.weights}

    @cached_property
    def columns(self) -> dict[Node, int]:
        """Where each neuron stands: after what it uses; a leaf just before its use."""
        column = dict.fromkeys(self.neurons, 0)
        for by, of in self.connections:
            column[of] = max(column[of], column[by] + 1)
        nearest: dict[Node, int] = {}
        for by, of in self.connections:
            nearest[by] = min(column[of], nearest.get(by, column[of]))
        for one in self.leaves & nearest.keys():
            column[one] = nearest[one] - 1
        return column

    @cached_property
    def carried(self) -> dict[Pair, Node]:
        """The weight on a connection, where there is one."""
        found: dict[Pair, Node] = {}
        for use in self.uses:
            for pair in self._between(use):
                found.setdefault(pair, use.weight)
        return found

    def _between(self, use: Use) -> Iterator[Pair]:
        """The connections that a product lies on."""
        for of in self._nearest(use.product, self.columns):
            if (use.weighed, of) in self.connections:
                yield use.weighed, of

    def _nearest(self, one: Node, stops: Container[Node]) -> Iterator[Node]:
        """The first stops on every way on from a value, itself if it is one."""
        waiting = {one: None}
        while waiting:
            here, _ = waiting.popitem()
            if here in stops:
                yield here
            else:
                waiting.update(dict.fromkeys(self._users[here]))

    @cached_property
    def _users(self) -> dict[Node, list[Node]]:
        """What uses each node directly."""
        found: dict[Node, list[Node]] = defaultdict(list)
        for one in self.story.run.order:
            for x in one.inputs:
                found[x].append(one)
        return found


def _squished(links: Links) -> list[Node]:
    """The values that one other value alone is made of, and nothing else."""
    used = Counter(x.by for one in links.values for x in links.into[one])
    alone = [into[0].by for into in links.into.values() if len(into) == 1]
    return [one for one in alone if used[one] == 1 and one in links.run.computed]


def _leaves(run: Run) -> Iterator[Node]:
    """What is given under a name, and may be nudged."""
    for one in run.order:
        given = not one.inputs or one in run.varied
        if given and one in run.symbols and one.differentiable:
            yield one


def _uses(run: Run, weights: frozenset[Node]) -> Iterator[Use]:
    for one in run.order:
        if one.op is MULTIPLY and not weights.isdisjoint(one.inputs):
            first, second = one.inputs
            weight, other = (first, second) if first in weights else (second, first)
            yield Use(weight, _passed(other, run.symbols), one)


def _passed(one: Node, named: Container[Node]) -> Node:
    """The value itself, where it is only passed on."""
    while one.op in PASSING and one not in named:
        (one,) = one.inputs
    return one
