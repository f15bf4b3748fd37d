from __future__ import annotations

from fractions import Fraction

import pytest

from backsweep.practice.errors import LessonMistake
from backsweep.practice.grammar.graph import Forward, Slope
from backsweep.practice.lesson.pieces import Flashcard, Prose, SelfCheck, Task
from backsweep.practice.lesson.reading import (
    LARGEST,
    MOST,
    lesson_mistakes,
    read_lesson,
)

LESSON = """\
# Rates

Rates *multiply*.

:::{selfcheck}
:label: why
Why?
---
Because.
:::

## Now you

:::{exercise} Work it
:label: work
:graph: C = (a - y)**2; a = w*x
:given: w = 1, x = 2, y = 3
:ask: forward, dC/dw
Go on.
---
Done.
:::

:::{flashcard}
:label: card
Front
---
Back
:::

The end.
"""


def test_a_lesson_is_its_pieces_in_order_with_their_lines(written):
    pieces = read_lesson(written(LESSON)).pieces
    assert [(type(piece), piece.line) for piece in pieces] == [
        (Prose, 3),
        (SelfCheck, 5),
        (Prose, 12),
        (Task, 14),
        (Flashcard, 24),
        (Prose, 31),
    ]


def test_the_first_heading_is_the_title_and_no_longer_in_the_prose(written):
    lesson = read_lesson(written(LESSON))
    assert lesson.title == "Rates"
    assert lesson.pieces[0].source == "Rates *multiply*."


def test_front_matter_may_give_the_title(written):
    lesson = read_lesson(written("---\ntitle: 'Chains'\n---\n\nWords."))
    assert (lesson.title, lesson.pieces) == ("Chains", (Prose("Words.", 5),))


def test_without_a_title_the_file_name_is_one(written):
    assert read_lesson(written("Words.", "tides.md")).title == "tides"


def test_an_exercise_has_its_graph_its_words_and_an_id(written):
    [task] = read_lesson(written(LESSON)).tasks
    assert (task.id, task.title) == ("chains/work", "Work it")
    assert (task.intro, task.closing) == ("Go on.", "Done.")
    assert task.graph.given == {"w": 1, "x": 2, "y": Fraction(3)}
    assert task.graph.asks == (Forward(), Slope("C", "w"))


def test_a_piece_without_a_label_is_called_by_its_words(written):
    text = ":::{selfcheck}\nWhat is *the* rule?\n---\nA.\n:::"
    assert read_lesson(written(text)).checks[0].label == "what-is-the-rule"


def test_a_directive_of_others_stays_in_the_prose(written):
    text = "Before.\n\n:::{note}\nWords.\n:::\n\nAfter."
    assert read_lesson(written(text)).pieces == (Prose(text, 1),)


def test_a_card_may_state_a_graph(written):
    card = ":::{flashcard}\n:graph: f = 2*x\n:given: x = 3\nQ\n---\nA\n:::"
    assert read_lesson(written(card)).cards[0].graph.cost == "f"


def test_reading_raises_the_first_mistake(written):
    with pytest.raises(LessonMistake, match="has no back"):
        read_lesson(written(":::{flashcard}\nQ\n:::\n\n:::{exercise}\n:::"))


def test_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path):
    path = tmp_path / "windows.md"
    path.write_bytes(b"\xef\xbb\xbf" + LESSON.replace("\n", "\r\n").encode())
    assert len(read_lesson(path).pieces) == 6


def test_other_encodings_are_refused_with_the_line(tmp_path):
    path = tmp_path / "latin.md"
    path.write_bytes("# One\n\nGrüße".encode("latin-1"))
    [mistake] = lesson_mistakes(path)
    assert (mistake.what, mistake.where) == (
        "the lesson is not UTF-8 text",
        f"{path}, line 3",
    )


def test_a_file_that_is_not_there_is_a_mistake(tmp_path):
    [mistake] = lesson_mistakes(tmp_path / "none.md")
    assert "No such file" in mistake.what


def test_a_file_that_is_too_large_is_refused_unread(written):
    [mistake] = lesson_mistakes(written("x" * (LARGEST + 1)))
    assert "1,000,001 bytes, more than 1,000,000" in mistake.what


@pytest.mark.parametrize(
    ("option", "wrong", "line"),
    [
        ("graph: C = (a - y)**2; a = w*x", "graph: C = (a - y", 16),
        ("given: w = 1, x = 2, y = 3", "given: w = 1, x =", 17),
        ("ask: forward, dC/dw", "ask: forward, step(w)", 18),
        ("ask: forward, dC/dw", "ask: forward, dC/dv", 14),
    ],
)
def test_an_option_that_cannot_be_read_is_named_by_its_line(
    written, option, wrong, line
):
    path = written(LESSON.replace(option, wrong))
    [mistake] = lesson_mistakes(path)
    assert mistake.where.startswith(f"{path}, line {line}, ")


def test_too_many_pieces_are_refused(written):
    card = ":::{{flashcard}}\n:label: n{}\nQ\n---\nA\n:::\n\n"
    mistakes = lesson_mistakes(written("".join(map(card.format, range(MOST + 1)))))
    assert [one.what for one in mistakes] == [f"the lesson has more than {MOST} pieces"]
