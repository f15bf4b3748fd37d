"""Elements as text, and formulas as the words of a drawing."""

from __future__ import annotations

import re
from html import escape

from ..formula.expression import Formula
from ..formula.numbers import spelled
from .picture import Real

LONGEST = 5
ADVANCE = 0.56
"""How wide a letter is on average, as a share of its height."""
NAME = re.compile(r"([A-Za-z]+)(\d*)")


def element(tag: str, *inside: str, **attributes: object) -> str:
    """An element; ``inside`` is markup, and ``_`` in a name stands for ``-``.

    >>> element("a", "see", class_="far", tab_index=0, href=None)
    '<a class="far" tab-index="0">see</a>'
    """
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{named}>{''.join(inside)}</{tag}>"


def _plain(value: object) -> str:
    return f"{value:.5g}" if isinstance(value, float) else str(value)


def words(formula: Formula, room: float = 1e9, size: float = 16) -> str:
    """A formula for a ``text`` element: names slanted, their numbers set low.

    What does not fit into the ``room`` ends in an ellipsis.

    >>> from ..formula.expression import Symbol
    >>> words(Symbol("a3"))
    '<tspan class="name">a</tspan><tspan class="low" dy=".28em">3</tspan>'
    """
    return _lowered(fitted(str(formula), room, size))


def fitted(text: str, room: float, size: float) -> str:
    """A text, or as much of it as the room holds and an ellipsis.

    >>> fitted("temperature", 60, 16)
    'tempe…'
    """
    most = int(room / (size * ADVANCE))
    return text if len(text) <= most else text[: max(most - 1, 1)] + "…"


def _lowered(text: str) -> str:
    """Names and the rest; what follows a number set low is raised again."""
    parts, place, low = [], 0, False
    for match in NAME.finditer(text):
        parts.append(_raised(text[place : match.start()], low))
        low = low and match.start() == place
        parts.append(_raised(match[1], low, _face(match[1])))
        parts.append(
            element("tspan", match[2], class_="low", dy=".28em") * bool(match[2])
        )
        place, low = match.end(), bool(match[2])
    return "".join([*parts, _raised(text[place:], low)])


def _raised(text: str, low: bool, face: str | None = None) -> str:
    if not text or not (low or face):
        return escape(text)
    return element("tspan", escape(text), class_=face, dy="-.2em" if low else None)


def _face(name: str) -> str | None:
    """Short names slant, as in mathematics; words stand upright."""
    return "name" if len(name) <= 2 else None


def brief(value: Real) -> str:
    """A number where there is little room: in full if short, else two digits of it.

    >>> brief(0.25), brief(0.015625), brief(-123.4567)
    ('0.25', '0.016', '\N{MINUS SIGN}123')
    """
    whole = spelled(value)
    if len(whole) <= LONGEST:
        return whole
    digits = 2 if abs(float(value)) < 100 else 3
    return spelled(float(f"{float(value):.{digits}g}"))


def width(text: str, size: float) -> float:
    """About how wide a text is.

    >>> width("w1 = 2", 10)
    33.6
    """
    return round(len(text) * size * ADVANCE, 2)
