"""What each squish of a graph did to the samples given, unit by unit."""

from __future__ import annotations

import numpy as np

from ..record import Squish
from ..units import Counts, counts
from .bends import Bend
from .chain import called, place
from .layers import counts_units


def squish(bend: Bend) -> Squish:
    """The record of a squish.

    If a matrix product makes what it is given, the last axis counts units and all
    others samples. Else there is one unit, and every entry is a sample.
    """
    run, one = bend.run, bend.squish
    weighed = counts_units(run, one)
    slopes, values = np.asarray(bend.slopes), np.asarray(run.values(one.after))
    found: Counts = counts(_rows(slopes, weighed), _rows(values, weighed), bend.largest)
    return Squish(
        called(run, one.after), bend.name, *found, where=place(run, one.after)
    )


def _rows(array: np.ndarray, weighed: bool) -> np.ndarray:
    """Samples down and units across."""
    return array.reshape(-1, array.shape[-1]) if weighed else array.reshape(-1, 1)
