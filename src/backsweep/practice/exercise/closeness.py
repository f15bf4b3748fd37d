"""When two numbers count as the same: exact ones if equal, rounded ones if close."""

from __future__ import annotations

from .arithmetic import Real

SLACK = 0.005
"""How far off a number that no fraction is may be, as a share of it.

Such numbers are asked for to three significant digits. Somebody who goes on with
rounded numbers is off by more than the last of them, and has done nothing wrong.
"""
APART = 2.2
"""So many times the slack between two numbers leaves no doubt which is meant."""


def slack(right: Real) -> float:
    """How far from a number an answer may be; nothing where it is exact.

    >>> slack(8), slack(0.25)
    (0.0, 0.00125)
    """
    return SLACK * abs(right) if isinstance(right, float) else 0.0


def same(typed: Real, right: Real) -> bool:
    """Whether a number that was typed is the right one.

    >>> same(8, 8), same(8.01, 8), same(0.197, 0.19661193)
    (True, False, True)
    """
    if isinstance(right, float):
        return abs(float(typed) - right) <= slack(right)
    return typed == right


def apart(one: Real, other: Real) -> bool:
    """Whether no number could be taken for both.

    >>> apart(8, 7), apart(0.2001, 0.2002)
    (True, False)
    """
    if isinstance(one, float) or isinstance(other, float):
        larger = max(abs(float(one)), abs(float(other)))
        return abs(float(one) - float(other)) > APART * SLACK * larger
    return one != other
