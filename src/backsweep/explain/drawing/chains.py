"""Which connections a weight's chain runs along, and which of them others share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from .picture import Connection, Network

Keys = frozenset[str]


@dataclass(frozen=True)
class Strand:
    """One weight's chains: the connections that carry it, and the way on to the cost.

    ``neurons`` are those that a nudge of the weight reaches.
    """

    own: Keys
    onward: Keys
    neurons: Keys


def onward(network: Network) -> Mapping[str, Keys]:
    """For each neuron, the connections on the ways from it to the cost.

    >>> from ..formula.expression import Symbol
    >>> from .picture import Neuron
    >>> a, b = (Neuron(key, Symbol(key), 1, 1, at, 0) for at, key in enumerate("ab"))
    >>> c = Neuron("C", Symbol("C"), 1, 1, 2, 0, "cost")
    >>> links = Connection("ab", "a", "b", 1), Connection("bC", "b", "C", 1)
    >>> sorted(onward(Network((a, b, c), links))["a"])
    ['ab', 'bC']
    """
    leaving = defaultdict(list)
    for one in network.connections:
        leaving[one.source].append(one)
    ways = {network.cost.key: frozenset[str]()}
    for neuron in sorted(network.neurons, key=lambda one: -one.column):
        reaching = [one for one in leaving[neuron.key] if one.target in ways]
        if reaching:
            beyond = (ways[one.target] for one in reaching)
            ways[neuron.key] = frozenset(one.key for one in reaching).union(*beyond)
    return ways


def strands(network: Network) -> dict[str, Strand]:
    """The strand of each connection that carries a weight, by its key."""
    ways = onward(network)
    target = {one.key: one.target for one in network.connections}
    carriers = defaultdict(list)
    for one in network.weights:
        carriers[one.weight].append(one)

    def strand(own: list[Connection]) -> Strand:
        way = frozenset[str]().union(*(ways.get(one.target, ()) for one in own))
        carrying = frozenset(one.key for one in own)
        return Strand(carrying, way, frozenset(target[key] for key in carrying | way))

    return {one.key: strand(own) for own in carriers.values() for one in own}


def shared(strands: Mapping[str, Strand]) -> Keys:
    """The connections whose rate is a factor of several weights' chains."""
    distinct = {strand.own: strand for strand in strands.values()}
    uses = Counter(key for strand in distinct.values() for key in strand.onward)
    return frozenset(key for key, times in uses.items() if times > 1)
