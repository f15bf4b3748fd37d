"""power, hypot, and products with logarithms.

``x ** y = 2 ** (y log2(x))`` needs the logarithm to 2**-65, for its error is multiplied
by an exponent of up to 1024; it is therefore summed as a pair (J.-M. Muller,
"Elementary Functions", 3rd edition, 2016, chapter 13). Special cases are those of
C99, annex F.10.4.4.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from ..lane import Lane, Number, copysign, fabs, fma, rint, select, sqrt
from . import pairs
from .exponential import clamp, exp2_of_pair
from .formats import format_of, nearest_whole, polynomial, power_of_two
from .logarithm import LOG2E, Split, as_float, log, log1p, split, whole_and_fraction
from .pairs import Pair

# 2/3 and what its float64 leaves of it
_TWO_THIRDS = (2.0 / 3.0, 3.700743415417188e-17)


def _log2_pair(parts: Split) -> Pair:
    """Return the base 2 logarithm of a split number, to about 2**-65 of itself."""
    f = parts.f
    s = pairs.divide(Pair(f, f.constant(0.0)), pairs.add_ordered(2.0, f))
    z = pairs.multiply_pairs(s, s)
    later = z.head * polynomial("log_rest", z.head)
    third = pairs.add_ordered(_TWO_THIRDS[0], later + _TWO_THIRDS[1])
    bend = pairs.multiply_pairs(pairs.multiply_pairs(s, z), third)
    total = pairs.add_ordered(2.0 * s.head, bend.head)
    natural = Pair(total.head, total.tail + (2.0 * s.tail + bend.tail))
    near, rest = (f.constant(part) for part in LOG2E)
    scaled = pairs.multiply_pairs(natural, Pair(near, rest))
    value = pairs.add_ordered(parts.n, scaled.head)
    return Pair(value.head, value.tail + scaled.tail)


def _magnitude(x: Lane, y: Lane) -> Lane:
    """Return ``x ** y`` for a positive finite x and a finite y."""
    if x.dtype.itemsize == 4:
        return _magnitude_single(x, y)
    exponent = _log2_pair(split(x))
    head = y * exponent.head
    return exp2_of_pair(Pair(head, fma(y, exponent.head, -head) + y * exponent.tail))


def _magnitude_single(x: Lane, y: Lane) -> Lane:
    """Return a float32 power through float64, to 0.51 ulp.

    There every float32 is normal, every result within reach of one power of two, and
    short polynomials are enough.
    """
    whole, f = whole_and_fraction(x.convert(np.float64))
    s = f / (2.0 + f)
    logarithm = as_float(whole, s) + s * polynomial("log2_brief", s * s)
    exponent = clamp(y.convert(np.float64) * logarithm, -300.0, 300.0)
    n, whole = nearest_whole(exponent, 1.0)
    root = polynomial("exp2_brief", exponent - n)
    return (root * power_of_two(whole, format_of(root))).convert(np.float32)


_PRODUCTS: dict[Number | None, Callable[[Lane], Lane]] = {
    -1.0: lambda x: 1.0 / x,
    0.0: lambda x: x.constant(1.0),
    1.0: lambda x: x,
    2.0: lambda x: x * x,
    3.0: lambda x: x * x * x,
    4.0: lambda x: (x * x) * (x * x),
}
"""Powers that are a few operations, still good to 2 ulp in all special cases."""


def power(x: Lane, y: Lane) -> Lane:
    """Return ``x ** y``, to 2 ulp, with C99's special cases."""
    product = _PRODUCTS.get(y.known)
    return product(x) if product else _general_power(x, y)


def _general_power(x: Lane, y: Lane) -> Lane:
    base = fabs(x)
    boundless = (base == 0) | (base == math.inf) | (fabs(y) == math.inf)
    limit = select((base > 1.0) == (y > 0), x.constant(math.inf), 0.0)
    value = select(boundless & (base != 1.0), limit, _magnitude(base, y))
    value = select(base == 1.0, x.constant(1.0), value)
    return _with_one_and_nan(x, y, _signed(x, y, value))


def _signed(x: Lane, y: Lane, magnitude: Lane) -> Lane:
    """Give a power of ``|x|`` the sign of that of x; nan where that is not real."""
    whole, half = rint(y) == y, 0.5 * y
    odd = whole & (rint(half) != half)
    signed = select(odd, copysign(magnitude, x), magnitude)
    impossible = (x < 0) & (x > -math.inf) & ~whole
    return select(impossible, x.constant(math.nan), signed)


def _with_one_and_nan(x: Lane, y: Lane, value: Lane) -> Lane:
    """Put in nan for nan operands, but 1 for ``1 ** y`` and ``x ** 0`` all the same."""
    unknown = (x != x) | (y != y)
    known = select(unknown, x + y, value)
    return select((x == 1.0) | (y == 0), x.constant(1.0), known)


def hypot(x: Lane, y: Lane) -> Lane:
    """Return ``sqrt(x*x + y*y)`` without overflow in between, to 1.5 ulp."""
    a, b = fabs(x), fabs(y)
    infinite = (a == math.inf) | (b == math.inf)
    plain = _hypot_single(a, b) if x.dtype.itemsize == 4 else _hypot_double(a, b)
    return select(infinite, x.constant(math.inf), plain)


def _hypot_single(a: Lane, b: Lane) -> Lane:
    wide, high = a.convert(np.float64), b.convert(np.float64)
    return sqrt(fma(wide, wide, high * high)).convert(np.float32)


def _hypot_double(a: Lane, b: Lane) -> Lane:
    """Scale both by one power of two, up or down, and the root back."""
    largest = select(a > b, a, b)
    down = select(largest > 2.0**500, a.constant(2.0**-600), 1.0)
    scale = select(largest < 2.0**-400, a.constant(2.0**600), down)
    back = select(largest < 2.0**-400, a.constant(2.0**-600), 1.0)
    back = select(largest > 2.0**500, a.constant(2.0**600), back)
    a, b = a * scale, b * scale
    return sqrt(fma(a, a, b * b)) * back


def xlogy(x: Lane, y: Lane) -> Lane:
    """Return ``x log(y)``, to 2 ulp, and 0 for a zero x unless y is nan."""
    return select((x == 0) & (y == y), x.constant(0.0), x * log(y))


def xlog1py(x: Lane, y: Lane) -> Lane:
    """Return ``x log(1 + y)``, to 2 ulp, and 0 for a zero x unless y is nan."""
    return select((x == 0) & (y == y), x.constant(0.0), x * log1p(y))
