"""How a number is printed: exactly where that is short, else to four digits."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

MINUS = "\N{MINUS SIGN}"
DIGITS = 4
LONGEST_WHOLE = 10**100
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")

Real = int | float | Fraction


class Digits(NamedTuple):
    """``mantissa`` times ten to the ``exponent``, which is ``None`` for a plain one."""

    mantissa: str
    exponent: int | None = None


def spelled(value: Any) -> str:
    """The number as text.

    >>> print(spelled(8.0), spelled(Fraction(1, 32)), spelled(Fraction(-1, 3)))
    8 0.03125 −1/3
    >>> print(spelled(2 / 3), spelled(1.2e-5), spelled(float("inf")))
    0.6667 1.2·10⁻⁵ ∞
    """
    number = simplest(value)
    sign, size = (MINUS, -number) if number < 0 else ("", number)
    return sign + (str(size) if is_ratio(size) else _decimal(*digits(size)))


def _decimal(mantissa: str, exponent: int | None) -> str:
    return mantissa if exponent is None else f"{mantissa}·10{superscript(exponent)}"


def superscript(number: int) -> str:
    """The number written high and small: ``⁻²``."""
    return str(number).translate(SUPERSCRIPTS)


def is_rounded(value: Any) -> bool:
    """Whether what is printed is not the whole of the number.

    >>> is_rounded(0.1), is_rounded(2 / 3), is_rounded(Fraction(1, 3))
    (False, True, False)
    """
    number = simplest(value)
    if is_ratio(number) or _is_endless(number):
        return False
    known = abs(Fraction(str(value) if isinstance(number, float) else number))
    mantissa, exponent = digits(-number if number < 0 else number)
    return Fraction(mantissa) * Fraction(10) ** (exponent or 0) != known


def _is_endless(number: Real) -> bool:
    return isinstance(number, float) and not math.isfinite(number)


def simplest(value: Any) -> Real:
    """The number as Python's own; a whole one is an ``int``.

    >>> simplest(Fraction(4, 2)), simplest(8.0), simplest(0.5)
    (2, 8, 0.5)
    """
    number = value.item() if hasattr(value, "item") else value
    if isinstance(number, (int, Fraction)):
        return int(number) if number.denominator == 1 else number
    number = float(number)
    return int(number) if number.is_integer() and abs(number) < 1e6 else number


def is_ratio(number: Real) -> bool:
    """Whether a number is printed as one whole number over another."""
    if not isinstance(number, Fraction) or _terminates(number):
        return False
    return max(abs(number.numerator), number.denominator) < 10**DIGITS


def _terminates(number: Fraction) -> bool:
    """Whether at most six decimals are the whole of it."""
    return 10**6 % number.denominator == 0


def digits(number: Real) -> Digits:
    """The digits of a number that is not negative.

    >>> digits(0.000012), digits(12345.678)
    (Digits(mantissa='1.2', exponent=-5), Digits(mantissa='12346', exponent=None))
    """
    if isinstance(number, int) and number < LONGEST_WHOLE:
        return Digits(str(number))
    if isinstance(number, Fraction) and _terminates(number):
        return Digits(_trimmed(f"{_exactly(number):f}"))
    if _is_endless(number):
        return Digits("nan" if math.isnan(number) else "∞")
    return _rounded(_exactly(number))


def _exactly(number: Real) -> Decimal:
    if isinstance(number, Fraction):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return Decimal(number)


def _rounded(number: Decimal) -> Digits:
    """Four digits, but all of those before the point while these are few."""
    mantissa, power = f"{number:.{DIGITS - 1}e}".split("e")
    exponent = int(power)
    if -DIGITS <= exponent < 6:
        return Digits(_trimmed(f"{number:.{max(DIGITS - 1 - exponent, 0)}f}"))
    return Digits(_trimmed(mantissa), exponent)


def _trimmed(decimal: str) -> str:
    return decimal.rstrip("0").rstrip(".") if "." in decimal else decimal
