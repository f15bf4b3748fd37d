"""What a report is made of, before anyone decides how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..formula.expression import Formula

Words = tuple["str | Formula", ...]
"""Running text with formulas in it."""
Cell = Words | str | Formula


def parts(cell: Cell) -> Words:
    """What a cell holds, as running text."""
    return cell if isinstance(cell, tuple) else (cell,)


@dataclass(frozen=True)
class Heading:
    """A heading; the part of a report below it belongs to it."""

    words: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    words: Words


@dataclass(frozen=True)
class Equation:
    """``left = first = second = ...``, one line each, lined up at the equals signs."""

    left: Formula
    steps: tuple[Formula, ...]


@dataclass(frozen=True)
class Table:
    """Rows under a head. ``numeric`` lists the columns to line up on the right."""

    caption: str
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[int, ...] = ()

    @property
    def columns(self) -> Iterator[tuple[Cell, ...]]:
        """Each column, its head first."""
        return zip(self.head, *self.rows, strict=True)


@dataclass(frozen=True)
class Figure:
    """A drawing as inline SVG, and what it shows in words."""

    svg: str
    words: str


@dataclass(frozen=True)
class Note:
    """What a reader must not miss: a limit, a remainder, something that is not so."""

    words: Words


@dataclass(frozen=True)
class Section:
    """Blocks under a heading of their own; ``anchor`` is what links lead to."""

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""


Block = Heading | Paragraph | Equation | Table | Figure | Note | Section
