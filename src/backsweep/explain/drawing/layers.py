"""Layers from front to back, where neurons would be too many to draw.

They stand below one another, so that hundreds of them fit on a page as well as on a
phone; their desires are bars on one logarithmic scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from ..formula.numbers import spelled, superscript
from .markup import brief, element, escape, fitted, words
from .picture import Layer, Layers
from .sheet import Sheet

BOX, BAR, FIRST = (42, 136), (252, 104), 40
"""Where boxes and bars begin, how wide they are, and where the first row is."""
TIMES = " \N{MULTIPLICATION SIGN} "
HIGH, PITCH = 42, 66
FEWEST_TENS = 3
SHORTEST = 0.2
"""Of a ten: how long the bar of the smallest desire is, at least."""


@dataclass(frozen=True)
class Tens:
    """A logarithmic axis from ten to the ``low`` to ten to the ``high``."""

    low: int
    high: int

    def at(self, value: float) -> float:
        """How far across the bars' room a value is."""
        share = (log10(value) - self.low) / (self.high - self.low)
        return BAR[0] + BAR[1] * share

    def ticks(self) -> range:
        """Four tens at most."""
        return range(self.low, self.high + 1, ceil((self.high - self.low) / 3))


def tens(layers: Layers) -> Tens:
    """So wide that every desire is on it, and that little change looks little."""
    desires = (one.desire for one in layers.layers if one.desire is not None)
    sizes = [log10(size) for size in desires if isfinite(size) and size > 0]
    low, high = floor(min(sizes, default=0) - SHORTEST), ceil(max(sizes, default=0))
    return Tens(min(low, high - FEWEST_TENS), high)


def sheet(layers: Layers) -> Sheet:
    """The drawing; nothing in it is to be chosen, so it has no rules of its own."""
    axis = tens(layers)
    rows = {one.key: at for at, one in enumerate(layers.layers)}
    links = ((rows[a], rows[b]) for a, b in layers.links)
    inside = [*_axis(axis, len(rows)), *(_link(*sorted(ends)) for ends in links)]
    inside += [_layer(at, one, axis) for at, one in enumerate(layers.layers)]
    return Sheet(
        layers.title,
        f"{len(rows)} layers, the input first. Values go down, desires come back up.",
        "".join(inside),
        (BAR[0] + BAR[1] + 16, _top(len(rows)) - PITCH + HIGH + 10),
        legend=_legend(),
        largest=1.0,
    )


def _top(row: int) -> float:
    return FIRST + row * PITCH


def _axis(axis: Tens, rows: int) -> Iterator[str]:
    """Lines at the tens, and what the bars show."""
    foot = _top(rows) - PITCH + HIGH + 4
    for power in axis.ticks():
        x = axis.at(10.0**power)
        tick = escape(f"10{superscript(power)}" if power else "1")
        yield element("path", class_="tick", d=f"M{x:g} {FIRST - 6}V{foot:g}")
        yield element("text", tick, class_="small", x=x, y=FIRST - 12)


def _link(first: int, last: int) -> str:
    """An arrow down to the next layer, or an arc on the left past those between."""
    if last - first == 1:
        x, y = BOX[0] + BOX[1] / 2, _top(first) + HIGH
        return _arrow(f"M{x:g} {y:g}v{PITCH - HIGH:g}", x, _top(last), "down")
    x, start, end = BOX[0], _top(first) + HIGH * 0.75, _top(last) + HIGH * 0.25
    away = x - min(14 + 9 * (last - first), x - 8) * 4 / 3
    arc = f"M{x} {start:g}C{away:g} {start:g} {away:g} {end:g} {x} {end:g}"
    return _arrow(arc, x, end, "right")


def _arrow(data: str, x: float, y: float, way: str) -> str:
    """A line with its head, which points down or to the right."""
    head = "l-4 -8h8z" if way == "down" else "l-8 -4v8z"
    return element("path", class_="line thin", d=data) + element(
        "path", class_="head", d=f"M{x:g} {y:g}{head}"
    )


def _layer(row: int, one: Layer, axis: Tens) -> str:
    y = _top(row)
    middle, name = BOX[0] + BOX[1] / 2, words(one.label, 120, 17)
    under = " · ".join(filter(None, [one.what, TIMES.join(map(str, one.shape))]))
    return element(
        "g",
        element("rect", class_="rim", x=BOX[0], y=y, width=BOX[1], height=HIGH, rx=7),
        element("text", name, class_="label title", x=middle, y=y + 18),
        element(
            "text",
            escape(fitted(under, BOX[1], 12)),
            class_="small",
            x=middle,
            y=y + 35,
        ),
        _gain(one, y),
        _bar(one, y, axis),
        role="img",
        aria_label=_said(one),
    )


def _gain(one: Layer, y: float) -> str:
    """Beside the arrow along which the desire has come back."""
    if one.gain is None:
        return ""
    x, foot = BOX[0] + BOX[1] / 2 + 10, y + HIGH + (PITCH - HIGH) / 2 + 5
    said = f"←{TIMES}{brief(one.gain)}"
    return element("text", said, class_="desire gain", x=x, y=foot)


def _bar(one: Layer, y: float, axis: Tens) -> str:
    """As long as the desire's logarithm, with the desire written before it."""
    said = "no desire" if one.desire is None else brief(one.desire)
    text = element("text", said, class_="desire end", x=BAR[0] - 8, y=y + HIGH / 2 + 5)
    if one.desire is None or not isfinite(one.desire) or one.desire <= 0:
        return text
    long = axis.at(one.desire) - BAR[0]
    return text + element(
        "rect", class_="length", x=BAR[0], y=y + 11, width=long, height=HIGH - 22, rx=2
    )


def _said(one: Layer) -> str:
    """``h1, tanh, 512, size 3.2, desire 0.01, gain 0.3``."""
    gain = None if one.gain is None else f"gain {spelled(one.gain)}"
    desire = "no desire" if one.desire is None else f"desire {spelled(one.desire)}"
    shape = TIMES.join(map(str, one.shape))
    parts = [str(one.label), one.what, shape, f"size {spelled(one.size)}", desire, gain]
    return ", ".join(filter(None, parts))


def _legend() -> list[tuple[str, str]]:
    bar = '<rect class="length" x="1" y="2" width="32" height="10" rx="2"></rect>'
    swatch = element("svg", bar, viewBox="0 0 34 14", aria_hidden="true")
    return [
        (swatch, "norm of the layer's desire, on a logarithmic scale"),
        (
            f'<span class="desire">←{TIMES}0.5</span>',
            "gain: what it grew by on the way back",
        ),
    ]
