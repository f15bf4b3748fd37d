"""A course as an Anki deck: an edited lesson updates its cards and keeps their history.

Anki knows a note by its guid, made here from the card's id, and takes over a note that
is newer than its own; so notes are dated by their lesson files. The same files give the
same bytes, but for SQLite's own version number in the collection's header.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from importlib.resources import files
from itertools import count
from pathlib import Path

from ..lesson.pieces import Course, Flashcard, Lesson
from ..lesson.plain import plain
from .anki_html import html
from .extra import require
from .writing import edited, packed, write

require("genanki", "practice", "an Anki deck")

import genanki  # noqa: E402

DECK, MODEL = "Backsweep", "Backsweep card"
SIDES = ("Front", "Back")
QUESTION = "{{Front}}"
ANSWER = '{{Front}}<hr id="answer">{{Back}}'


def write_deck(course: Course | Iterable[Lesson], path: Path) -> None:
    """Write the cards of a course to ``path``: a deck, and in it one per lesson."""
    lessons = [one for one in course if one.cards]
    moment = edited(lessons)
    decks = [_deck(one) for one in lessons]
    write(
        path, packed({"collection.anki2": _collection(decks, moment), "media": b"{}"})
    )


def _deck(lesson: Lesson) -> genanki.Deck:
    """The deck of a lesson; a colon pair in its title would make one more deck."""
    title = re.sub(":{2,}", ":", " ".join(plain(lesson.title).split()))
    deck = genanki.Deck(_number(f"deck {lesson.name}"), f"{DECK}::{title}")
    for card in lesson.cards:
        deck.add_note(_note(card))
    return deck


def _note(card: Flashcard) -> genanki.Note:
    tag = re.sub(r"\s", "_", f"{DECK}::{card.lesson}".lower())
    return genanki.Note(
        _model(),
        [html(card.front), html(card.back)],
        sort_field=plain(card.front),
        tags=[tag],
        guid=genanki.guid_for("backsweep", card.id),
    )


def _model() -> genanki.Model:
    """One question and one answer; made anew, since a deck writes into its models."""
    return genanki.Model(
        _number(f"model {MODEL}"),
        MODEL,
        fields=[{"name": side} for side in SIDES],
        templates=[{"name": "Card", "qfmt": QUESTION, "afmt": ANSWER}],
        css=(files(__package__) / "templates" / "anki.css").read_text("utf-8"),
    )


def _number(name: str) -> int:
    """A number for a name, the same for ever, of the size that Anki makes its own."""
    digest = hashlib.sha256(f"backsweep {name}".encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:4]) % (1 << 30)


def _collection(decks: list[genanki.Deck], moment: int) -> bytes:
    """The decks as the SQLite file that an Anki package holds."""
    with closing(sqlite3.connect(":memory:")) as database:
        ids = count(moment * 1000)
        genanki.Package(decks).write_to_db(database.cursor(), moment, ids)
        database.commit()
        return database.serialize()
