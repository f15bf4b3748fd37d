"""A network of neurons and connections as SVG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import sqrt

from ..formula.expression import Formula, Rate
from .captions import neuron_caption, neuron_words, weight_caption, weight_words
from .chains import shared, strands
from .layout import Layout, Place, arranged
from .legend import dense, roomy
from .markup import brief, element, escape, sized, words
from .picture import Connection, Network, Neuron
from .rules import by_neuron, by_weight
from .sheet import Sheet
from .written import Spot, spots

HINT = (
    "Point at a weight, or step to one with the Tab key, to light its chain.",
    "Point at a neuron, or step to one with the Tab key, to light what leads to it.",
)
MOST_SLOPES = 6
SMALLEST_DENSE = 0.45
THINNEST, THICKEST = 1.2, 5.0
"""Of lines in large drawings; those in dense ones are thinner by far."""


def sheet(network: Network, prefix: str) -> Sheet:
    """The drawing and what stands under it."""
    layout = arranged(network)
    write = _Dense if not layout.scale.words else _Roomy
    return write(network, layout).sheet(prefix)


class _Writer:
    """What both ways of drawing share: how thick a line is, and what it says."""

    choices = "weights"

    def __init__(self, network: Network, layout: Layout) -> None:
        self.network = network
        self.layout = layout
        self.number = {one.key: at for at, one in enumerate(network.neurons)}
        self.largest = _large(one.size for one in network.connections)

    def share(self, one: Connection) -> float:
        """How thick a line is, from 0 to 1: thin ones can still be told apart."""
        return min(sqrt(one.size / self.largest), 1)

    def places(self) -> Iterator[tuple[int, Neuron, Place]]:
        for at, one in enumerate(self.network.neurons):
            yield at, one, self.layout.places[one.key]

    def description(self) -> str:
        neurons, lines = len(self.network.neurons), len(self.network.connections)
        return (
            f"{neurons} neurons and {lines} connections. Values go from left to right, "
            "desires come back from right to left."
        )


class _Roomy(_Writer):
    """Words on every neuron, and each weight can be chosen."""

    def sheet(self, prefix: str) -> Sheet:
        self.strands = strands(self.network)
        self.shared = shared(self.strands)
        lines = "".join(
            self.connection(at, one) for at, one in enumerate(self.network.connections)
        )
        neurons = "".join(self.neuron(*one) for one in self.places())
        return Sheet(
            self.network.title,
            self.description(),
            element("g", lines, neurons, *self.words_along(), class_="roomy"),
            (self.layout.width, self.layout.height),
            by_weight(self.network, prefix),
            HINT[0],
            tuple(self.captions()),
            roomy(self.network, bool(self.shared)),
        )

    def connection(self, at: int, one: Connection) -> str:
        data = self.layout.routes[one.key].data
        wide = THINNEST + (THICKEST - THINNEST) * self.share(one)
        minus = " minus" if one.negative else ""
        halo = element("path", class_="halo", d=data, stroke_width=wide + 11)
        return element(
            "g",
            halo if one.key in self.shared else "",
            element("path", class_="line" + minus, d=data, stroke_width=wide),
            element("path", class_="flow", d=data, stroke_width=wide / 2),
            element("path", class_="touch", d=data) if one.weight else "",
            **self.choice(at, one),
        )

    def choice(self, at: int, one: Connection) -> dict[str, object]:
        if one.weight is None:
            return {"class_": f"c{at}"}
        said = weight_words(one, self.network)
        name = f"choice c{at}"
        return {"class_": name, "tabindex": 0, "role": "img", "aria_label": said}

    def neuron(self, at: int, one: Neuron, place: Place) -> str:
        inside = self.beside(one, place) if place.beside else self.within(one, place)
        given = "" if one.kind in ("value", "output", "cost") else " given"
        said = neuron_words(one)
        kind = f"neuron n{at}{given}"
        return element(
            "g", rim(one, place), inside, class_=kind, role="img", aria_label=said
        )

    def within(self, one: Neuron, place: Place) -> str:
        """The label over the value, and the desire that comes back under both."""
        room, r = 1.75 * place.radius, place.radius
        size = sized(str(one.label), room, min(21, r * 0.66))
        back = "" if one.desire is None else f"← {brief(one.desire)}"
        return (
            _text(
                words(one.label, room, size), place.x, place.y - 0.12 * r, "label", size
            )
            + _text(brief(one.value), place.x, place.y + 0.5 * r, "value", 0.46 * r)
            + _text(escape(back), place.x, place.y + r + 18, "desire beside")
        )

    def beside(self, one: Neuron, place: Place) -> str:
        """The label alone fits; value and desire stand to the right."""
        x, room = place.x + place.radius + 6, 1.8 * place.radius
        size = sized(str(one.label), room, place.radius * 0.95)
        back = "" if one.desire is None else f"← {brief(one.desire)}"
        label = words(one.label, room, size)
        named = _text(label, place.x, place.y + 5, "label", size)
        if not self.layout.scale.beside:
            return named
        return (
            named
            + _text(brief(one.value), x, place.y - 3, "value start beside")
            + _text(escape(back), x, place.y + 14, "desire start beside")
        )

    def words_along(self) -> Iterator[str]:
        """What stands beside each weight's line, over everything else."""
        if not self.layout.scale.labels:
            return
        number = {one.key: at for at, one in enumerate(self.network.connections)}
        said = [(one, _amount(one), _written) for one in self.network.weights]
        if len(said) <= MOST_SLOPES:
            said += [(one, _slope(one), _slope_written) for one in self.network.weights]
        texts = ((one.key, text) for one, text, _ in said)
        found = spots(texts, self.network.connections, self.layout)
        for (one, _, write), spot in zip(said, found, strict=True):
            yield element("g", write(one, spot), class_=f"words c{number[one.key]}")

    def captions(self) -> Iterator[tuple[str, str]]:
        for at, one in enumerate(self.network.connections):
            if one.weight is not None:
                said = weight_caption(one, self.network, self.rates(one))
                yield f"c{at}", said

    def rates(self, weight: Connection) -> list[Formula]:
        """The factors of a weight's chain that the chains of others have too."""
        label = {one.key: one.label for one in self.network.neurons}
        keys = self.strands[weight.key].onward & self.shared
        found = [one for one in self.network.connections if one.key in keys]
        return [Rate(label[one.target], label[one.source]) for one in reversed(found)]


