"""A table as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from .blocks import Cell, Table
from .spans import Line, Span, Style, length, spans, wrap

GAP = 2
NARROWEST = 12
"""A column of words is never squeezed further than this."""


def grid(table: Table, width: int) -> Iterator[Line]:
    """The caption, the head, a rule and the rows; wide cells are wrapped."""
    widths = _widths(table, width)
    rule = "─" * (sum(widths) + GAP * (len(widths) - 1))
    yield from wrap([(table.caption, "caption")], width)
    yield from _row(table.head, widths, table.numeric, "heading")
    yield [(rule, "plain")]
    for row in table.rows:
        yield from _row(row, widths, table.numeric, "plain")


def _widths(table: Table, width: int) -> list[int]:
    """Each column as wide as its widest cell, as far as the ``width`` allows."""
    widths = [max(length(spans(cell)) for cell in column) for column in table.columns]
    words = [n for n in range(len(widths)) if n not in table.numeric]
    while words and sum(widths) + GAP * (len(widths) - 1) > width:
        widest = max(words, key=widths.__getitem__)
        if widths[widest] <= NARROWEST:
            break
        widths[widest] -= 1
    return widths


def _row(
    row: Sequence[Cell], widths: list[int], numeric: Sequence[int], style: Style
) -> Iterator[Line]:
    cells = [wrap(spans(c, style), w) for c, w in zip(row, widths, strict=True)]
    for lines in zip_longest(*cells, fillvalue=[]):
        line: Line = []
        for column, (part, room) in enumerate(zip(lines, widths, strict=True)):
            line += _padded(part, room, column in numeric)
        yield _trimmed(line)


def _padded(part: Line, room: int, right: bool) -> Line:
    """A cell on the left or the right of its column, and the gap behind it."""
    space: Span = (" " * (room - length(part)), "plain")
    return [*([space, *part] if right else [*part, space]), (" " * GAP, "plain")]


def _trimmed(line: Line) -> Line:
    """Without the spaces at its end."""
    while line and not line[-1][0].strip():
        line = line[:-1]
    return line
