"""Angles: the nearest multiple of pi/2 taken off, for arguments of any size.

M. H. Payne and R. N. Hanek, "Radian reduction for trigonometric functions", SIGNUM
Newsletter 18, 1983: those bits of 1/(2 pi) that give whole turns with an argument are
never needed, so the rest of them is looked up by the argument's exponent, and the
fraction of a turn comes out of a few exact products.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from ..lane import Lane, constant, fabs, fma, lookup, rint, select
from . import pairs
from .formats import FORMATS, Format, format_of, nearest_whole
from .pairs import Pair

# 2 pi and what its float64 leaves of it
_TURN, _TURN_TAIL = 6.283185307179586, 2.4492935982947064e-16

_PLACES = 1400
# the exponents at which float32 takes the next entry
_STARTS = (25, 47, 68, 89, 110)
_DOUBLE = FORMATS[np.dtype(np.float64)]
# up to this exponent all of 1/(2 pi) matters to a float64
_FIRST = _DOUBLE.digits + 2
# from this one on, numbers are brought down by the power that lifts their entries
_FAR, _DOWN = 500, 300


@dataclass(frozen=True)
class Angle:
    """An angle as ``quadrant * pi/2 + head + tail``, the rest up to about pi/4."""

    quadrant: Lane
    """An integer as wide as the float, of which the two lowest bits count."""
    head: Lane
    tail: Lane | None


@cache
def turns_per_radian() -> int:
    """Return ``2**1400 / (2 pi)`` as an integer, pi by Machin's formula (1706)."""
    guarded = _PLACES + 32

    def arctan_inverse(n: int) -> int:
        power, total, k = (1 << guarded) // n, 0, 1
        while power:
            total += power // k if k % 4 == 1 else -(power // k)
            power, k = power // (n * n), k + 2
        return total

    pi = 4 * (4 * arctan_inverse(5) - arctan_inverse(239))
    return (1 << (guarded + _PLACES)) // (2 * pi)


@cache
def tables() -> tuple[np.ndarray, ...]:
    """Return 1/(2 pi) in parts, by exponent, less what makes whole turns with it."""
    exponents = range(_FIRST, _DOUBLE.bias + 2)
    rows = [_parts(exponent, _DOUBLE) for exponent in exponents]
    return tuple(np.array(column) for column in zip(*rows, strict=True))


def _parts(exponent: int, form: Format) -> list[float]:
    """Return what matters of 1/(2 pi) from one exponent on, as four float64."""
    left = turns_per_radian() % (1 << (_PLACES + form.digits - exponent))
    lift = _DOWN if exponent >= _FAR else 0
    parts = []
    for _ in range(4):
        drop = max(left.bit_length() - 53, 0)
        top = left >> drop
        parts.append(math.ldexp(top, drop - _PLACES + lift))
        left -= top << drop
    return parts


def reduce(x: Lane) -> Angle:
    """Reduce ``|x|``, a float64, with a relative error of the rest below 2**-60.

    Up to pi/4 the rest is x itself. Above, a product reaches 2**53 turns and all but
    2**-62 of a turn can cancel, which takes the bits of four float64.
    """
    magnitude = fabs(x)
    *parts, last = (lookup(table, _place(x)) for table in tables())
    scaled = select(magnitude >= 2.0**_FAR, magnitude * 2.0**-_DOWN, magnitude)
    first, second, third = (pairs.multiply(scaled, part) for part in parts)
    third = Pair(third.head, fma(scaled, last, third.tail))
    quadrant, turns = _less_quarters(first, second, third)
    turned = _to_radians(turns)
    small = magnitude < 0.78
    head = select(small, magnitude, turned.head)
    tail = select(small, x.constant(0.0), turned.tail)
    return Angle(select(small, quadrant.constant(0), quadrant), head, tail)


def _place(x: Lane) -> Lane:
    """Return where the tables hold the entry for the exponent of `x`."""
    exponent = (x.bits() >> _DOUBLE.digits) & (2 * _DOUBLE.bias + 1)
    place = exponent - (_DOUBLE.bias + _FIRST)
    return select(place > 0, place, 0)


def _less_quarters(first: Pair, second: Pair, third: Pair) -> tuple[Lane, Pair]:
    """Return the nearest quarter of a sum of turns, and what it leaves.

    Next to a quarter all but 2**-62 of a turn cancels, so that every rounding is kept
    until then.
    """
    near = pairs.add(first.head - rint(first.head), first.tail)
    wide = pairs.add(near.head, second.head)
    quarters, quadrant = nearest_whole(wide.head, 4.0)
    roundings = pairs.add(near.tail, wide.tail)
    low = pairs.add(second.tail, third.head)
    small = pairs.add(roundings.head, low.head)
    total = pairs.add(fma(quarters, -0.25, wide.head), small.head)
    rests = small.tail + (roundings.tail + (low.tail + third.tail))
    return quadrant, Pair(total.head, total.tail + rests)


def _to_radians(turns: Pair) -> Pair:
    product = pairs.multiply(turns.head, _TURN)
    crossed = fma(turns.head, _TURN_TAIL, turns.tail * _TURN)
    return Pair(product.head, product.tail + crossed)


def reduce_single(x: Lane, exact: bool) -> Angle:
    """Reduce ``|x|``, a float32, to a rest of up to 0.84, with its tail if `exact`.

    In float64 one entry of 1/(2 pi) serves 21 exponents, so that choosing among five
    replaces the table. A product stays below 2**45, which leaves 2**-8 for what comes
    after its head.
    """
    magnitude = fabs(x)
    wide = magnitude.convert(np.float64)
    near, rest = _entry(magnitude)
    product = pairs.multiply(wide, near)
    quarters, quadrant = nearest_whole(product.head, 4.0)
    fraction = fma(quarters, -0.25, product.head)
    angle = fma(wide, rest, fraction + product.tail) * _TURN
    head = angle.convert(np.float32)
    tail = (angle - head.convert(np.float64)).convert(np.float32) if exact else None
    return Angle(quadrant.convert(np.int32), head, tail)


def _entry(magnitude: Lane) -> tuple[Lane, Lane]:
    """Return the two parts of 1/(2 pi) that matter for a float32."""
    single = format_of(magnitude)
    first, *others = (_parts(start, single) for start in _STARTS)
    near, rest = (constant(magnitude.builder, part, np.float64) for part in first[:2])
    for start, parts in zip(_STARTS[1:], others, strict=True):
        beyond = magnitude >= 2.0**start
        near = select(beyond, near.constant(parts[0]), near)
        rest = select(beyond, near.constant(parts[1]), rest)
    return near, rest
