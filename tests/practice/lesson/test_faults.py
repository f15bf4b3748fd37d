from __future__ import annotations

import pytest

from backsweep.practice.lesson.reading import lesson_mistakes


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (":::{flashcard}\nQ\n---\nA", 1, "the fence of this flashcard is not closed"),
        ("\n:::{note}\nwords", 2, "the fence of this note is not closed"),
        (":::{flashcard}\nQ\n:::", 1, "a flashcard has no back"),
        (":::{selfcheck}\n\n---\nA\n:::", 1, "a selfcheck has no question"),
        (":::{exercise} T\nwords\n:::", 1, "an exercise has no graph"),
        (
            ":::{flashcard}\n:lable: x\nQ\n---\nA\n:::",
            2,
            "a flashcard has no option `lable`",
        ),
        (":::{flashcard}\n:label: a/b\nQ\n---\nA\n:::", 2, "'a/b' is not a label"),
        ("> :::{flashcard}\n> Q\n> :::", 1, "a flashcard stands inside something else"),
        (":::{exercise} T\n:graph: C = w*(\n:::", 2, "the text ends"),
    ],
)
def test_a_mistake_names_its_line(written, text, line, what):
    path = written(text)
    [mistake] = lesson_mistakes(path)
    assert mistake.what == what
    assert mistake.where.startswith(f"{path}, line {line}")
    assert mistake.cure


def test_an_option_that_is_misspelt_is_told_the_nearest(written):
    [mistake] = lesson_mistakes(
        written(":::{exercise} T\n:graf: x\n:graph: C = w*x\n:given: w = 1, x = 2\n:::")
    )
    assert "`:graph:`" in mistake.cure


def test_every_mistake_of_a_file_is_told(written):
    text = ":::{flashcard}\n:a: 1\n:b: 2\nQ\n:::\n\n:::{exercise}\n:::"
    assert len(lesson_mistakes(written(text))) == 4


def test_a_label_that_is_used_twice_is_told_where_it_was_first(written):
    card = ":::{flashcard}\n:label: same\nQ\n---\nA\n:::\n"
    [mistake] = lesson_mistakes(written(card + "\n" + card))
    assert mistake.what == "the label `same` is used twice"
    assert "line 8" in mistake.where
    assert "line 1" in mistake.cure
