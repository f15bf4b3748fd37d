"""From an explanation to the picture of a network: neurons, weights on connections."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from ..graph import Node
from .chains import added, figures, formulas
from .drawing.layout import standing_of
from .drawing.picture import Connection, Network, Neuron
from .formula.expression import Entry, Formula, Number, Symbol
from .links import Link
from .story import Story
from .wiring import Pair, Wiring

COLUMNS, ROWS = 14, 18
NODES = 12_000
"""Of a graph with more there is no drawing that could be read."""
WRITTEN = 120
"""Up to so many connections, each tells its chain."""
ADDED = 2
"""Sums of up to so many chains are written out."""


def network(story: Story) -> Network | None:
    """The neurons and connections; ``None`` if there are too many to draw."""
    if len(story.run.order) > NODES:
        return None
    return _fitting(Wiring(story)) or _fitting(Wiring(story, tight=True))


def _fitting(wiring: Wiring) -> Network | None:
    """The picture of a wiring, if it has room."""
    if not 2 <= len(wiring.neurons) <= 2 * COLUMNS * ROWS:
        return None
    made = _Picture(wiring).network()
    columns = Counter(one.column for one in standing_of(made))
    return made if len(columns) <= COLUMNS and max(columns.values()) <= ROWS else None


class _Picture:
    """What is drawn of a wiring, with its numbers."""

    def __init__(self, wiring: Wiring):
        self.wiring, self.story = wiring, wiring.story
        self.number = wiring.run.values.number
        self.order = {one: k for k, one in enumerate(_in_order(wiring))}

    def network(self) -> Network:
        """Neurons, connections, and the name of what they compute."""
        title = self.story.run.title
        return Network(tuple(self.neurons()), tuple(self.connections()), title)

    def neurons(self) -> Iterator[Neuron]:
        """Column by column, the entries of an array in their order."""
        columns, rows = self.wiring.columns, Counter[int]()
        for one in self.order:
            yield Neuron(
                self._key(one),
                self.wiring.links.formula(one),
                self.number(one),
                self.number(self.wiring.run.desires[one]),
                columns[one],
                rows[columns[one]],
                self._kind(one),
            )
            rows[columns[one]] += 1

    def _key(self, one: Node) -> str:
        return f"n{self.order[one]}"

    def _kind(self, one: Node) -> str:
        cost = self.wiring.run.cost
        if one is cost:
            return "cost"
        if one in self.wiring.leaves:
            return "input"
        return "output" if (one, cost) in self.wiring.connections else "value"

    def connections(self) -> Iterator[Connection]:
        """The connections with their weights, neuron by neuron."""
        found = sorted(self.wiring.connections.items(), key=self._place)
        for k, (pair, link) in enumerate(found):
            source, target = map(self._key, pair)
            rate, weighed = self.number(link.rate), self._weighed(pair)
            yield Connection(f"c{k}", source, target, rate, **weighed)

    def _place(self, connection: tuple[Pair, Link]) -> tuple[int, int]:
        (by, of), _ = connection
        return self.order[of], self.order[by]

    def _weighed(self, pair: Pair) -> dict[str, Any]:
        weight = self.wiring.carried.get(pair)
        if weight is None:
            return {}
        return {
            "weight": self.wiring.links.formula(weight),
            "amount": self.number(weight),
            "slope": self.story.slope(weight),
            "steps": tuple(self._steps(weight)),
        }

    def _steps(self, weight: Node) -> Iterator[Formula]:
        """Its chains in formulas and in numbers, if they are few and there is room."""
        if len(self.wiring.connections) > WRITTEN or self.story.slope(weight) is None:
            return
        links, found = self.story.links, self.story.chains(weight)
        if found.count <= ADDED:
            yield added(formulas(links, one) for one in found.chains)
            yield added(figures(links, one) for one in found.chains)


def _in_order(wiring: Wiring) -> list[Node]:
    """Neurons as they were computed, but the entries of an array in their order."""
    arrays = defaultdict[Formula, list[tuple[Any, Node]]](list)
    for one in wiring.neurons:
        array, index = _entry(wiring.links.formula(one))
        arrays[array].append((index, one))
    groups = (sorted(group, key=_index) for group in arrays.values())
    return [one for group in groups for _, one in group]


def _entry(label: Formula) -> tuple[Formula, tuple[int, ...]]:
    """The array that a value is an entry of, and which."""
    match label:
        case Symbol(name, index, turn):
            return Symbol(name, turn=turn), index
        case Entry(of, index):
            return of, tuple(map(int, index.split(",")))
    return label, ()


def _index(entry: tuple[tuple[int, ...], Node]) -> tuple[int, ...]:
    return entry[0]


def words(network: Network) -> str:
    """What a network's drawing shows, for those who do not see it."""
    cost, weights = network.cost, {one.weight for one in network.weights}
    size = f"{_many(network.neurons, 'value')}, {_many(weights, 'weight')}"
    return (
        f"{size}. Values flow from the inputs to {cost.label} = {Number(cost.value)}; "
        "desires flow back."
    )


def _many(things: Collection[object], name: str) -> str:
    return f"{len(things)} {name}{'s' * (len(things) != 1)}"
