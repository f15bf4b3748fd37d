from __future__ import annotations

import pytest

from backsweep.practice.lesson.reading import read_lesson
from backsweep.practice.lesson.remarks import remarks


def test_a_missing_label_is_remarked(written):
    path = written("# T\n\n:::{flashcard}\nQ\n---\nA\n:::")
    [one] = remarks(read_lesson(path))
    assert str(one).startswith(f"{path}, line 3: this flashcard has no label")


def test_a_formula_that_cannot_be_drawn_is_remarked(written):
    text = ":::{flashcard}\n:label: a\nQ\n---\nSo\n$\\qed$.\n:::"
    [one] = remarks(read_lesson(written(text)))
    assert (one.line, one.text) == (
        6,
        "$\\qed$ is shown as it is written: \\qed is not known",
    )


def test_of_a_long_formula_only_its_beginning_is_told(written):
    [one] = remarks(read_lesson(written(f"$\\qed {'x' * 1000}$")))
    assert one.text.startswith("$\\qed xxx")
    assert len(one.text) < 150


@pytest.mark.parametrize("text", ["", "# Only a title\n"])
def test_a_lesson_without_anything_in_it_is_remarked(written, text):
    [one] = remarks(read_lesson(written(text)))
    assert (one.line, one.text) == (1, "the lesson is empty")


def test_a_directive_that_is_nearly_one_of_ours_is_remarked(written):
    [one] = remarks(read_lesson(written("\n:::{flashcards}\nQ\n:::")))
    assert (one.line, one.text.endswith("did you mean {flashcard}?")) == (2, True)


def test_other_directives_are_not(written):
    assert remarks(read_lesson(written(":::{note}\n$x^2$\n:::"))) == []
