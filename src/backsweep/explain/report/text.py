"""Reports for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..formula.expression import Formula
from .blocks import Block, Equation, Figure, Heading, Note, Paragraph, Section, Table
from .grid import grid
from .spans import Line, Span, broken, columns, fill, length, spans, wrap

INDENT = 4


def text(blocks: Sequence[Block], width: int = 88) -> str:
    """The report as plain text, in lines of at most ``width`` columns.

    >>> print(text([Heading("One chain"), Paragraph(("Rates multiply.",))]))
    One chain
    Rates multiply.
    """
    return "".join(piece for piece, _ in styled(blocks, width))


def styled(blocks: Sequence[Block], width: int = 88) -> Iterator[Span]:
    """The same text in pieces, each with its style, for a terminal with colours.

    >>> list(styled([Heading("One chain")]))
    [('One', 'heading'), (' ', 'plain'), ('chain', 'heading')]
    """
    for number, line in enumerate(_written(blocks, width)):
        yield from [("\n", "plain"), *line] if number else line


def _written(blocks: Sequence[Block], width: int) -> Iterable[Line]:
    """An equation that is all there is needs no indentation."""
    match blocks:
        case [Equation() as alone]:
            return _equation(alone, width, 0)
    return _lines(blocks, width, 0)


def _lines(blocks: Iterable[Block], width: int, level: int) -> Iterator[Line]:
    above: Block | None = None
    for block in blocks:
        if above is not None and not isinstance(above, Heading):
            yield []
        yield from _shown(block, width, level)
        above = block


def _shown(block: Block, width: int, level: int) -> Iterable[Line]:
    match block:
        case Heading(words):
            return wrap([(words, "heading")], width)
        case Paragraph(words):
            return wrap(spans(words), width)
        case Note(words):
            return wrap([("Note: ", "note"), *spans(words)], width)
        case Figure(words=words):
            return wrap([(words, "plain")], width)
        case Equation():
            return _equation(block, width)
        case Table():
            return grid(block, width)
        case Section():
            return _section(block, width, level)


def _section(block: Section, width: int, level: int) -> Iterator[Line]:
    rule = ("─" if level else "═") * min(columns(block.title), width)
    yield from wrap([(block.title, "title")], width)
    yield [(rule, "title")]
    yield []
    yield from _lines(block.blocks, width, level + 1)


def _equation(block: Equation, width: int, indent: int = INDENT) -> Iterator[Line]:
    """A left side that leaves no room for the steps stands on a line of its own."""
    left: Line = [(" " * indent, "plain"), *spans(block.left)]
    if 2 * length(left) > width:
        yield left
        left = [(" " * INDENT, "plain")]
    for step in block.steps:
        sign = " = "
        for line in _step(step, width - length(left) - len(sign)):
            yield [*left, (sign, "plain"), *line]
            left, sign = [(" " * length(left), "plain")], "   "


def _step(step: Formula, room: int) -> list[Line]:
    ((written, style),) = spans(step)
    return fill([[(part, style)] for part in broken(written, room)], room)
