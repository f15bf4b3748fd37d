"""What one sees in a curve, in one or two sentences."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from ...explain.formula.numbers import Real, spelled
from .curve import Curve
from .sizes import power, ten_to

EVEN = 0.1
"""A front that is so close to the output has lost and gained as good as nothing."""
EXPLODED = 10


def words(curve: Curve) -> str:
    """The verdict under a curve.

    >>> for sentence in words(Curve((1, 0.5, 0.25), "")).split(". "):
    ...     print(sentence)
    The front receives 0.25 of the desire at the output, 4 times less
    On average a layer passes on 0.5 of what it is handed.
    """
    if not curve.front:
        return "Nothing of the desire arrives at the front: it cannot learn."
    front, typical = two_digits(curve.front), two_digits(curve.typical)
    passed = f"On average a layer passes on {typical} of what it is handed."
    if abs(Fraction(curve.front) - 1) < EVEN:
        return f"What leaves the output arrives at the front about as it was. {passed}"
    return f"{_change(curve, front)} {passed}"


def _change(curve: Curve, front: str) -> str:
    if curve.front < 1:
        less = f"{two_digits(1 / curve.front)} times less"
        return f"The front receives {front} of the desire at the output, {less}."
    end = ": it explodes." if curve.front > EXPLODED else "."
    return f"The front receives {front} times the desire at the output{end}"


def expectation(curve: Curve) -> str:
    """What theory says of the same network, and whether chance explains the rest.

    Nothing for a chain without a network.
    """
    if not curve.layers:
        return ""
    told = f"Theory says {two_digits(curve.predicted[-1])}"
    if not (curve.predicted[-1] and curve.front):
        return f"{told}."
    low, high = curve.band[-1]
    place = "within" if low <= power(curve.front) <= high else "outside"
    ends = " to ".join(two_digits(ten_to(end)) for end in (low, high))
    return f"{told}, give or take chance: {ends}. This network lies {place}."


def two_digits(number: Real) -> str:
    """A number as one says it: whole if short, else two digits.

    >>> two_digits(32), two_digits(1 / 32), two_digits(2**30)
    ('32', '0.031', '1.1·10⁹')
    >>> two_digits(Fraction(1, 3**1000))
    '7.6·10⁻⁴⁷⁸'
    """
    if number == int(number) and -1e4 < number < 1e4:
        return spelled(number)
    ratio = Fraction(number)
    rounded = f"{Decimal(ratio.numerator) / Decimal(ratio.denominator):.1e}"
    size = float(rounded)
    return spelled(size if 0 < abs(size) < math.inf else Fraction(rounded))
