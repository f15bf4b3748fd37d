"""Styled words in lines, as wide as a terminal shows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

from ..formula.expression import Formula
from .blocks import Cell, parts

Style = Literal["plain", "title", "heading", "formula", "number", "note", "caption"]
Span = tuple[str, Style]
Line = list[Span]

OPERATORS = tuple("·+−=<>≤≥≠@")


def columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes.

    >>> columns("x̂ = 値")
    6
    """
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def length(line: Line) -> int:
    """How many columns a line takes."""
    return sum(columns(text) for text, _ in line)


def spans(cell: Cell, style: Style = "plain") -> Line:
    """Words, a text or a formula as spans; ``style`` is for what is no formula."""
    return [(str(part), _style(part, style)) for part in parts(cell)]


def _style(part: str | Formula, style: Style) -> Style:
    if isinstance(part, str):
        return style
    return "formula" if any(char.isalpha() for char in str(part)) else "number"


def wrap(line: Iterable[Span], width: int) -> list[Line]:
    """A line as lines of at most ``width`` columns, broken between words.

    >>> wrap([("rates multiply along a ", "plain"), ("chain", "note")], 12)[-1]
    [('chain', 'note')]
    """
    return fill(_words(line, width), width)


def fill(words: Iterable[Line], width: int) -> list[Line]:
    """As many words to a line as the ``width`` holds.

    >>> fill([[("a", "plain")], [("b", "plain")], [("c", "note")]], 3)
    [[('a', 'plain'), (' ', 'plain'), ('b', 'plain')], [('c', 'note')]]
    """
    lines: list[Line] = []
    for word in words:
        if lines and length(lines[-1]) + 1 + length(word) <= width:
            lines[-1] += [(" ", "plain"), *word]
        else:
            lines.append(word)
    return lines


def _words(line: Iterable[Span], room: int) -> Iterator[Line]:
    """What must not be broken: a formula keeps the full stop that follows it."""
    word: Line = []
    for text, style in line:
        for number, part in enumerate(_parts(text, style, room)):
            if number and word:
                yield word
                word = []
            if part:
                word.append((part, style))
    if word:
        yield word


def _parts(text: str, style: Style, room: int) -> list[str]:
    if style in ("formula", "number"):
        return broken(text, room)
    return re.split(r"[ \n]+", text)


def broken(text: str, room: int, depth: int = 0) -> list[str]:
    """A formula cut before its operators, the outermost first, if it is too wide.

    >>> broken("2(a3 − y) · (w1 + w2)", 10)
    ['2(a3 − y)', '· (w1', '+ w2)']
    """
    if columns(text) <= room or depth > text.count("("):
        return [text]
    cut = _cut(text, depth)
    return [piece for part in cut for piece in broken(part, room, depth + 1)]


def _cut(text: str, depth: int) -> Iterator[str]:
    """Cut before each operator that stands in at most ``depth`` brackets."""
    start = inside = 0
    for place, char in enumerate(text):
        inside += (char in "([") - (char in ")]")
        if char == " " and inside <= depth and text.startswith(OPERATORS, place + 1):
            yield text[start:place]
            start = place + 1
    yield text[start:]
