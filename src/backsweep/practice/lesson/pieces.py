"""What a lesson is made of, as it was read: nothing here is computed yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..grammar.graph import Graph


@dataclass(frozen=True)
class Prose:
    """Text between the pieces; ``source`` is its Markdown, ``line`` where it begins."""

    source: str
    line: int


@dataclass(frozen=True)
class SelfCheck:
    """A question whose answer stays hidden until it is asked for."""

    label: str
    question: str
    answer: str
    line: int


@dataclass(frozen=True)
class Flashcard:
    """A card: ``front`` and ``back`` in Markdown; ``graph`` where it states numbers."""

    label: str
    front: str
    back: str
    line: int
    graph: Graph | None = None
    lesson: str = ""

    @property
    def id(self) -> str:
        """What its history goes by: the lesson's name and the card's label."""
        return f"{self.lesson}/{self.label}"


@dataclass(frozen=True)
class Task:
    """An exercise as the author stated it."""

    label: str
    title: str
    intro: str
    graph: Graph
    line: int
    lesson: str = ""
    closing: str = ""

    @property
    def id(self) -> str:
        """What its history goes by."""
        return f"{self.lesson}/{self.label}"


Piece = Prose | SelfCheck | Flashcard | Task


@dataclass(frozen=True)
class Lesson:
    """A lesson file: its ``name`` is the file's, without the ending."""

    name: str
    title: str
    path: Path
    pieces: tuple[Piece, ...]

    @property
    def checks(self) -> tuple[SelfCheck, ...]:
        """The self-check questions."""
        return tuple(x for x in self.pieces if isinstance(x, SelfCheck))

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The exercises."""
        return tuple(x for x in self.pieces if isinstance(x, Task))

    @property
    def cards(self) -> tuple[Flashcard, ...]:
        """The flashcards."""
        return tuple(x for x in self.pieces if isinstance(x, Flashcard))


@dataclass(frozen=True)
class Course:
    """Lessons in the order of their file names."""

    lessons: tuple[Lesson, ...]

    def __iter__(self) -> Iterator[Lesson]:
        return iter(self.lessons)
