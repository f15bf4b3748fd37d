"""How large a network the lab takes: so large that it answers at once."""

from __future__ import annotations

from ..errors import Unreadable

DEPTHS = range(1, 61)
WIDTHS = range(1, 129)


def check_depth(depth: int) -> None:
    """Refuse a depth that the lab has no room for."""
    _check(depth, DEPTHS, "depth")


def check_width(width: int) -> None:
    """Refuse a width that the lab has no room for."""
    _check(width, WIDTHS, "width")


def _check(number: int, allowed: range, name: str) -> None:
    if number not in allowed:
        raise Unreadable(
            f"the {name} {number} is out of bounds",
            where=f"the {name}",
            cure=f"use a {name} from {allowed[0]} to {allowed[-1]}",
        )
