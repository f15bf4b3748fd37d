"""An equation in its sides, between which a line may break."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from .parts import Part, Row, Sign


def sides(formula: Part, relations: Collection[str]) -> list[Part]:
    """The sides of an equation, each but the first with its sign.

    >>> from .reading import read
    >>> len(sides(read("a = b = c"), "=")), len(sides(read("a + b"), "="))
    (3, 1)
    """
    if not isinstance(formula, Row):
        return [formula]
    parts = formula.parts
    found = (at for at, one in enumerate(parts) if at and _is_sign(one, relations))
    return [Row(parts[a:b]) for a, b in pairwise([0, *found, len(parts)])]


def _is_sign(one: Part, signs: Collection[str]) -> bool:
    return isinstance(one, Sign) and one.sign in signs
