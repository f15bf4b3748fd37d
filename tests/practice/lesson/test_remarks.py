from __future__ import annotations

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


def test_a_directive_that_is_nearly_one_of_ours_is_remarked(written):
    [one] = remarks(read_lesson(written("\n:::{flashcards}\nQ\n:::")))
    assert (one.line, one.text.endswith("did you mean {flashcard}?")) == (2, True)


def test_other_directives_are_not(written):
    assert remarks(read_lesson(written(":::{note}\n$x^2$\n:::"))) == []
