import os
import sqlite3
import zipfile

import pytest

from backsweep.practice.export.anki import write_deck
from backsweep.practice.lesson.course import read_course

DAY = 86_400


@pytest.fixture
def opened(tmp_path):
    """``opened(path)``: the collection in a package."""

    def opened(path):
        with zipfile.ZipFile(path) as archive:
            archive.extract("collection.anki2", tmp_path)
        return sqlite3.connect(tmp_path / "collection.anki2")

    return opened


def rows(opened, course, path, query):
    write_deck(course, path)
    database = opened(path)
    found = database.execute(query).fetchall()
    database.close()
    return found


def test_every_card_is_a_note_with_its_lesson_as_tag(first, tmp_path, opened):
    query = "select tags, flds from notes"
    notes = rows(opened, first, tmp_path / "deck.apkg", query)
    assert len(notes) == 9
    assert {tags for tags, _ in notes} == {" backsweep::backpropagation "}
    assert notes[1][1].startswith("<p>Write down the chain rule in one line.</p>\x1f")


def test_the_same_lessons_give_the_same_bytes(course, tmp_path):
    one, other = tmp_path / "one.apkg", tmp_path / "other.apkg"
    write_deck(course, one)
    write_deck(course, other)
    assert one.read_bytes() == other.read_bytes()


def test_an_edited_card_keeps_its_guid_and_is_newer(hostile, tmp_path, opened):
    query = "select guid, mod, flds from notes"
    [lesson] = hostile
    [(guid, moment, _)] = rows(opened, hostile, tmp_path / "old.apkg", query)

    text = lesson.path.read_text("utf-8")
    lesson.path.write_text(text.replace("#panic()", "calm"), "utf-8")
    os.utime(lesson.path, (moment + DAY, moment + DAY))
    edited = read_course(lesson.path.parent)
    [(again, later, fields)] = rows(opened, edited, tmp_path / "new.apkg", query)

    assert (again, later) == (guid, moment + DAY)
    assert "calm" in fields


def test_a_title_makes_no_decks_of_its_own(hostile, tmp_path, opened):
    [(decks,)] = rows(opened, hostile, tmp_path / "d.apkg", "select decks from col")
    assert "Backsweep::A " in decks
    assert ":y" in decks
    assert "::y" not in decks


def test_nothing_hostile_runs(hostile, tmp_path, opened):
    query = "select flds from notes"
    [(fields,)] = rows(opened, hostile, tmp_path / "d.apkg", query)
    for harm in ("<script", "[sound:", "[latex]", r"\(\href", r"\(y"):
        assert harm not in fields
    assert r"\(x\)" in fields
