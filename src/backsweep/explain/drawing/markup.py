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
SMALLER = 0.72
"""How large numbers and places in names are, next to the rest."""
SMALL = ("low", "place", "high")
SMALLEST = 0.62
"""A name may shrink to this share of its size before it is cut."""
PARTS = re.compile(
    r"(?P<name>[A-Za-z]+)"
    r"|(?P<low>(?<=[A-Za-z])\d+)"
    r"|(?P<place>\[[\d,]+\])"
    r"|(?P<high>[⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<rest>.)"
)


KINDS = {"low": "low", "place": "place"}


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


def sized(text: str, room: float, size: float) -> float:
    """The size that a text has room in, but not smaller than can be read.

    >>> sized("a", 30, 20), sized("temperature", 30, 20)
    (20, 12.4)
    """
    return max(SMALLEST * size, min(size, room / width(text, 1)))


def fitted(text: str, room: float, size: float) -> str:
    """A text, or as much of it as the room holds and an ellipsis.

    >>> fitted("temperature", 60, 16)
    'tempe…'
    """
    if width(text, size) <= room + 0.5:
        return text
    most = int(room / (size * ADVANCE))
    return text[: max(most - 1, 1)] + "…"


def _lowered(text: str) -> str:
    """Names slanted, places small, numbers set low; what follows those is raised."""
    parts, low = [], False
    for match in PARTS.finditer(text):
        down, inside = match.lastgroup == "low", escape(match[0])
        shift = None if down == low else ".28em" if down else "-.2em"
        kind = KINDS.get(match.lastgroup or "") or _face(match["name"] or "")
        parts.append(_span(inside, kind, shift) if kind or shift else inside)
        low = down
    return "".join(parts)


def _span(inside: str, kind: str | None, shift: str | None) -> str:
    return element("tspan", inside, class_=kind, dy=shift)


def _face(name: str) -> str | None:
    """Short names slant, as in mathematics; words stand upright."""
    return "name" if 0 < len(name) <= 2 else None


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
    32.03
    """
    found = ((len(one[0]), one.lastgroup) for one in PARTS.finditer(text))
    whole = sum(n * (SMALLER if kind in SMALL else 1) for n, kind in found)
    return round(whole * size * ADVANCE, 2)
