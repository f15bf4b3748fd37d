"""When two numbers count as the same: exact ones if equal, rounded ones if close."""

from __future__ import annotations

import math

from .arithmetic import Real

SIGNIFICANT = 3
"""Answers that no fraction is are asked for to so many significant digits."""


def unit(right: Real) -> float:
    """One in the last digit that is asked for."""
    size = abs(float(right))
    return 10.0 ** (math.floor(math.log10(size)) - SIGNIFICANT + 1) if size else 1e-9


def same(typed: Real, right: Real) -> bool:
    """Whether a number that was typed is the right one.

    What is exact is exact. What is not may be off by one in its third digit, since it
    was worked out from numbers that were rounded before.

    >>> same(8, 8), same(8.01, 8), same(0.197, 0.19661193)
    (True, False, True)
    """
    if isinstance(right, float):
        return abs(float(typed) - right) <= 1.0000001 * unit(right)
    return typed == right


def apart(one: Real, other: Real) -> bool:
    """Whether no number could be taken for both.

    >>> apart(8, 7), apart(0.2001, 0.2002)
    (True, False)
    """
    if isinstance(one, float) or isinstance(other, float):
        gap = abs(float(one) - float(other))
        return gap > 2.5 * max(unit(one), unit(other))
    return one != other
