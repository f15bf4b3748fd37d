"""Dead, quiet and saturated units, and samples that have become one another's like.

Dead and sparse are kept apart: a unit is dead if its slope is 0 on every sample that
was given, and merely quiet where some sample wakes it. So each count stands beside the
number of samples.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .limits import FLAT

Array = Any


class Counts(NamedTuple):
    """The numbers of a :class:`~backsweep.health.record.Squish`, in its order."""

    units: int
    samples: int
    dead: int
    quiet: float
    saturated: float
    slope: float
    apart: float | None


def counts(slopes: Array, values: Array, largest: float) -> Counts:
    """Count over ``slopes`` and ``values``, both ``(samples, units)``.

    >>> import numpy as np
    >>> slopes = np.array([[0.0, 1.0], [0.0, 0.0]])
    >>> counts(slopes, slopes, largest=1.0)[:4]
    (2, 2, 1, 0.5)
    """
    samples, units = slopes.shape
    silent = slopes == 0
    dead = np.all(silent, axis=0)
    alive = silent[:, ~dead]
    return Counts(
        units,
        samples,
        int(np.count_nonzero(dead)),
        float(np.mean(alive)) if alive.size else 0.0,
        float(np.mean(np.abs(slopes) < FLAT * largest)) if slopes.size else 0.0,
        root_mean_square(slopes),
        apart(values),
    )


def root_mean_square(array: Array) -> float:
    """The root of the mean of squares, in double precision; 0 of nothing."""
    numbers = np.asarray(array, float)
    return float(np.sqrt(np.mean(numbers * numbers))) if numbers.size else 0.0


def apart(values: Array) -> float | None:
    """How far samples differ: their variance as a part of the mean square.

    ``values`` are ``(samples, units)``. It is 1 minus the cosine between two samples,
    on average over all pairs: 1 for samples that have nothing in common, 0 for samples
    that are all the same. ``None`` for fewer than two samples, or if all is 0.

    >>> import numpy as np
    >>> apart(np.array([[1.0, 0.0], [0.0, 1.0]])), apart(np.ones((2, 3)))
    (1.0, 0.0)
    """
    samples = len(values)
    numbers = np.asarray(values, float)
    square = float(np.mean(numbers * numbers)) if numbers.size else 0.0
    if samples < 2 or not square:
        return None
    between = np.mean(np.var(numbers, axis=0, ddof=1))
    return float(between / square)
