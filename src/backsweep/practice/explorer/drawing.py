"""The network as the sweep has come to know it: what is not worked out is not shown.

Colours and lines are the style sheet's: ``explorer.css``. Nothing here is styled in
place, which the pages of the room do not allow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ...explain.drawing.layout import Place
from ...explain.drawing.markup import brief, element, sized, words
from ...explain.drawing.network import rim
from ...explain.drawing.picture import Connection, Network, Neuron, Real
from ...explain.drawing.written import Spot
from ...explain.formula.expression import Formula, Rate
from .stage import Stage, stage

THINNEST, THICKEST = 1.4, 5.0
LARGEST = 1.25
"""Where there is room, the drawing is shown so many times as large."""


@dataclass(frozen=True)
class Shown:
    """What there is to see: the names that are known, the one worked out just now.

    ``chosen`` is the weight whose chain is lit.
    """

    known: Collection[str]
    now: str = ""
    chosen: str = ""


def drawing(network: Network, shown: Shown) -> str:
    """The network as SVG."""
    return _Writer(network, shown, stage(network)).svg()


class _Writer:
    def __init__(self, network: Network, shown: Shown, stage: Stage):
        self.network, self.shown, self.stage = network, shown, stage
        self.labels = {one.key: one.label for one in network.neurons}
        self.largest = max((one.size for one in network.connections), default=0) or 1
        self.lit = self._lit()

    def svg(self) -> str:
        wide, high = self.stage.layout.width, self.stage.layout.height
        return element(
            "svg",
            *map(self._connection, self.network.connections),
            *map(self._neuron, self.network.neurons),
            *map(self._words, self.network.weights),
            xmlns="http://www.w3.org/2000/svg",
            class_="network chosen" if self.lit else "network",
            viewBox=f"0 0 {wide:g} {high:g}",
            width=round(LARGEST * wide),
            height=round(LARGEST * high),
            role="img",
            aria_labelledby="network-told",
        )

    def _lit(self) -> Collection[str]:
        """The connections and neurons of the chain of the chosen weight."""
        found = [x for x in self.network.weights if str(x.weight) == self.shown.chosen]
        ways = [self.stage.strands[one.key] for one in found]
        sources = {one.source for one in found}
        return sources.union(*(way.own | way.onward | way.neurons for way in ways))

    def _desire(self, label: Formula) -> str:
        return str(Rate(self.network.cost.label, label))

    def _kind(self, *kinds: str | bool) -> str:
        return " ".join(kind for kind in kinds if isinstance(kind, str) and kind)

    def _connection(self, one: Connection) -> str:
        """A line as thick as its weight; on it, what flows just now."""
        data = self.stage.layout.routes[one.key].data
        share = min((one.size / self.largest) ** 0.5, 1)
        wide = round(THINNEST + (THICKEST - THINNEST) * share, 2)
        flow = self._flow(one)
        kind = self._kind(
            "connection", one.negative and "minus", one.key in self.lit and "lit", flow
        )
        moving = element("path", class_="flow", d=data) if flow else ""
        line = element("path", class_="line", d=data, stroke_width=wide)
        return element("g", line, moving, class_=kind)

    def _flow(self, one: Connection) -> str:
        """``onward`` or ``back`` where the number worked out now comes this way."""
        now, target = self.shown.now, str(self.labels[one.target])
        back = self.labels[one.source] if one.weight is None else one.weight
        if now == target:
            return "onward"
        if now in (self._desire(self.labels[one.source]), self._desire(back)):
            return "back"
        return ""

    def _neuron(self, one: Neuron) -> str:
        name, desire = str(one.label), self._desire(one.label)
        kind = self._kind(
            "neuron",
            one.kind == "input" and "given",
            name == self.shown.now and "now",
            desire == self.shown.now and "asked",
            one.key in self.lit and "lit",
        )
        place = self.stage.layout.places[one.key]
        write = self._beside if place.beside else self._inside
        value = self._number(one.value) if name in self.shown.known else ""
        back = f"← {self._number(one.desire)}" if desire in self.shown.known else ""
        return element(
            "g", rim(one, place), *write(one.label, value, back, place), class_=kind
        )

    def _number(self, number: Real | None) -> str:
        return "" if number is None else brief(number)

    def _inside(
        self, label: Formula, value: str, back: str, place: Place
    ) -> Iterator[str]:
        """The name over the value, the desire that has come back under both."""
        x, y, r = place.x, place.y, place.radius
        size = sized(str(label), 1.75 * r, min(21, 0.66 * r))
        lift = 0.12 * r if value else -0.2 * r
        yield _text(words(label, 1.75 * r, size), (x, y - lift), "label", size)
        yield _text(value, (x, y + 0.5 * r), "value", 0.46 * r)
        yield _text(back, (x, y + r + 18), "desire")

    def _beside(
        self, label: Formula, value: str, back: str, place: Place
    ) -> Iterator[str]:
        """There is room for the name alone; the numbers stand to the right."""
        x, y, r = place.x, place.y, place.radius
        size = sized(str(label), 1.8 * r, 0.95 * r)
        yield _text(words(label, 1.8 * r, size), (x, y + 5), "label", size)
        yield _text(value, (x + r + 6, y - 3), "value start", 14)
        yield _text(back, (x + r + 6, y + 14), "desire start")

    def _words(self, one: Connection) -> str:
        """A weight beside its line, and its slope once that is known."""
        weight = one.weight
        assert weight is not None and one.amount is not None
        slope, key = self._desire(weight), one.key
        kind = self._kind(
            "words", key in self.lit and "lit", slope == self.shown.now and "asked"
        )
        amount = element("tspan", words(weight), class_="label")
        said = _turned(f"{amount} = {brief(one.amount)}", self.stage.amounts[key], "")
        if slope in self.shown.known and key in self.stage.slopes:
            back = f"← {self._number(one.slope)}"
            said += _turned(back, self.stage.slopes[key], "desire")
        return element("g", said, class_=kind)


def _text(
    inside: str, at: tuple[float, float], kind: str, size: float | None = None
) -> str:
    x, y = (round(number, 1) for number in at)
    named = None if size is None else f"{size:.3g}"
    return element("text", inside, x=x, y=y, class_=kind, font_size=named)


def _turned(inside: str, spot: Spot, kind: str) -> str:
    place = f"translate({spot.x:.1f} {spot.y:.1f})rotate({spot.turned:g})"
    return element("text", inside, class_=kind or None, transform=place, y=5)
