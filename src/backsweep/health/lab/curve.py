"""How large a desire is at each layer, from the output back to the front."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ...explain.formula.numbers import Real
from ..mean_field import drift, noise
from .sizes import power, products


@dataclass(frozen=True)
class Layer:
    """What a layer of a network does to a desire's length: by its slopes and weights.

    ``None`` where nothing was left for it. ``predicted`` is what mean-field theory says
    of the two together.
    """

    slope: float | None
    weight: float | None
    predicted: float

    @property
    def factor(self) -> float | None:
        """Both together."""
        if self.slope is None:
            return None
        return self.slope * (self.weight or 0)


@dataclass(frozen=True)
class Curve:
    """The size of the desire at every layer, next to that at the output.

    ``sizes[0]`` is the output's own, 1; the last is that of the layer at the front.
    They may be fractions, which no depth makes too small. ``made`` says in words what
    it belongs to. A network of ``width`` neurons tells its ``layers``, the last first.
    """

    sizes: tuple[Real, ...]
    made: str
    layers: tuple[Layer, ...] = ()
    width: int = 0

    @property
    def depth(self) -> int:
        """How many factors lie between the output and the front."""
        return len(self.sizes) - 1

    @property
    def front(self) -> Real:
        """What is left at the front."""
        return self.sizes[-1]

    @property
    def factors(self) -> Iterator[Real | None]:
        """What each layer multiplied by; ``None`` where nothing was left before it.

        >>> [*Curve((1, 0.5, 0.125), "").factors]
        [0.5, 0.25]
        """
        for after, before in pairwise(self.sizes):
            yield before / after if after else None

    @property
    def typical(self) -> float:
        """The one factor that, taken ``depth`` times, leaves as much: their mean.

        >>> round(Curve((1, 0.5, 0.125), "").typical, 9) == round(0.125**0.5, 9)
        True
        """
        if not self.depth:
            return 1.0
        return 10 ** (power(self.front) / self.depth) if self.front else 0.0

    @cached_property
    def predicted(self) -> tuple[Real, ...]:
        """What theory leaves at every layer; nothing for a chain without a network."""
        factors = [layer.predicted for layer in self.layers]
        return products(factors) if factors else ()

    @cached_property
    def band(self) -> tuple[tuple[float, float], ...]:
        """Between which powers of ten chance leaves the desire, at every layer."""
        found = enumerate(power(size) for size in self.predicted if size)
        return tuple(self._around(ten, layers) for layers, ten in found)

    def _around(self, ten: float, layers: int) -> tuple[float, float]:
        widths = [self.width] * layers
        up, down = noise(widths), noise(widths) + drift(widths)
        return ten - down / math.log(10), ten + up / math.log(10)
