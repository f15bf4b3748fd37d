"""What is said of a number: whether it is right, and how else it comes about."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text

from ..grading.grade import Grade, Mark, Verdict
from ..telling.verdicts import SIGNS, told
from ..telling.ways import Part, Way
from .screen import Screen

STYLES: Mapping[Verdict, str] = {
    Verdict.RIGHT: "green",
    Verdict.FOLLOWS: "green",
    Verdict.WRONG: "red",
    Verdict.UNREADABLE: "yellow",
}


def tell(screen: Screen, grade: Grade, mark: Mark) -> None:
    """The verdict on one box; the right number is never part of it."""
    sign, style = SIGNS[mark.verdict], STYLES[mark.verdict]
    said = told(grade, mark)
    words = said.words if said else ("right",)
    screen.say(*words, mark=sign, style=style, indent=4)
    if said:
        for slip in said.fitting:
            screen.say(*slip, mark="-", indent=6)
        for both in said.ways:
            screen.rows([(Text(way.name, "dim"), _line(way)) for way in both], indent=6)
        for why in said.why:
            screen.say(*why, indent=6)


def _line(way: Way) -> Text:
    """The names, the numbers, the result: ``w2·a1 = 2 · 3 = 6``."""
    equal = []
    if not way.is_number:
        equal.append(_joined(way, [str(part.formula) for part in way.parts]))
    if way.is_worked:
        equal.append(_joined(way, [part.number for part in way.parts]))
    return Text(" = ").join([*equal, Text(way.result or "?", "bold")])


def _joined(way: Way, words: list[str]) -> Text:
    return Text(way.sign).join(map(_part, way.parts, words))


def _part(part: Part, words: str) -> Text:
    """What is at fault stands out in colour, and without."""
    return Text(f"»{words}«", "bold red") if part.marked else Text(words, "cyan")
