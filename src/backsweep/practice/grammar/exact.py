"""What a formula of plain numbers comes to, exactly and never slowly."""

from __future__ import annotations

import math
from fractions import Fraction

from ...explain.formula.expression import (
    Formula,
    Minus,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
)
from ..errors import Unreadable
from .tokens import LARGEST_EXPONENT

MOST_BITS = 1000


def exact(formula: Formula) -> Fraction:
    """The number that ``formula`` comes to; it may hold no names and no functions.

    >>> exact(Quotient(Number(1), Number(32)))
    Fraction(1, 32)
    """
    match formula:
        case Number(value):
            return Fraction(value)
        case Minus(of):
            return -exact(of)
        case Sum(terms):
            return _short(sum(map(exact, terms), Fraction(0)))
        case Product(factors):
            return _short(math.prod(map(exact, factors), start=Fraction(1)))
        case Quotient(top, bottom):
            return _short(exact(top) / _not_zero(exact(bottom)))
        case Power(base, exponent):
            return power(exact(base), exact(exponent))
    raise Unreadable(
        f"{formula} is not a plain number",
        where=f"at {str(formula)!r}",
        cure="write a number here, such as 2, 0.5 or 1/2",
    )


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """``base`` to a whole ``exponent``, refused where the result is far too long.

    >>> power(Fraction(1, 2), Fraction(5))
    Fraction(1, 32)
    """
    if exponent.denominator != 1:
        raise _refused("the exponent is not whole", "use a whole exponent")
    bits = max(_bits(base), 1)
    if abs(exponent) > LARGEST_EXPONENT or bits * abs(exponent) > MOST_BITS:
        raise _too_long()
    return Fraction((base if exponent >= 0 else 1 / _not_zero(base)) ** abs(exponent))


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _short(value: Fraction) -> Fraction:
    if _bits(value) > MOST_BITS:
        raise _too_long()
    return value


def _too_long() -> Unreadable:
    return _refused("the number gets too long", "use shorter numbers and exponents")


def _not_zero(value: Fraction) -> Fraction:
    if value == 0:
        raise _refused("this divides by zero", "write a number that exists")
    return value


def _refused(what: str, cure: str) -> Unreadable:
    return Unreadable(what, where="in the number", cure=cure)
