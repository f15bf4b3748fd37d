"""arcsin, arccos, arctan, arctan2: a polynomial on a short range, and symmetries.

Every result is ``q pi/2 + k (t + bend)`` with a small whole q, k a sign or twice one,
t an argument and ``bend`` what the polynomial adds to it (W. J. Cody and W. Waite,
"Software Manual for the Elementary Functions", 1980, chapters 10 and 11).
"""

from __future__ import annotations

import math

from ..lane import Lane, copysign, fabs, fma, select, sqrt
from . import pairs
from .formats import format_of, polynomial

_HALF_PI = (1.5707963267948966, 6.123233995736766e-17)


def _turned(right_angles: Lane, factor: Lane, t: Lane, bend: Lane) -> Lane:
    """Return ``right_angles * pi/2 + factor * (t + bend)``, rounded about once."""
    near, rest = format_of(t).two_parts(*_HALF_PI)
    total = pairs.add_ordered(right_angles * near, factor * t)
    return total.head + fma(factor, bend, fma(right_angles, rest, total.tail))


def _arcsine_parts(x: Lane) -> tuple[Lane, Lane, Lane]:
    """Return whether ``|x| <= 1/2``, and t and bend of arcsin.

    Beyond, ``arcsin(x) = pi/2 - 2 arcsin(t)`` with ``t = sqrt((1 - |x|) / 2)``, whose
    rounding goes into the bend.
    """
    magnitude = fabs(x)
    small = magnitude <= 0.5
    z = select(small, x * x, fma(magnitude, -0.5, 0.5))
    root = sqrt(z)
    missing = fma(-root, root, z) / (root + root)
    t = select(small, magnitude, root)
    tail = select(small | (z == 0), x.constant(0.0), missing)
    return small, t, fma(t * z, polynomial("arcsin", z), tail)


def arcsin(x: Lane) -> Lane:
    """Return the inverse sine, to 1 ulp; nan beyond -1 and 1."""
    small, t, bend = _arcsine_parts(x)
    right_angles, factor = _choose(small, 0.0, 1.0, x), _choose(small, 1.0, -2.0, x)
    return copysign(_turned(right_angles, factor, t, bend), x)


def arccos(x: Lane) -> Lane:
    """Return the inverse cosine, to 1 ulp; nan beyond -1 and 1."""
    small, t, bend = _arcsine_parts(x)
    positive = x >= 0
    right_angles = select(small, 1.0, _choose(positive, 0.0, 2.0, x))
    size = _choose(small, 1.0, 2.0, x)
    return _turned(right_angles, select(small == positive, -size, size), t, bend)


def _choose(condition: Lane, yes: float, no: float, like: Lane) -> Lane:
    return select(condition, like.constant(yes), no)


def _arctangent_bend(t: Lane) -> Lane:
    """Return ``arctan(t) - t`` for ``0 <= t <= 1``."""
    z = t * t
    return t * z * polynomial("arctan", z)


def arctan(x: Lane) -> Lane:
    """Return the inverse tangent, to 1.5 ulp."""
    magnitude = fabs(x)
    steep = magnitude > 1.0
    t = select(steep, 1.0 / magnitude, magnitude)
    right_angles, turn = _choose(steep, 1.0, 0.0, x), _choose(steep, -1.0, 1.0, x)
    return copysign(_turned(right_angles, turn, t, _arctangent_bend(t)), x)


def arctan2(y: Lane, x: Lane) -> Lane:
    """Return the angle of the point (x, y), to 2 ulp, C99's special cases included."""
    across, up = fabs(x), fabs(y)
    steep, left = up > across, x.bits() < 0
    t = _slope(select(steep, across, up), select(steep, up, across))
    right_angles = select(steep, 1.0, _choose(left, 2.0, 0.0, x))
    turn = _choose(steep ^ left, -1.0, 1.0, x)
    return copysign(_turned(right_angles, turn, t, _arctangent_bend(t)), y)


def _slope(short: Lane, long: Lane) -> Lane:
    """Return ``short / long``, with 0 / 0 = 0 and infinity / infinity = 1."""
    infinite = (short == math.inf) & (long == math.inf)
    ratio = select(infinite, short.constant(1.0), short / long)
    return select((short == 0) & (long == 0), short, ratio)
