"""log and its kin: split off the power of two, then a series in ``f / (2 + f)``.

``log(1 + f) = 2 atanh(s)`` with ``s = f / (2 + f)`` needs few terms, as s stays below
0.172 (J.-M. Muller, "Elementary Functions", 3rd edition, 2016, chapter 11). The first
term is written ``f - f^2 / 2 + ...`` so that the rounding of s is not seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..lane import Lane, copysign, fabs, fma, select, sqrt
from . import pairs
from .formats import Format, format_of, polynomial
from .pairs import Pair

# each constant as its float64 and what that leaves
LOG2E = (1.4426950408889634, 2.0355273740931033e-17)
LOG10E = (0.4342944819032518, 1.098319650216765e-17)
LOG10_2 = (0.3010299956639812, -2.8037281277851704e-18)


@dataclass(frozen=True)
class Split:
    """A positive number as ``2**n (1 + f)``, with 1 + f from 0.707 to 1.414."""

    n: Lane
    f: Lane
    inverse_power: Lane
    """``2**-n``, less the power that lifted a denormal."""


def split(x: Lane) -> Split:
    """Split a positive finite number into a power of two and the rest."""
    form = format_of(x)
    tiny = x < 2.0 ** (1 - form.bias)
    lift = form.digits + 1
    whole, f = whole_and_fraction(select(tiny, x * 2.0**lift, x))
    power = (form.one - (whole << form.digits)).from_bits()
    n = as_float(whole, x) - select(tiny, x.constant(lift), 0.0)
    return Split(n, f, power)


def whole_and_fraction(x: Lane) -> tuple[Lane, Lane]:
    """Return the integer n and f of a positive normal number ``2**n (1 + f)``.

    The exponent counts from sqrt(1/2): what is above its bits carries over.
    """
    form = format_of(x)
    bits = x.bits()
    whole = (bits - _half_sqrt_bits(form)) >> form.digits
    return whole, (bits - (whole << form.digits)).from_bits() - 1.0


def _half_sqrt_bits(form: Format) -> int:
    """Return the bits of sqrt(1/2), a little high in its last ones."""
    kind, whole = (np.float32, np.int32) if form.digits == 23 else (np.float64, int)
    return int(kind(math.sqrt(0.5)).view(np.dtype(whole)))


def as_float(whole: Lane, like: Lane) -> Lane:
    """Return a small integer as a float, by placing it in the low bits of one."""
    shift = format_of(like).round_shift
    magic = like.constant(shift).bits()
    return (magic + whole).from_bits() - shift


def log1p_small(f: Lane) -> Lane:
    """Return ``log(1 + f) - f`` for 1 + f from 0.707 to 1.414."""
    s = f / (2.0 + f)
    z = s * s
    half_square = 0.5 * f * f
    rest = z * polynomial("log", z)
    return fma(s, half_square + rest, -half_square)


def with_limits(x: Lane, result: Lane) -> Lane:
    """Put in a logarithm's values at 0, infinity, and where it does not exist."""
    finite = select(x < math.inf, result, x)
    return select(x > 0, finite, select(x == 0, x.constant(-math.inf), math.nan))


def log(x: Lane) -> Lane:
    """Return the natural logarithm, to 1.0 ulp; -inf at 0, nan below."""
    form, parts = format_of(x), split(x)
    small = fma(parts.n, form.ln2_tail, log1p_small(parts.f))
    return with_limits(x, fma(parts.n, form.ln2, parts.f + small))


def _scaled(parts: Split, factor: tuple[float, float]) -> Lane:
    """Return ``log(1 + f) * factor``, rounded about once."""
    near, rest = format_of(parts.f).two_parts(*factor)
    value = pairs.add_ordered(parts.f, log1p_small(parts.f))
    return fma(value.head, near, fma(value.head, rest, value.tail * near))


