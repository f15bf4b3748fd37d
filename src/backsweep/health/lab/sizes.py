"""Sizes that no float holds: what hundreds of factors leave of 1."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from ...explain.formula.numbers import Real


def products(factors: Iterable[float | None]) -> tuple[Fraction, ...]:
    """1, and what each factor leaves of it; nothing is left behind ``None``.

    Each is as precise as a float, and none too small.

    >>> [float(size) for size in products([0.5, 0.25])]
    [1.0, 0.5, 0.125]
    >>> round(power(products([0.1] * 400)[-1]), 9)
    -400.0
    """
    each = (Decimal(factor or 0) for factor in factors)
    return tuple(map(Fraction, accumulate(each, operator.mul, initial=Decimal(1))))


def power(size: Real) -> float:
    """Which power of ten a positive number is.

    >>> power(1000), power(0.1), power(Fraction(1, 10**400))
    (3.0, -1.0, -400.0)
    """
    ratio = Fraction(size)
    return math.log10(ratio.numerator) - math.log10(ratio.denominator)


def ten_to(power: float) -> Fraction:
    """The number that is such a power of ten.

    >>> float(ten_to(-0.5)) == 10**-0.5, power(ten_to(-400))
    (True, -400.0)
    """
    return Fraction(Decimal(10) ** Decimal(power))
