"""What is true of all paths from one entry to the cost, none of them listed."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from .search import Path, Search
from .semirings import (
    Semiring,
    Swept,
    count_all,
    count_live,
    counted,
    entropy,
    lengths,
    magnitudes,
    surprise,
    sweep,
)
from .wires import Wires

TELLING = 0.1
"""A path that carries less of the whole than this says little about it."""
LARGEST_EXPONENT = 700
"""The exponential of more is beyond all floats."""


class Tally:
    """The paths from one entry, counted, added up and weighed against each other.

    The entry of the gradient is the sum of their products.
    """

    def __init__(self, wires: Wires, entry: int):
        self.wires, self.entry = wires, entry
        self._exact = wires.run.values.exact

    @cached_property
    def search(self) -> Search:
        """The paths one by one."""
        return Search(self.wires, self.entry)

    @property
    def gradient(self) -> Any:
        """The entry of the gradient; 0 without a path."""
        desire = self.wires.run.desire(self.wires.variable)
        return 0 if desire is None else np.asarray(desire).item(self.entry)

    def _swept(self, semiring: Semiring) -> Swept:
        """What a sweep finds; without a path, nothing of everything."""
        found = sweep(self.wires, semiring)
        return found or Swept(np.zeros((2, self.wires.variable.size)))

    @cached_property
    def count(self) -> int:
        """The number of paths."""
        return counted(self._swept(count_all()), self.entry)

    @cached_property
    def live(self) -> int:
        """The number of paths without a rate of 0 on them."""
        return counted(self._swept(count_live()), self.entry)

    @cached_property
    def _surprise(self) -> Swept:
        return self._swept(surprise())

    @cached_property
    def total(self) -> Any:
        """The magnitudes of the products, added up."""
        if self._exact:
            return self._swept(magnitudes(True)).rows.item(0, self.entry)
        return float(
            np.ldexp(self._surprise.rows[0, self.entry], self._surprise.exponent)
        )

    @cached_property
    def cancellation(self) -> Any:
        """What is left of the total: 1 if nothing cancels, 0 if everything does."""
        return self.share(self.gradient)

    def share(self, number: Any) -> Any:
        """A magnitude as a part of the total, which may be beyond all floats."""
        if not number or not self.live:
            return 0
        if self._exact:
            return abs(number) / self.total
        size = self._surprise.rows.item(0, self.entry)
        return min(math.ldexp(abs(number), -self._surprise.exponent) / size, 1.0)

    @cached_property
    def effective(self) -> int | float:
        """How many paths of one size would share as evenly: exp(entropy)."""
        if not self.live:
            return 0
        nats = entropy(self._surprise, self.entry)
        return math.exp(nats) if nats < LARGEST_EXPONENT else int(Decimal(nats).exp())

    @cached_property
    def strongest(self) -> Path | None:
        """The path with the greatest product; ``None`` without a live one."""
        return next(iter(self.search.paths(1)), None)

    @cached_property
    def by_length(self) -> dict[int, Any]:
        """The signed share of the paths of so many operations; they sum to 1.

        There are none where the gradient is 0.
        """
        parts = self._swept(lengths(self._exact)).rows[:, self.entry]
        whole = parts.sum()
        return {
            k: part / whole for k, part in enumerate(parts.tolist()) if part and whole
        }

    @property
    def telling(self) -> bool:
        """Whether the strongest path says something about the whole."""
        strongest = self.share(self.strongest.product) if self.strongest else 0
        return min(strongest, self.cancellation) >= TELLING
