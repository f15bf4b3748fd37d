"""The chain layer by layer: a slope, the weight behind it, and what else is between."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .mean_field import noise
from .record import COST, SLOPE, WEIGHT, Link


@dataclass(frozen=True)
class Layer:
    """Links up to one that passes weights; the last ends at the front.

    The first is the cost.
    """

    links: tuple[Link, ...]

    @property
    def to(self) -> str:
        """The value that the desire has come back to."""
        return self.links[-1].to

    @property
    def is_cost(self) -> bool:
        """Whether it is the cost's own."""
        return self.links[0].kind == COST

    @property
    def through(self) -> str:
        """Its operations."""
        return ", ".join(dict.fromkeys(one.through for one in self.links))

    def gain(self, *kinds: str) -> float | None:
        """The factors of some kinds multiplied; ``None`` if there are none."""
        found = [one.gain for one in self.links if one.kind in kinds]
        return math.prod(found) if found else None

    @property
    def rest(self) -> float | None:
        """All that is neither slope nor weight."""
        found = [one.gain for one in self.links if one.kind not in (SLOPE, WEIGHT)]
        return math.prod(found) if found else None

    @property
    def product(self) -> float:
        """All its factors."""
        return math.prod(one.gain for one in self.links)

    @property
    def predicted(self) -> float | None:
        """What chance makes of it, √χ₁; ``None`` if a factor has no formula."""
        found = [one.predicted for one in self.links]
        known = [x for x in found if x is not None]
        return math.prod(known) if len(known) == len(found) and found else None

    @property
    def noise(self) -> float:
        """Three standard deviations of the logarithm of what chance does here."""
        widths = [one.width for one in self.links if one.width]
        return noise(widths) if widths else 0.0

    @property
    def strange(self) -> bool:
        """Whether the factor is another one than chance would have it."""
        if not self.predicted or not self.product or not self.noise:
            return False
        return abs(math.log(self.product / self.predicted)) > self.noise


def layered(links: Sequence[Link]) -> Iterator[Layer]:
    """The chain in layers, the cost first.

    >>> from .record import Link
    >>> kinds = ["cost", "weight", "slope", "weight", "slope"]
    >>> [len(one.links) for one in layered([Link("", "", x, 0.5) for x in kinds])]
    [1, 1, 2, 1]
    """
    part: list[Link] = []
    for one in links:
        if part and part[-1].kind == COST and one.kind != COST:
            yield Layer(tuple(part))
            part = []
        part.append(one)
        if one.kind == WEIGHT or one.passes:
            yield Layer(tuple(part))
            part = []
    if part:
        yield Layer(tuple(part))
