"""Cards to print: a tagged PDF with one card to a page, its size in millimetres.

The file follows PDF/UA: it has a title, a language and a structure, each question is a
heading, and each formula can be heard. Fonts are part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from ..lesson.pieces import Course, Lesson
from ..lesson.plain import plain
from .errors import ExportMistake
from .extra import require
from .typst_code import call, row, string
from .typst_markdown import blocks, heading
from .writing import edited, write

require("typst", "pdf", "a PDF of cards")

import typst  # noqa: E402


def write_cards_pdf(
    course: Course | Iterable[Lesson], path: Path, back: bool = False
) -> None:
    """Write the cards of a course to ``path``, answers included or on the ``back``."""
    lessons = [one for one in course if one.cards]
    if not lessons:
        raise ExportMistake(
            "there are no cards to print",
            where=str(path),
            cure="add a {flashcard} to a lesson",
        )
    write(path, _pdf(source(lessons, back), edited(lessons), path))


def source(lessons: list[Lesson], back: bool = False) -> str:
    """The document as Typst code: the template, the title, the cards."""
    template = (files(__package__) / "templates" / "cards.typ").read_text("utf-8")
    title = plain(lessons[0].title) if len(lessons) == 1 else "Flashcards"
    cards = [one for lesson in lessons for one in _cards(lesson, back)]
    return "\n".join([template, f"#set document(title: {string(title)})", *cards])


def _cards(lesson: Lesson, back: bool) -> Iterable[str]:
    called = string(plain(lesson.title))
    for number, card in enumerate(lesson.cards, 1):
        title, rest = heading(card.front)
        place = string(f"{number} of {len(lesson.cards)}")
        sides = {"title": title, "rest": row(rest), "answer": row(blocks(card.back))}
        turned = "true" if back else "false"
        yield "#" + call("card", **sides, lesson=called, place=place, back=turned)


def _pdf(code: str, moment: int, path: Path) -> bytes:
    """The document set, from a folder that is empty: there is nothing to be read."""
    try:
        with TemporaryDirectory() as empty:
            compiler = typst.Compiler(code.encode(), root=empty)
            made = compiler.compile(
                format="pdf", pdf_standards="ua-1", timestamp=moment
            )
    except typst.TypstError as error:
        raise ExportMistake(
            f"the cards cannot be set as a PDF: {error.message}",
            where=str(path),
            why="a PDF for everybody needs a glyph and words for all that is on it",
            cure="install a font with that sign, or print from the browser",
        ) from error
    assert isinstance(made, bytes)
    return made
