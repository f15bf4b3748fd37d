"""From an explanation to the picture of a network: neurons, weights on connections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from ..graph import Node
from .chains import formulas
from .drawing.picture import Connection, Network, Neuron
from .formula.expression import Chain, Formula, Number
from .links import PRODUCTS, Link, Links
from .story import Story, numbers

COLUMNS, ROWS = 14, 18
WRITTEN = 120
"""Up to so many connections, each tells its chain."""


def network(story: Story) -> Network | None:
    """The neurons and connections; ``None`` if there are too many to draw."""
    made = _Drawn(story)
    columns = made.columns
    rows = max(np.bincount([columns[one] for one in made.neurons]), default=0)
    if len(made.neurons) < 2 or max(columns.values()) >= COLUMNS or rows > ROWS:
        return None
    return Network(tuple(made.placed()), tuple(made.connections()), story.run.title)


class _Drawn:
    """What is drawn of a story: every leaf counts as a variable here."""

    def __init__(self, story: Story):
        self.story = story
        leaves = [one for one in story.run.order if self._leaf(one)]
        names = {str(story.run.symbols[one]): one for one in leaves}
        self.run = replace(story.run, variables=names)
        self.links = Links(
            self.run, "neurons" if story.links.by == "names" else "steps"
        )
        self.weights = story.roles.weights

    def _leaf(self, one: Node) -> bool:
        run = self.story.run
        given = not one.inputs or one in run.variables.values()
        return given and one in run.symbols and one.differentiable

    @cached_property
    def neurons(self) -> list[Node]:
        """The values that are no weights."""
        return [one for one in self.links.values if one not in self.weights]

    @cached_property
    def pairs(self) -> dict[tuple[Node, Node], Link]:
        """The local rate from each neuron to those that use it."""
        found = [x for one in self.neurons for x in self.links.into[one]]
        return {(x.by, x.of): x for x in found if x.by not in self.weights}

    @cached_property
    def columns(self) -> dict[Node, int]:
        """Where each neuron stands: after what it uses; a leaf just before its use."""
        column = dict.fromkeys(self.neurons, 0)
        for by, of in self._by_target():
            column[of] = max(column[of], column[by] + 1)
        for one in self.neurons:
            users = [column[of] for by, of in self.pairs if by is one]
            if one in self.run.variables.values() and users:
                column[one] = min(users) - 1
        return column

    def _by_target(self) -> list[tuple[Node, Node]]:
        place = {one: k for k, one in enumerate(self.neurons)}
        return sorted(self.pairs, key=lambda pair: place[pair[1]])

    @cached_property
    def carried(self) -> dict[tuple[Node, Node], Node]:
        """The weight on a connection, where there is one."""
        found: dict[tuple[Node, Node], Node] = {}
        for one in self.run.order:
            if one.op in PRODUCTS and not self.weights.isdisjoint(one.inputs):
                weight = next(i for i in one.inputs if i in self.weights)
                other = next((i for i in one.inputs if i is not weight), weight)
                for pair in self._between(other, one):
                    found.setdefault(pair, weight)
        return found

    def _between(self, source: Node, product: Node) -> Iterator[tuple[Node, Node]]:
        """The connections that a product lies on."""
        for by in self._nearest(source, self._below):
            for of in self._nearest(product, self.users):
                if (by, of) in self.pairs:
                    yield by, of

    def _nearest(self, one: Node, onward: Any) -> Iterator[Node]:
        waiting, met = [one], set()
        while waiting:
            here = waiting.pop()
            if here in self.columns:
                yield here
            elif here not in met:
                met.add(here)
                waiting.extend(onward[here])

    @cached_property
    def users(self) -> dict[Node, list[Node]]:
        """What uses each node directly."""
        found: dict[Node, list[Node]] = defaultdict(list)
        for one in self.run.order:
            for x in one.inputs:
                found[x].append(one)
        return found

    @cached_property
    def _below(self) -> dict[Node, tuple[Node, ...]]:
        leaves = set(self.run.variables.values())
        return {one: () if one in leaves else one.inputs for one in self.run.order}

    def placed(self) -> Iterator[Neuron]:
        """The neurons, column by column as they were computed."""
        rows: dict[int, int] = defaultdict(int)
        for one in self.neurons:
            column = self.columns[one]
            number = self.run.values.number
            yield Neuron(
                self.key(one),
                self.links.formula(one),
                number(one),
                number(self.run.desires[one]),
                column,
                rows[column],
                self._kind(one),
            )
            rows[column] += 1

    def key(self, one: Node) -> str:
        """A short name of a neuron, for links within the drawing."""
        return f"n{self._numbers[one]}"

    @cached_property
    def _numbers(self) -> dict[Node, int]:
        return {one: k for k, one in enumerate(self.neurons)}

    def _kind(self, one: Node) -> str:
        if one is self.run.cost:
            return "cost"
        if one in self.run.variables.values():
            return "input"
        return "output" if (one, self.run.cost) in self.pairs else "value"

    def connections(self) -> Iterator[Connection]:
        """The connections, with the weights that they carry."""
        for k, ((by, of), link) in enumerate(self.pairs.items()):
            yield Connection(
                f"c{k}",
                self.key(by),
                self.key(of),
                self.run.values.number(link.rate),
                **self._weighed(self.carried.get((by, of))),
            )

    def _weighed(self, weight: Node | None) -> dict[str, Any]:
        if weight is None:
            return {}
        return {
            "weight": self.links.formula(weight),
            "amount": self.run.values.number(weight),
            "slope": self.story.slope(weight),
            "steps": tuple(self._steps(weight)),
        }

    def _steps(self, weight: Node) -> Iterator[Formula]:
        """Its chain in formulas and in numbers, if there is one and room for it."""
        if len(self.pairs) > WRITTEN or weight not in self.story.run.desires:
            return
        links, found = self.story.links, self.story.chains(weight)
        if found.count == 1:
            (chain,) = found.chains
            yield Chain(formulas(links, chain))
            yield Chain(numbers(map(links.number, chain.rates)))


def words(network: Network) -> str:
    """What a network's drawing shows, for those who do not see it."""
    weights, cost = len({one.weight for one in network.weights}), network.cost
    return (
        f"{network.title}: {len(network.neurons)} values, from the inputs to "
        f"{cost.label} = {Number(cost.value)}, with {weights} weights on "
        f"{len(network.connections)} connections; desires flow back from the cost."
    )