def log2(x: Lane) -> Lane:
    """Return the logarithm to base 2, to 1.5 ulp; exact at powers of two."""
    parts = split(x)
    return with_limits(x, parts.n + _scaled(parts, LOG2E))


def log10(x: Lane) -> Lane:
    """Return the logarithm to base 10, to 1.5 ulp."""
    parts = split(x)
    near, rest = format_of(x).two_parts(*LOG10_2)
    fraction = _scaled(parts, LOG10E)
    return with_limits(x, fma(parts.n, near, fma(parts.n, rest, fraction)))


def log_of_sum(u: Pair, doublings: Lane | float = 0.0) -> Lane:
    """Return ``log(u) + doublings * ln(2)`` for the unrounded sum u."""
    form, parts = format_of(u.head), split(u.head)
    # beyond 2**60 the tail cannot be seen, and the inverse power may not exist
    tail = select(u.head < 2.0**60, u.tail * parts.inverse_power, 0.0)
    rounded = pairs.add_ordered(parts.f, tail)
    f, n = rounded.head, parts.n + doublings
    # what the sum lost counts 1 / (1 + f) times, of which a few digits are enough
    bend = fma(rounded.tail, fma(f, f - 1.0, 1.0), log1p_small(f))
    return with_limits(u.head, fma(n, form.ln2, f + fma(n, form.ln2_tail, bend)))


def log1p(x: Lane) -> Lane:
    """Return ``log(1 + x)`` without cancellation near zero, to 1.5 ulp."""
    return select(x == 0, x, log_of_sum(pairs.add(x.constant(1.0), x)))


def arcsinh(x: Lane) -> Lane:
    """Return the inverse hyperbolic sine, to 2 ulp; odd, -0.0 of -0.0.

    It is ``log(1 + a)`` with ``a = |x| + x^2 / (1 + sqrt(1 + x^2))``, and
    ``log(2 |x|)`` once the two agree.
    """
    magnitude = fabs(x)
    square = magnitude * magnitude
    bent = square / (1.0 + sqrt(1.0 + square))
    result = _log1p_or_double(pairs.add(magnitude, bent), magnitude)
    return copysign(result, x)


def arccosh(x: Lane) -> Lane:
    """Return the inverse hyperbolic cosine, to 2 ulp; nan below 1."""
    t = x - 1.0
    more = pairs.add(t, x.constant(2.0))
    square = pairs.multiply(t, more.head)
    root = sqrt(square.head)
    lost = fma(t, more.tail, square.tail)
    missing = (fma(-root, root, square.head) + lost) / (root + root)
    a = pairs.add(t, root)
    result = _log1p_or_double(Pair(a.head, a.tail + missing), x)
    return select(x > 1.0, result, select(x == 1.0, x.constant(0.0), math.nan))


def _log1p_or_double(a: Pair, x: Lane) -> Lane:
    """Return ``log(1 + a)``, or ``log(2 x)`` where x is so large that they agree."""
    large = x > 2.0 ** (format_of(x).digits // 2 + 2)
    u = pairs.add(x.constant(1.0), a.head)
    head = select(large, x, u.head)
    tail = select(large, x.constant(0.0), u.tail + a.tail)
    return log_of_sum(Pair(head, tail), select(large, x.constant(1.0), 0.0))


def arctanh(x: Lane) -> Lane:
    """Return the inverse hyperbolic tangent, to 2 ulp; infinite at -1 and 1.

    It is ``log(1 + 2 |x| / (1 - |x|)) / 2``, the quotient kept as a pair.
    """
    twice = 2.0 * fabs(x)
    below = pairs.add_ordered(1.0, -fabs(x))
    head = twice / below.head
    tail = (fma(-head, below.head, twice) - head * below.tail) / below.head
    u = pairs.add(x.constant(1.0), head)
    result = 0.5 * log_of_sum(Pair(u.head, u.tail + tail))
    return select(x == 0, x, copysign(result, x))
