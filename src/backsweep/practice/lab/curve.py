"""How large a desire is at each layer, from the output back to the front."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..exercise.arithmetic import Real


@dataclass(frozen=True)
class Curve:
    """The size of the desire at every layer, next to that at the output.

    ``sizes[0]`` is the output's own, 1; the last is that of the layer at the front.
    ``made`` says in words what it belongs to.
    """

    sizes: tuple[Real, ...]
    made: str

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

        >>> Curve((1, 0.5, 0.125), "").typical
        0.3535533905932738
        """
        if not self.depth:
            return 1.0
        return math.pow(self.front, 1 / self.depth)
