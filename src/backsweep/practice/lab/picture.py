"""A curve drawn over its layers, each step down the page ten times less.

The picture has no colours of its own: its style sheet is ``lab.css``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from ...explain.drawing.markup import element, escape
from ...explain.formula.numbers import superscript
from .curve import Curve
from .words import words

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
        tens = [math.log10(size) for size in curve.sizes if size]
        self.high = max(math.ceil(max(tens) - 1e-9), 0)
        self.low = min(math.floor(min(tens) + 1e-9), self.high - LEAST)

    def x(self, layer: int) -> float:
        """The output is at the right, as in the drawing of a network."""
        step = (WIDE - LEFT - RIGHT) / self.curve.depth
        return round(WIDE - RIGHT - step * layer, 1)

    def y(self, power: float) -> float:
        """Of a power of ten."""
        share = (self.high - power) / (self.high - self.low)
        return round(TOP + share * (HIGH - TOP - FOOT), 1)

    @property
    def points(self) -> list[tuple[float, float]]:
        """The layers that something arrives at, the output first."""
        sizes = enumerate(self.curve.sizes)
        return [(self.x(k), self.y(math.log10(one))) for k, one in sizes if one]

    def svg(self) -> str:
        """The whole, with its name and what is to be seen in it."""
        title, told = element("title", NAME, id="curve-title"), words(self.curve)
        return element(
            "svg",
            title,
            element("desc", escape(told), id="curve-told"),
            *self._grid(),
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
        for power in range(self.high, self.low - 1, -every):
            y = self.y(power)
            kind = "grid one" if power == 0 else "grid"
            yield element("path", class_=kind, d=f"M{LEFT} {y:g}H{WIDE - RIGHT}")
            yield _text(_ten(power), LEFT - 8, y + 5, "end")
        yield _text("front", self.x(self.curve.depth), HIGH - 14, "start")
        yield _text("output", self.x(0), HIGH - 14, "end")

    def _curve(self) -> Iterator[str]:
        data = "L".join(f"{x:g} {y:g}" for x, y in self.points)
        yield element("path", class_="line", d=f"M{data}")
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


def _ten(power: int) -> str:
    return "1" if power == 0 else f"10{superscript(power)}"


def _text(inside: str, x: float, y: float, kind: str) -> str:
    return element("text", escape(inside), x=x, y=y, class_=kind)
