"""Shares over time as lines of small pictures."""

from __future__ import annotations

from collections.abc import Sequence

WIDE, HIGH = 120, 32
EVERY = 4
"""Days from one corner to the next: a chance fades too slowly to see more of them."""


def line(shares: Sequence[float]) -> str:
    """The path of shares from left to right, where the whole is at the top.

    >>> line([1, 0.9, 0.8, 0.7, 0.5])
    'M0 0L120 16'
    """
    step = WIDE / (len(shares) - 1)
    days = range(0, len(shares), EVERY)
    return "M" + "L".join(
        f"{day * step:g} {round(HIGH * (1 - shares[day]), 1):g}" for day in days
    )


def area(shares: Sequence[float]) -> str:
    """What lies between the line and the foot.

    >>> area([1, 0.9, 0.8, 0.7, 0.5])
    'M0 0L120 16V32H0Z'
    """
    return f"{line(shares)}V{HIGH}H0Z"
