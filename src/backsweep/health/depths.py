"""A chain over its depth, in decades: what is measured, and what chance would make."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .layers import Layer, layered
from .limits import LOST
from .mean_field import noise
from .record import Record, decades


@dataclass(frozen=True)
class Depths:
    """The network's layers, the last first. Every list is in powers of ten."""

    layers: Sequence[Layer]

    @classmethod
    def of(cls, record: Record) -> Depths:
        """Those of a record, without the cost's own."""
        return cls(tuple(layered(record.network)))

    @cached_property
    def sizes(self) -> list[float]:
        """What is left of the desire after so many layers; first 0, the output's.

        They end where nothing is left, or infinitely much.

        >>> from .record import Link
        >>> Depths((Layer((Link("z", "tanh", "slope", 0.1),)),) * 2).sizes
        [0.0, -1.0, -2.0]
        """
        found = [0.0]
        for one in self.layers:
            if math.isinf(found[-1]):
                break
            found.append(found[-1] + decades(one.links))
        return found

    @cached_property
    def predicted(self) -> list[float]:
        """The same by chance, as far as every factor has a formula."""
        found = [0.0]
        for one in self.layers:
            if not one.predicted:
                break
            found.append(found[-1] + math.log10(one.predicted))
        return found

    @cached_property
    def noise(self) -> list[float]:
        """How far chance carries it after so many layers."""
        widths, found = list[int](), [0.0]
        for one in self.layers:
            widths += [x.width for x in one.links if x.width]
            found.append(noise(widths) / math.log(10) if widths else 0.0)
        return found

    @cached_property
    def limits(self) -> list[float]:
        """So far from 1 is healthy after so many layers, up and down."""
        return [LOST + far for far in self.noise]

    def factors(self, *kinds: str) -> list[float | None]:
        """Of each layer, its factors of some kinds; ``None`` where it has none."""
        return [_power(one.gain(*kinds)) for one in self.layers]

    @property
    def others(self) -> list[float | None]:
        """Of each layer, what is neither slope nor weight."""
        return [_power(one.rest) for one in self.layers]


def _power(gain: float | None) -> float | None:
    if not gain:
        return None if gain is None else -math.inf
    return math.log10(gain)