class _Dense(_Writer):
    """Discs for values, bars for desires; the neurons can be chosen."""

    def sheet(self, prefix: str) -> Sheet:
        self.most = _large(abs(float(one.value)) for one in self.network.neurons)
        self.steepest = _large(
            abs(float(one.desire or 0)) for one in self.network.neurons
        )
        neurons = "".join(self.neuron(*one) for one in self.places())
        return Sheet(
            self.network.title,
            self.description(),
            element("g", *self.lines(), neurons, class_="dense"),
            (self.layout.width, self.layout.height),
            by_neuron(self.network, prefix),
            HINT[1],
            tuple(self.captions()),
            dense(self.network),
            SMALLEST_DENSE,
        )

    def lines(self) -> Iterator[str]:
        """By source and target: one rule lights all that meet at a neuron."""
        leaving = defaultdict(list)
        for one in self.network.connections:
            leaving[one.source].append(one)
        for source, group in leaving.items():
            inside = "".join(self.line(one) for one in group)
            yield element("g", inside, class_=f"f{self.number[source]}")

    def line(self, one: Connection) -> str:
        minus = " minus" if one.negative else ""
        return element(
            "path",
            class_=f"line t{self.number[one.target]}{minus}",
            d=self.layout.routes[one.key].data,
            stroke_width=round(0.3 + 2.4 * self.share(one) ** 3, 2),
        )

    def neuron(self, at: int, one: Neuron, place: Place) -> str:
        said = neuron_words(one)
        ring = element(
            "circle", class_="ring touch", cx=place.x, cy=place.y, r=place.radius
        )
        return element(
            "g",
            element("title", escape(said)),
            ring,
            rim(one, place),
            self.disc(one, place),
            self.bar(one, place),
            class_=f"choice neuron n{at}",
            tabindex=0,
            role="img",
            aria_label=said,
        )

    def disc(self, one: Neuron, place: Place) -> str:
        """As large as the value; a negative one is hollow."""
        share = min(abs(float(one.value)) / self.most, 1)
        r = (place.radius - 1.5) * sqrt(share)
        hollow = " hollow" if one.value < 0 else ""
        return element(
            "circle", class_=f"disc{hollow}", cx=place.x, cy=place.y, r=round(r, 1)
        )

    def bar(self, one: Neuron, place: Place) -> str:
        """As long as the desire, back from under the neuron."""
        if not one.desire:
            return ""
        share = min(abs(float(one.desire)) / self.steepest, 1)
        long = 3 * place.radius * sqrt(share)
        y, minus = place.y + place.radius + 4, " minus" if one.desire < 0 else ""
        data = f"M{place.x + place.radius:g} {y:g}h{-long:.1f}"
        return element("path", class_=f"bar{minus}", d=data)

    def captions(self) -> Iterator[tuple[str, str]]:
        incoming = defaultdict(list)
        for one in self.network.weights:
            incoming[one.target].append(one)
        for at, neuron in enumerate(self.network.neurons):
            yield f"n{at}", neuron_caption(neuron, incoming[neuron.key])


def _large(sizes: Iterable[float]) -> float:
    """The size that is drawn largest: of many the few outliers share it."""
    known = sorted(sizes)
    return (known[-1 - len(known) // 50] if known else 0) or 1


def rim(one: Neuron, place: Place) -> str:
    """A circle, or a square for the cost."""
    x, y, r = place.x, place.y, place.radius
    if one.kind != "cost":
        return element("circle", class_="rim", cx=x, cy=y, r=r)
    side = 2 * r
    return element(
        "rect", class_="rim", x=x - r, y=y - r, width=side, height=side, rx=r / 4
    )


def _amount(one: Connection) -> str:
    amount = "" if one.amount is None else f" = {brief(one.amount)}"
    return f"{one.weight}{amount}"


def _written(one: Connection, spot: Spot) -> str:
    assert one.weight is not None
    amount = "" if one.amount is None else f" = {brief(one.amount)}"
    name = element("tspan", words(one.weight), class_="label")
    return _turned(name + amount, spot, "amount beside")


def _slope(one: Connection) -> str:
    return "" if one.slope is None else f"slope {brief(one.slope)}"


def _slope_written(one: Connection, spot: Spot) -> str:
    return _turned(escape(_slope(one)), spot, "slope beside")


def _turned(inside: str, spot: Spot, kind: str) -> str:
    place = f"translate({spot.x:.1f} {spot.y:.1f})rotate({spot.turned:g})"
    return element("text", inside, class_=kind, transform=place, y=5)


def _text(inside: str, x: float, y: float, kind: str, size: float | None = None) -> str:
    style = None if size is None else f"font-size:{size:.3g}px"
    return element(
        "text", inside, x=round(x, 1), y=round(y, 1), class_=kind, style=style
    )
