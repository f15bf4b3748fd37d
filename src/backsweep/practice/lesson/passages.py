"""The texts of a lesson, each with the exercise whose numbers it may speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..grammar.graph import Graph
from .pieces import Flashcard, Lesson, Piece, Prose, SelfCheck, Task
from .sentences import Sentence, sentences


@dataclass(frozen=True)
class Passage:
    """The sentences of one piece, or of its part below a heading.

    ``graph`` is the piece's own; ``above`` are those of the exercises before it, the
    nearest first.
    """

    sentences: list[Sentence]
    line: int
    graph: Graph | None
    above: tuple[Graph, ...]


def passages(lesson: Lesson, source: str) -> Iterator[Passage]:
    """The passages of a lesson, whose file holds ``source``, in order."""
    above: tuple[Graph, ...] = ()
    for piece in lesson.pieces:
        own = piece.graph if isinstance(piece, Task | Flashcard) else None
        for part in _sections(_sentences(piece, source)):
            yield Passage(part, piece.line, own, above)
        if isinstance(piece, Task):
            above = (piece.graph, *above)


def _sections(several: Iterable[Sentence]) -> list[list[Sentence]]:
    """The sentences, parted before each heading."""
    parts: list[list[Sentence]] = [[]]
    for one in several:
        if one.heading:
            parts.append([])
        parts[-1].append(one)
    return parts


def _sentences(piece: Piece, source: str) -> Iterator[Sentence]:
    line = piece.line
    for text in _texts(piece):
        line = _line(source, text, line)
        yield from sentences(text, line)


def _texts(piece: Piece) -> tuple[str, ...]:
    match piece:
        case Prose(text):
            return (text,)
        case SelfCheck(question=asked, answer=told):
            return asked, told
        case Flashcard(front=asked, back=told):
            return asked, told
        case Task(title=title, intro=asked, closing=told):
            return title, asked, told


def _line(source: str, text: str, after: int) -> int:
    """The line on which a text begins that stands at a line or after it."""
    skipped = sum(len(line) + 1 for line in source.split("\n")[: after - 1])
    found = max(source.find(text, skipped), skipped)
    return source.count("\n", 0, found) + 1
