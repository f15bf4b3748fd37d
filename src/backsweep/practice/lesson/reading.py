"""A lesson file read into its pieces, with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import LessonMistake, Unreadable
from ..grammar.asks import asks, exercise_graph
from ..grammar.graph import Graph
from ..grammar.statements import graph
from ..grammar.values import given
from .directives import Directive, Part, directives, trimmed
from .faults import PRACTICE, at, faults, repeated
from .headings import opening, slug
from .pieces import Flashcard, Lesson, Piece, Prose, SelfCheck, Task

LARGEST, MOST = 1_000_000, 500
"""The bytes that a lesson file may have, and the pieces to practise."""
OPTIONS: Mapping[str, Callable[[str], object]] = {
    "graph": graph,
    "given": given,
    "ask": asks,
}
"""What states a graph, each with what reads it alone."""


def read_lesson(path: Path) -> Lesson:
    """The lesson in a file; raises the first of its ``lesson_mistakes``.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "chains.md")
    >>> card = ":::{flashcard}\\n:label: rule\\nRates do what?\\n---\\nMultiply.\\n:::"
    >>> _ = path.write_text("# Chains\\n\\n" + card)
    >>> lesson = read_lesson(path)
    >>> lesson.title, lesson.cards[0].id, lesson.cards[0].back
    ('Chains', 'chains/rule', 'Multiply.')
    """
    read = Reading(path)
    if read.mistakes:
        raise read.mistakes[0]
    return Lesson(path.stem, read.title or path.stem, path, tuple(read.pieces))


def lesson_mistakes(path: Path) -> list[LessonMistake]:
    """Everything in a lesson file that keeps it from being used, line by line."""
    return Reading(path).mistakes


@dataclass
class Reading:
    """A lesson file, read as far as it can be, and what is wrong with it."""

    path: Path
    title: str = ""
    pieces: list[Piece] = field(default_factory=list)
    mistakes: list[LessonMistake] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            self._read(source_of(self.path))
        except LessonMistake as mistake:
            self.mistakes.append(mistake)

    def _read(self, source: str) -> None:
        self.title, text = opening(source)
        lines, after = text.split("\n"), 1
        for one in directives(text):
            if found := list(faults(one, self.path)):
                self.mistakes += found
            elif one.name in PRACTICE:
                self._prose(lines, after, one.line)
                self._practice(one)
                after = one.end
        self._prose(lines, after, len(lines) + 1)

    def _prose(self, lines: list[str], begin: int, end: int) -> None:
        """The text from one line to another, if there is any."""
        part = trimmed(Part("\n".join(lines[begin - 1 : end - 1]), begin))
        if part.source:
            self.pieces.append(Prose(part.source, part.line))

    def _practice(self, one: Directive) -> None:
        """What is practised; a mistake in its graph is kept with the others."""
        label = one.text("label") or slug(one.title or one.parts[0].source) or one.name
        if label in self.labels:
            first = self.labels[label]
            self.mistakes.append(repeated(label, first, at(self.path, one.line)))
        if len(self.labels) == MOST:
            raise _too_long(f"more than {MOST} pieces", at(self.path, one.line))
        self.labels[label] = one.line
        try:
            self.pieces.append(_piece(one, label, self.path))
        except LessonMistake as mistake:
            self.mistakes.append(mistake)


def _piece(one: Directive, label: str, path: Path) -> Piece:
    first, second = [part.source for part in (*one.parts, Part("", 0))][:2]
    if one.name == "selfcheck":
        return SelfCheck(label, first, second, one.line)
    stated = _graph(one, path) if one.text("graph") else None
    if one.name == "flashcard":
        return Flashcard(label, first, second, one.line, stated, path.stem)
    assert stated, "faults() lets no exercise through without one"
    title = one.title or "Exercise"
    return Task(label, title, first, stated, one.line, path.stem, second)


def _graph(one: Directive, path: Path) -> Graph:
    stated, numbers = one.text("graph", "; "), one.text("given")
    try:
        return exercise_graph(stated, numbers, one.text("ask") or "forward")
    except Unreadable as error:
        where = f"{at(path, _unread(one))}, {error.where}"
        raise LessonMistake(
            error.what, where=where, why=error.why, cure=error.cure
        ) from error


def _unread(one: Directive) -> int:
    """The line of the option that cannot be read; of the fence, if each alone can."""
    for key, read in OPTIONS.items():
        try:
            read(one.text(key, "; "))
        except Unreadable:
            return next((option.line for option in one.all(key)), one.line)
    return one.line


def source_of(path: Path) -> str:
    """The text of a lesson file, its lines ended alike."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LessonMistake(
            f"the lesson {path} cannot be read: {error.strerror}",
            where=str(path),
            cure="name a Markdown file that is there and may be read",
        ) from error
    if len(data) > LARGEST:
        raise _too_long(f"{len(data):,} bytes, more than {LARGEST:,}", str(path))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise LessonMistake(
            "the lesson is not UTF-8 text",
            where=at(path, data[: error.start].count(b"\n") + 1),
            why="other encodings cannot be told apart",
            cure="save the file as UTF-8 in your editor",
        ) from error


def _too_long(how: str, where: str) -> LessonMistake:
    return LessonMistake(
        f"the lesson has {how}",
        where=where,
        why=f"a lesson has at most {LARGEST:,} bytes and {MOST} pieces to practise",
        cure="make two lessons of it",
    )
