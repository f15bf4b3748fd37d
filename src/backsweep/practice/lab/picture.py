"""A curve drawn over its layers, each step down the page ten times less.

The picture has no colours of its own: its style sheet is ``lab.css``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from ...explain.drawing.markup import element, escape
from ...explain.formula.numbers import superscript
from ...health.lab.curve import Curve
from ...health.lab.sizes import power
from ...health.lab.words import words

Point = tuple[float, float]
WIDE, HIGH = 640, 320
LEFT, RIGHT, TOP, FOOT = 70, 16, 18, 44
LEAST = 3
"""At least so many powers of ten, so that a flat curve looks flat."""
MARKED = 30
"""Layers of deeper networks are a line without dots."""


class Picture:
    """Where everything of a curve is: layers from left to right, powers of ten down."""

    def __init__(self, curve: Curve):
        self.curve = curve
        tens = [power(size) for size in (*curve.sizes, *curve.predicted) if size]
        self.high = max(math.ceil(max(tens) - 1e-9), 0)
        self.low = min(math.floor(min(tens) + 1e-9), self.high - LEAST)

    def x(self, layer: int) -> float:
        """The output is at the right, as in the drawing of a network."""
        step = (WIDE - LEFT - RIGHT) / self.curve.depth
        return round(WIDE - RIGHT - step * layer, 1)

    def y(self, ten: float) -> float:
        """Of a power of ten; what is off the sheet is at its edge."""
        share = (self.high - ten) / (self.high - self.low)
        return round(TOP + min(max(share, 0), 1) * (HIGH - TOP - FOOT), 1)

    @property
    def points(self) -> list[Point]:
        """The layers that something arrives at, the output first."""
        return self._at(power(one) if one else None for one in self.curve.sizes)

    def _at(self, tens: Iterable[float | None]) -> list[Point]:
        """Where powers of ten are, the output's first."""
        found = enumerate(tens)
        return [(self.x(k), self.y(ten)) for k, ten in found if ten is not None]

    def svg(self) -> str:
        """The whole, with its name and what is to be seen in it."""
        title, told = element("title", NAME, id="curve-title"), words(self.curve)
        return element(
            "svg",
            title,
            element("desc", escape(told), id="curve-told"),
            *self._grid(),
            *self._theory(),
            *self._curve(),
            xmlns="http://www.w3.org/2000/svg",
            class_="curve",
            viewBox=f"0 0 {WIDE} {HIGH}",
            role="img",
            aria_labelledby="curve-title curve-told",
        )

    def _grid(self) -> Iterator[str]:
        """A line for each power of ten, or for each of a few of them."""
        every = max(1, math.ceil((self.high - self.low) / 6))
        for ten in range(self.high, self.low - 1, -every):
            y = self.y(ten)
            kind = "grid one" if ten == 0 else "grid"
            yield element("path", class_=kind, d=f"M{LEFT} {y:g}H{WIDE - RIGHT}")
            yield _text(_ten(ten), LEFT - 8, y + 5, "end")
        yield _text("front", self.x(self.curve.depth), HIGH - 14, "start")
        yield _text("output", self.x(0), HIGH - 14, "end")

    def _theory(self) -> Iterator[str]:
        """What theory predicts, and how far chance carries a network from it."""
        if self.curve.band:
            low, high = map(self._at, zip(*self.curve.band, strict=True))
            yield element("path", class_="band", d=f"{_line(high + low[::-1])}Z")
            tens = [power(size) for size in self.curve.predicted if size]
            yield element("path", class_="theory", d=_line(self._at(tens)))

    def _curve(self) -> Iterator[str]:
        yield element("path", class_="line", d=_line(self.points))
        marked = self.points if self.curve.depth <= MARKED else self.points[:1]
        for x, y in marked:
            yield element("circle", class_="dot", cx=x, cy=y, r=3)
        yield from self._dead() if 0 in self.curve.sizes else self._front()

    def _front(self) -> Iterator[str]:
        x, y = self.points[-1]
        yield element("circle", class_="front", cx=x, cy=y, r=6)

    def _dead(self) -> Iterator[str]:
        """From the last layer that was reached, down to nothing."""
        (x, y), gone = self.points[-1], self.x(len(self.points))
        foot = HIGH - FOOT
        yield element("path", class_="line gone", d=f"M{x} {y}L{gone} {foot}")
        yield _text("0", gone, foot + 14, "middle")


NAME = "The size of the desire at each layer, on a scale of powers of ten"


def _line(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _ten(power: int) -> str:
    return "1" if power == 0 else f"10{superscript(power)}"


def _text(inside: str, x: float, y: float, kind: str) -> str:
    return element("text", escape(inside), x=x, y=y, class_=kind)
