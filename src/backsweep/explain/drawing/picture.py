"""A network as it is to be drawn: neurons in columns, connections, or whole layers.

Numbers here are what the drawing shows; where things stand is ``layout``'s to say, and
what they look like ``svg``'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..formula.expression import Formula

Real = int | float | Fraction


@dataclass(frozen=True)
class Neuron:
    """One value: where it stands, its value, and its desire going back.

    ``kind`` is ``"input"`` (given from outside), ``"value"`` (computed), ``"output"``
    (what the cost looks at) or ``"cost"``. ``desire`` is ``None`` where no rate leads.
    """

    key: str
    label: Formula
    value: Real
    desire: Real | None
    column: int
    row: int
    kind: str = "value"


@dataclass(frozen=True)
class Connection:
    """From one neuron to a neuron further on.

    ``weight`` and ``amount`` name and give the weight on it, if there is one; ``slope``
    is the cost's rate for that weight, ``rate`` that of the target for the source.
    ``steps`` write its chain, first in symbols and then in numbers. Connections with
    the same ``weight`` share it.
    """

    key: str
    source: str
    target: str
    rate: Real
    weight: Formula | None = None
    amount: Real | None = None
    slope: Real | None = None
    steps: tuple[Formula, ...] = ()

    @property
    def size(self) -> float:
        """What its thickness shows: the weight, or the rate where there is none."""
        return abs(float(self.rate if self.amount is None else self.amount))

    @property
    def negative(self) -> bool:
        """Whether the weight, or the rate where there is none, is below zero."""
        return (self.rate if self.amount is None else self.amount) < 0


@dataclass(frozen=True)
class Network:
    """Neurons and connections, for up to 10 layers of 16."""

    neurons: tuple[Neuron, ...]
    connections: tuple[Connection, ...]
    title: str = "The network"

    @property
    def weights(self) -> tuple[Connection, ...]:
        """The connections that carry a weight."""
        return tuple(one for one in self.connections if one.weight is not None)

    @property
    def cost(self) -> Neuron:
        """The neuron at the end of every chain."""
        return next(one for one in self.neurons if one.kind == "cost")


@dataclass(frozen=True)
class Layer:
    """A whole array of values: its shape, its norm, and the norm of its desire.

    ``gain`` is what its desire grew by on the way back from the layer after it.
    """

    key: str
    label: Formula
    shape: tuple[int, ...]
    size: float
    desire: float | None
    gain: float | None
    what: str = ""


@dataclass(frozen=True)
class Layers:
    """Layers from the input to the cost, where neurons would be too many to draw.

    ``links`` are pairs of keys, from each layer to those that use it.
    """

    layers: tuple[Layer, ...]
    links: tuple[tuple[str, str], ...]
    title: str = "The network, layer by layer"
