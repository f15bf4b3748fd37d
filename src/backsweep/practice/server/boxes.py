"""Numbers typed into the boxes of a page: read, or told at the box why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ...explain.formula.numbers import spelled
from ..errors import Unreadable
from ..grammar.answers import LONGEST_ANSWER, answer


@dataclass(frozen=True)
class Box:
    """A box called ``name``: its ``text`` as it was typed, and the ``number`` meant.

    Where the text cannot be read, ``trouble`` says why, and the number is the one that
    stood there before. The slider beside it goes from ``low`` to ``high`` by ``by``.
    """

    name: str
    text: str
    number: Fraction
    low: Fraction
    high: Fraction
    by: Fraction
    trouble: str = ""


def box(
    typed: Mapping[str, str],
    name: str,
    number: Fraction,
    low: Fraction,
    high: Fraction,
    by: Fraction,
) -> Box:
    """What was typed under a name; if nothing was, the number that stands there.

    >>> low, high = Fraction(0), Fraction(2)
    >>> box({"f": "1/2"}, "f", Fraction(1), low, high, Fraction(1, 100)).number
    Fraction(1, 2)
    >>> box({"f": "3"}, "f", Fraction(1), low, high, Fraction(1, 100)).trouble
    'use a number from 0 to 2'
    """
    text = typed.get(name, "")[: LONGEST_ANSWER + 1]
    if not text.strip():
        return Box(name, written(number), number, low, high, by)
    try:
        found = answer(text)
    except Unreadable as error:
        return Box(name, text, number, low, high, by, f"{error.what}: {error.cure}")
    if not low <= found <= high:
        trouble = f"use a number from {spelled(low)} to {spelled(high)}"
        return Box(name, text, number, low, high, by, trouble)
    return Box(name, text, found, low, high, by)


def written(number: Fraction) -> str:
    """A number as it may be typed.

    >>> written(Fraction(-1, 2)), written(Fraction(1, 3))
    ('-0.5', '1/3')
    """
    text = spelled(number)
    exact = "·" not in text and answer(text) == number
    return text.replace("−", "-") if exact else str(number)
