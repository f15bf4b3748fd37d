"""A squish as a function of one number: its name, and its slopes by chance."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

from ...chain import sweep
from ...explain.run import Run
from ...factors import ones
from ..activations import ACTIVATIONS
from ..mean_field import slope
from .squishes import Squished

Array = Any
CLOSE = 1e-5
"""So near must two functions and their slopes be everywhere to be called the same."""
NAMED_AT = np.concatenate([np.linspace(-6, 6, 97), np.linspace(-0.9, 0.9, 31)])
"""Where they are compared."""
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(64)


class Bend:
    """What a squish does to single numbers, computed by its own operations."""

    def __init__(self, run: Run, squish: Squished):
        self.run, self.squish = run, squish

    @cached_property
    def slopes(self) -> Array:
        """The slope at every entry of this run."""
        return self.run.values(self._rate)

    @cached_property
    def _rate(self) -> Any:
        squish = self.squish
        (rate,) = sweep({squish.after: ones(squish.after)}, [squish.before])
        return rate

    def at(self, points: Array) -> tuple[Array, Array]:
        """The values and slopes at some ``points``, in double precision."""
        before, size = self.squish.before, max(self.squish.before.size, 1)
        parts = [
            self._at(np.resize(points[k : k + size], before.shape))
            for k in range(0, len(points), size)
        ]
        values, slopes = (np.concatenate(x) for x in zip(*parts, strict=True))
        return values[: len(points)], slopes[: len(points)]

    def _at(self, filled: Array) -> tuple[Array, Array]:
        before, after = self.squish.before, self.squish.after
        values = self.run.values.changed({before: filled.astype(before.dtype)}, {})
        return np.ravel(values(after)), np.ravel(values(self._rate))

    @cached_property
    def name(self) -> str:
        """What the function is called, or the operation that ends it."""
        found, slopes = self.at(NAMED_AT)
        for name, one in ACTIVATIONS.items():
            if _near(one.value(NAMED_AT), found) and _near(one.slope(NAMED_AT), slopes):
                return name
        return self.squish.after.op.name

    @cached_property
    def largest(self) -> float:
        """The largest slope that the function has, in size."""
        if self.name in ACTIVATIONS:
            return ACTIVATIONS[self.name].steepest
        grid = np.concatenate([NAMED_AT, np.ravel(self.run.values(self.squish.before))])
        found = np.abs(self.at(grid)[1])
        return float(np.max(found[np.isfinite(found)], initial=0.0))

    @cached_property
    def size(self) -> float:
        """The mean square of what it is given."""
        given = np.asarray(self.run.values(self.squish.before), float)
        return float(np.mean(given * given))

    @property
    def predicted(self) -> float:
        """The root mean square of slopes at normal numbers of the measured size."""
        if self.name in ACTIVATIONS:
            return slope(self.name, self.size)
        return self._mean(lambda x: self.at(x)[1])

    def _mean(self, f: Callable[[Array], Array]) -> float:
        """The root of the mean of squares under the normal distribution."""
        squares = f(NODES * np.sqrt(self.size)) ** 2
        return float(np.sqrt(squares @ WEIGHTS / WEIGHTS.sum()))


def _near(one: Array, other: Array) -> bool:
    """Alike at all but a few points: at a kink, slopes may differ."""
    apart = np.abs(one - other) > CLOSE * (1 + np.abs(one))
    return bool(np.count_nonzero(apart) <= 2)
