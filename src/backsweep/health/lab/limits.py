"""How large a network the lab takes."""

from __future__ import annotations

from ...explain.formula.numbers import Real, spelled
from .errors import OutOfBounds

DEPTHS = range(1, 1001)
WIDTHS = range(1, 1025)
WEIGHTS = 2**25
"""So many weights at once take a quarter of a gigabyte."""
LARGEST = 1000
"""Of factors, and of spreads."""


def check_depth(depth: int) -> None:
    """Raise ``OutOfBounds`` for a depth that the lab has no room for."""
    _check(depth, "depth", DEPTHS[0], DEPTHS[-1])


def check_size(depth: int, width: int) -> None:
    """Raise ``OutOfBounds`` for a network that the lab has no room for."""
    check_depth(depth)
    _check(width, "width", WIDTHS[0], WIDTHS[-1])
    if depth * width**2 > WEIGHTS:
        raise OutOfBounds(
            f"{depth} layers of {width} neurons have {depth * width**2:,} weights",
            where="the depth and the width",
            cure=f"use fewer layers or narrower ones: up to {WEIGHTS:,} weights",
        )


def check_factor(factor: Real, name: str) -> None:
    """Raise ``OutOfBounds`` for a factor or spread that is negative or too large."""
    _check(factor, name, 0, LARGEST)


def _check(number: Real, name: str, least: int, most: int) -> None:
    if not least <= number <= most:
        raise OutOfBounds(
            f"the {name} {spelled(number)} is out of bounds",
            where=f"the {name}",
            cure=f"use a {name} from {least} to {most}",
        )
