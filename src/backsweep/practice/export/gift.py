"""Frozen variants as GIFT, the text that Moodle reads: numerical questions.

Each wrong derivation is an answer worth nothing whose feedback says what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from ...explain.formula.expression import Formula
from ...explain.formula.latex import latex
from ..exercise.arithmetic import Real
from ..exercise.words import Words
from ..lesson.pieces import Course, Lesson
from ..lesson.plain import plain
from .frozen import Frozen, Question, called, decimal, frozen, tolerance
from .writing import write

SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in r"\~=#{}:"})
CATEGORY = "$CATEGORY: $course$/top/Backsweep"


def write_gift(
    course: Course | Iterable[Lesson], path: Path, seeds: Iterable[str]
) -> None:
    """Write questions to ``path`` for each exercise and each of the ``seeds``."""
    write(path, "\n\n".join(_entries(frozen(course, seeds))).encode() + b"\n")


def escaped(words: str) -> str:
    """On one line, with nothing in it that means something to GIFT.

    >>> print(escaped("{a} = b"))
    \\{a\\} \\= b
    """
    return " ".join(words.split()).translate(SPECIAL)


def _entries(variants: Iterable[Frozen]) -> Iterator[str]:
    """The questions, and before those of an exercise the category that they go to."""
    before = ""
    for one in variants:
        category = "/".join((CATEGORY, *map(_part, (one.lesson.title, one.task.title))))
        if category != before:
            yield category
        before = category
        for question in one.questions:
            yield _entry(one, question)


def _part(title: str) -> str:
    """A part of a category's path, in which a slash is written twice."""
    return " ".join(plain(title).split()).replace("/", "//")


def _entry(one: Frozen, question: Question) -> str:
    title = f"{plain(one.task.title)}, {called(one.variant.seed)}: {question.step.id}"
    stated = [*one.computed, *one.given, question.words]
    text = "".join(f"<p>{_html(words)}</p>" for words in stated)
    lines = [f"::{escaped(title)}::[html]{escaped(text)}{{#"]
    lines += [f"\t{answer}" for answer in _answers(question)]
    solution = "<br>".join(map(_html, one.worked))
    return "\n".join([*lines, f"\t####{escaped(solution)}", "}"])


def _answers(question: Question) -> Iterator[str]:
    """The right number first, for Moodle takes the first that fits."""
    yield f"=%100%{_number(question.number)}#{escaped('Right.')}"
    for slip in question.slips:
        yield f"=%0%{_number(slip.number)}#{escaped(_html(slip.words))}"


def _number(one: Real) -> str:
    return f"{decimal(one)}:{tolerance(one):g}"


def _html(words: Words) -> str:
    """Words as HTML, formulas as Moodle's MathJax reads them."""
    return "".join(map(_piece, words))


def _piece(one: str | Formula) -> str:
    return escape(one) if isinstance(one, str) else rf"\({escape(latex(one))}\)"
