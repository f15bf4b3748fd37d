"""What a lesson's author may want to know, though the lesson can be used as it is."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ..errors import Unreadable
from .directives import Directive, directives
from .faults import PRACTICE
from .formulas.reading import read
from .headings import opening
from .pieces import Lesson
from .reading import source_of
from .sentences import sentences

LONGEST = 60
"""So much of a formula is told."""


@dataclass(frozen=True)
class Remark:
    """Something about one line of a lesson."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.text}"


def remarks(lesson: Lesson) -> list[Remark]:
    """Remarks on the file of a lesson, from its first line to its last."""
    _, text = opening(source_of(lesson.path))
    empty = [] if lesson.pieces else [(1, "the lesson is empty")]
    found = [*empty, *_undrawn(text), *chain.from_iterable(map(_on, directives(text)))]
    return [Remark(lesson.path, line, words) for line, words in sorted(found)]


def _on(one: Directive) -> Iterator[tuple[int, str]]:
    if one.name in PRACTICE:
        yield from _unlabelled(one)
    elif near := difflib.get_close_matches(one.name, PRACTICE, n=1, cutoff=0.75):
        yield (
            one.line,
            f"{{{one.name}}} is shown as a note; did you mean {{{near[0]}}}?",
        )


def _unlabelled(one: Directive) -> Iterator[tuple[int, str]]:
    if not one.text("label"):
        words = "has no label, and its history is lost when its words change"
        yield one.line, f"this {one.name} {words}"


def _undrawn(source: str) -> Iterator[tuple[int, str]]:
    """The formulas that will be shown as they are written."""
    for sentence in sentences(source):
        for place, latex in sentence.formulas:
            try:
                read(latex)
            except Unreadable as error:
                shown = latex if len(latex) <= LONGEST else f"{latex[:LONGEST]}…"
                words = f"${shown}$ is shown as it is written: {error.what}"
                yield sentence.line_at(place), words
