"""exp and its kin: reduce by ln(2), a polynomial, scale by a power of two.

The reduction ``x = n ln(2) + r`` in two parts of ln(2) is Cody and Waite's (W. J. Cody
and W. Waite, "Software Manual for the Elementary Functions", 1980, chapter 6); with a
fused multiply-add its first step is exact. Scaling takes two multiplications, so that
denormal results are rounded once and 2**1024 is never formed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..lane import Lane, copysign, fabs, fma, select
from .formats import format_of, nearest_whole, polynomial, power_of_two
from .pairs import Pair

LOG2E = math.log2(math.e)


@dataclass(frozen=True)
class Reduced:
    """An argument as ``n ln(2) + rest``, with `whole` holding n in its low bits."""

    n: Lane
    whole: Lane
    rest: Lane


def clamp(x: Lane, low: float, high: float) -> Lane:
    """Return `x` moved into ``[low, high]``; nan stays nan."""
    below = select(x > high, x.constant(high), x)
    return select(below < low, x.constant(low), below)


def reduce(x: Lane) -> Reduced:
    """Split off the nearest multiple of ln(2)."""
    form = format_of(x)
    n, whole = nearest_whole(x, LOG2E)
    return Reduced(n, whole, fma(n, -form.ln2_tail, fma(n, -form.ln2, x)))


def expm1_small(r: Lane) -> Lane:
    """Return ``exp(r) - 1`` for ``|r| <= ln(2) / 2``."""
    return fma(r * r, polynomial("exp", r), r)


def scale(x: Lane, whole: Lane) -> Lane:
    """Return ``x * 2**n`` for exponents up to twice the normal ones."""
    form = format_of(x)
    half = whole >> 1
    return x * power_of_two(half, form) * power_of_two(whole - half, form)


def exp_limits(x: Lane) -> tuple[float, float]:
    """Return arguments beyond which exp is 0 and infinity whatever the rounding."""
    return (-105.0, 89.7) if format_of(x).digits == 23 else (-750.0, 710.8)


def exp(x: Lane) -> Lane:
    """Return the exponential, to 1.1 ulp."""
    parts = reduce(clamp(x, *exp_limits(x)))
    return scale(1.0 + expm1_small(parts.rest), parts.whole)


def exp2(x: Lane) -> Lane:
    """Return ``2 ** x``, to 1.2 ulp; exact at whole numbers."""
    low, high = exp_limits(x)
    bounded = clamp(x, low * 1.5, high * 1.5)
    n, whole = nearest_whole(bounded, 1.0)
    return scale(1.0 + expm1_small((bounded - n) * math.log(2)), whole)


def exp2_of_pair(x: Pair) -> Lane:
    """Return ``2 ** (head + tail)``, to 1 ulp, for heads of any size."""
    form = format_of(x.head)
    low, high = exp_limits(x.head)
    bounded = clamp(x.head, low * 1.5, high * 1.5)
    n, whole = nearest_whole(bounded, 1.0)
    fraction = bounded - n
    tail = select(bounded == x.head, x.tail, 0.0)
    r = fraction * form.ln2
    rest = fma(fraction, form.ln2_tail, tail * form.ln2)
    missing = fma(fraction, form.ln2, -r) + rest
    bend = r * r * polynomial("exp", r)
    growth = r + fma(missing, r + bend, missing + bend)
    return scale(1.0 + growth, whole)


def expm1(x: Lane) -> Lane:
    """Return ``exp(x) - 1`` without cancellation near zero, to 1.5 ulp.

    It is built from a quarter of the power of two, since the largest arguments need
    one that is two steps beyond the largest number.
    """
    form = format_of(x)
    _, high = exp_limits(x)
    parts = reduce(clamp(x, -0.5 * high, high))
    # up to 1/2 nothing is split off, for there the rounding of the rest would be seen
    near = fabs(x) < 0.5
    r = select(near, x, parts.rest)
    small = fma(r * r, polynomial("expm1", r), r)
    quarter = power_of_two(parts.whole - 2, form)
    result = select(near, small, 4.0 * fma(quarter, small, quarter - 0.25))
    return copysign(result, x)


def exp_falling(x: Lane) -> Lane:
    """Return ``exp(-|x|)``, which cannot overflow."""
    low, _ = exp_limits(x)
    magnitude = fabs(x)
    parts = reduce(-select(magnitude > -low, x.constant(-low), magnitude))
    return scale(1.0 + expm1_small(parts.rest), parts.whole)


def expit(x: Lane) -> Lane:
    """Return the logistic function ``1 / (1 + exp(-x))``, to 2 ulp.

    Written with ``exp(-|x|)`` on both sides of zero, so that it neither overflows nor
    loses its small values.
    """
    fall = exp_falling(x)
    part = select(x < 0, fall, 1.0) / (1.0 + fall)
    return select(x < -1.0, fma(-fall, part, fall), part)
