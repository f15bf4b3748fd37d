"""What a real Anki makes of our decks: new cards, nothing twice, edits in place."""

import os
from importlib import import_module
from pathlib import Path

import pytest

from backsweep.practice.export.anki import write_deck
from backsweep.practice.lesson.course import own_course, read_course

pytestmark = pytest.mark.peers

DAY = 86_400
CARDS = "# Chains\n\n" + "\n\n".join(
    f":::{{flashcard}}\n:label: {label}\nWhat is ${label}_1$?\n---\nA rate.\n:::"
    for label in "abc"
)


@pytest.fixture
def anki():
    """Anki's own library; without it these tests fail when they are asked for."""
    return import_module("anki.collection")


@pytest.fixture
def collection(anki, tmp_path):
    opened = anki.Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def brought_in(anki, collection):
    """``brought_in(course, path)``: the log of an import, options as Anki has them."""

    def brought_in(course, path):
        write_deck(course, path)
        options = anki.ImportAnkiPackageOptions(with_scheduling=False)
        request = anki.ImportAnkiPackageRequest(package_path=str(path), options=options)
        return collection.import_anki_package(request).log

    return brought_in


@pytest.fixture
def lesson(tmp_path):
    path = tmp_path / "chains.md"
    path.write_text(CARDS, "utf-8")
    return path


def edit(path: Path, old: str, new: str):
    """The lesson saved again, a day later."""
    moment = path.stat().st_mtime + DAY
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    os.utime(path, (moment, moment))


def test_every_card_is_new_once(collection, brought_in, tmp_path):
    course = own_course()
    cards = sum(len(lesson.cards) for lesson in course)

    first = brought_in(course, tmp_path / "one.apkg")
    again = brought_in(course, tmp_path / "two.apkg")

    assert (len(first.new), len(first.updated)) == (cards, 0)
    assert (len(again.new), len(again.updated)) == (0, 0)
    assert len(again.duplicate) == collection.card_count() == cards


def test_each_lesson_has_a_deck_within_ours(collection, brought_in, tmp_path):
    brought_in(own_course(), tmp_path / "deck.apkg")
    names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert "Backsweep::Backpropagation and the chain rule" in names


def test_an_edited_lesson_updates_its_cards_and_keeps_their_history(
    collection, brought_in, lesson, tmp_path
):
    brought_in(read_course(lesson), tmp_path / "old.apkg")
    [card] = [collection.get_card(x) for x in collection.find_cards('"What is *a_1*"')]
    collection.sched.set_due_date([card.id], "3!")
    reviews = collection.db.scalar("select count() from revlog")

    edit(lesson, "A rate.", "A rate, *always*.")
    log = brought_in(read_course(lesson), tmp_path / "new.apkg")

    assert (len(log.new), len(log.updated)) == (0, 3)
    kept = collection.get_card(card.id)
    assert kept.note()["Back"] == "<p>A rate, <em>always</em>.</p>"
    assert kept.ivl == 3
    assert collection.db.scalar("select count() from revlog") == reviews == 1


def test_formulas_are_left_to_mathjax_and_marked_up_by_anki(
    collection, brought_in, lesson, tmp_path
):
    brought_in(read_course(lesson), tmp_path / "deck.apkg")
    [card, *_] = [collection.get_card(x) for x in collection.find_cards("")]
    assert r"\(a_1\)" in card.question()
    assert '<hr id="answer">' in card.answer()
