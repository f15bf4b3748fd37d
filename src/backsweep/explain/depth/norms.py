"""Lengths of arrays and what parts bring to a whole, also far below what squares hold.

The desires of a deep network may be as small as 1e-200, and their squares are then
nothing at all: sums of squares that leave the range of floats are taken of scaled
numbers. Fractions stay exact where they can.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

Real = float | Fraction
SAFE = (1e-280, 1e280)
"""Sums of squares between these have lost nothing."""


def norm(array: Any) -> Real:
    """The Euclidean length, in double precision; of one fraction its exact size.

    >>> norm(np.array([3e-200, 4e-200]))
    5e-200
    >>> norm(np.array(Fraction(-1, 3), object))
    Fraction(1, 3)
    """
    array = np.asarray(array)
    if array.dtype == object and not array.shape:
        return abs(array.item())
    flat = array.astype(float, copy=False).ravel()
    with np.errstate(over="ignore"):
        squares = float(np.dot(flat, flat))
    if SAFE[0] < squares < SAFE[1]:
        return math.sqrt(squares)
    size = float(np.max(np.abs(flat), initial=0.0))
    return size and size * float(np.linalg.norm(flat / size))


def share(part: Any, whole: Any) -> Real:
    """What ``part`` brings to a ``whole`` that is not zero: <part, whole> / ‖whole‖².

    The shares of parts that add up to the whole add up to 1; against it they are
    negative. Of fractions it is exact.

    >>> share(np.array([3.0, 0.0]), np.array([3.0, 4.0]))
    0.36
    """
    part, whole = np.ravel(part), np.ravel(whole)
    if whole.dtype == object:
        return np.sum(part * whole) / np.sum(whole * whole)
    size = np.max(np.abs(whole))
    part, whole = (x.astype(float, copy=False) / size for x in (part, whole))
    return float(np.dot(part, whole) / np.dot(whole, whole))


def decades(ratio: Real) -> float:
    """The logarithm to base ten; of zero, minus infinity.

    >>> decades(Fraction(1, 10**400)), decades(0.0)
    (-400.0, -inf)
    """
    top, bottom = ratio.as_integer_ratio()
    return math.log10(top) - math.log10(bottom) if top else -math.inf
