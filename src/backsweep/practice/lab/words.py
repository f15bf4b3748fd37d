"""What one sees in a curve, in one or two sentences."""

from __future__ import annotations

from ...explain.formula.numbers import spelled
from ..exercise.arithmetic import Real
from .curve import Curve

EVEN = 0.1
"""A front that is so close to the output has lost and gained as good as nothing."""


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
    if abs(float(curve.front) - 1) < EVEN:
        return f"What leaves the output arrives at the front about as it was. {passed}"
    return f"{_change(curve, front)} {passed}"


def _change(curve: Curve, front: str) -> str:
    if curve.front < 1:
        less = f"{two_digits(1 / curve.front)} times less"
        return f"The front receives {front} of the desire at the output, {less}."
    return f"The front receives {front} times the desire at the output: it explodes."


def two_digits(number: Real) -> str:
    """A number as one says it: whole if short, else two digits.

    >>> two_digits(32), two_digits(1 / 32), two_digits(2**30)
    ('32', '0.031', '1.1·10⁹')
    """
    if number == int(number) and -1e4 < number < 1e4:
        return spelled(number)
    return spelled(float(f"{float(number):.1e}"))
