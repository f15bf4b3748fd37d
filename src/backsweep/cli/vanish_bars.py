"""Bars on a scale of powers of ten, as wide as the terminal has room for them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rich.color import Color
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.style import Style
from rich.text import Text

from ..explain.formula.numbers import superscript
from ..health.style import COOL, WARM

LEAST = 3
"""A scale has at least so many decades, so that a flat curve looks flat."""
WARMEST = 6
"""So many decades less, or more, have the warmest colour."""
EIGHTHS = " ▏▎▍▌▋▊▉"
WHOLE = "█"
SMALLEST, WIDEST = 12, 60


@dataclass(frozen=True)
class Scale:
    """Powers of ten from ``low`` to ``high``."""

    low: int
    high: int

    def share(self, ten: float) -> float:
        """Where a power of ten is, from 0 to 1."""
        return min(max((ten - self.low) / (self.high - self.low), 0.0), 1.0)


def scale(tens: Sequence[float]) -> Scale:
    """A scale that shows all of them, the least not at its very end.

    >>> scale([0.0, -1.5, -18.4])
    Scale(low=-19, high=0)
    """
    high = max(math.ceil(max(tens) - 1e-9), 0)
    return Scale(min(math.ceil(min(tens)) - 1, high - LEAST), high)


class _Drawn:
    """What is drawn into whatever width its column has."""

    def text(self, width: int) -> Text:
        """So wide."""
        raise NotImplementedError

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> list[Text]:
        return [self.text(options.max_width)]

    def __rich_measure__(
        self, console: Console, options: ConsoleOptions
    ) -> Measurement:
        return Measurement(SMALLEST, max(SMALLEST, min(options.max_width, WIDEST)))


@dataclass(frozen=True)
class Ends(_Drawn):
    """The two ends of a scale, and 1 if it is between them."""

    scale: Scale

    def text(self, width: int) -> Text:
        """The labels at their places."""
        low, high = _ten(self.scale.low), _ten(self.scale.high)
        inside = max(width - len(low) - len(high), 1)
        between = " " * inside
        at = round(self.scale.share(0) * width) - len(low) - 1
        if self.scale.high and 0 < at < inside - 1:
            between = f"{' ' * at}1".ljust(inside)
        return Text(f"{low}{between}{high}", "bright_black")


@dataclass(frozen=True)
class Bar(_Drawn):
    """What is left, as a bar."""

    scale: Scale
    ten: float

    def text(self, width: int) -> Text:
        """The bar, drawn to an eighth of a cell."""
        eighths = max(round(self.scale.share(self.ten) * width * 8), 1)
        whole, rest = divmod(eighths, 8)
        return Text(WHOLE * whole + EIGHTHS[rest].strip(), colour(self.ten))


def colour(ten: float) -> Style:
    """From cool, where a desire keeps its size, to warm, where it does not."""
    part = min(abs(ten) / WARMEST, 1.0)
    ends = (Color.parse(one).get_truecolor() for one in (COOL, WARM))
    mixed = (round(a + part * (b - a)) for a, b in zip(*ends, strict=True))
    return Style(color=Color.from_rgb(*mixed))


def _ten(power: int) -> str:
    return f"10{superscript(power)}" if power else "1"
