from __future__ import annotations

import pytest

from backsweep.practice.lesson.checking import Report, check_file, check_lesson
from backsweep.practice.lesson.course import own_course
from backsweep.practice.lesson.reading import read_lesson

EXERCISE = """\
:::{{exercise}} Work it
:label: work
:graph: C = (a2 - y)**2; a2 = w2*a1; a1 = w1*a0
:given: a0 = 2, w1 = 3, w2 = 5, y = 28
{}
:::
"""
SIGMOID = """\
:::{{flashcard}}
:label: bent
:graph: a = sigmoid(z); z = w*x
:given: w = 1/2, x = 2
Front
---
{}
:::
"""


@pytest.fixture
def checked(written):
    def check(text: str) -> Report:
        return check_lesson(read_lesson(written(text)))

    return check


def wrong(report: Report) -> list[tuple[int, str, str]]:
    return [(one.line, one.stated, one.right) for one in report.wrong]


def test_right_numbers_pass_and_are_counted(checked):
    report = checked(EXERCISE.format("$a_1 = 6$, a2 = 30 and $C = (30 - 28)^2 = 4$."))
    assert report.passed
    assert report.compared == 4


def test_a_wrong_number_is_told_with_file_line_and_what_is_right(checked):
    report = checked(EXERCISE.format("So\n$a_1 = 6$\nand $a_2 = 31$."))
    [one] = report.wrong
    assert (one.line, one.stated, one.right, one.path.name) == (
        7,
        "31",
        "30",
        "chains.md",
    )
    assert not report.passed


def test_rates_are_those_of_the_engine(checked):
    text = r"$\frac{dC}{dw_1} = 4 \cdot 5 \cdot 2 = 41$, dC/dw2 = 24, da2/da1 = 5"
    assert wrong(checked(EXERCISE.format(text))) == [(5, "41", "40")]


def test_a_side_that_is_wrong_is_told_though_the_last_one_is_right(checked):
    text = "dC/dw1 = 4·5·3 = 40"
    assert wrong(checked(EXERCISE.format(text))) == [(5, "4·5·3", "40")]


def test_the_solution_is_checked_like_the_question(checked):
    assert wrong(checked(EXERCISE.format("Go.\n---\nIt is a1 = 7."))) == [(7, "7", "6")]


def test_words_below_an_exercise_speak_of_the_nearest_one_above(checked):
    above = EXERCISE.format("Go.")
    text = above + above.replace("w1 = 3", "w1 = 4").replace("work", "again")
    assert wrong(checked(text + "\nNow $a_1 = 6$.")) == [(14, "6", "8")]


def test_words_that_use_other_names_speak_of_themselves(checked):
    text = EXERCISE.format("Go.") + "\nTake $u = 3$ and $a_1 = u + 4 = 7$."
    assert checked(text).passed


def test_what_words_say_themselves_has_to_agree(checked):
    text = "Take $x = 3$. Then $u = 2 \\cdot x = 6$,\nand $v = u + x = 10$."
    assert wrong(checked(text)) == [(2, "10", "9")]


def test_a_heading_begins_anew(checked):
    assert checked("Take x = 3.\n\n## Again\n\nTake x = 4.").passed


def test_equations_without_names_are_worked_out_anywhere(checked):
    text = "> $\\frac{1}{32} = 0.03125$\n\n- 2·3 = 6\n- 0.5^5 = 0.04"
    assert wrong(checked(text)) == [(4, "0.04", "0.03125")]


@pytest.mark.parametrize("text", ["a ≈ 0.731", "a ≈ 0.73", "1 - a ≈ 0.2689"])
def test_after_nearly_the_stated_digits_have_to_be_right(checked, text):
    assert checked(SIGMOID.format(text)).passed


@pytest.mark.parametrize(
    ("text", "right"),
    [("a ≈ 0.732", "0.731"), ("a ≈ 0.7", None), ("a = 0.731", "0.7311")],
)
def test_rounding_has_to_be_right_and_said(checked, text, right):
    found = [one.right for one in checked(SIGMOID.format(text)).wrong]
    assert found == ([right] if right else [])


def test_code_is_not_checked(checked):
    assert checked(EXERCISE.format("Type `a1 = 7`.\n\n    a1 = 8")).passed


def test_a_number_that_nothing_can_check_is_remarked(checked):
    [remark] = checked(EXERCISE.format("dC/dw9 = 4")).remarks
    assert "dC/dw9 = 4 is not checked" in remark.text


def test_given_numbers_that_cannot_be_worked_out_are_a_mistake(checked):
    text = EXERCISE.format("Go.").replace("(a2 - y)**2", "1/(a2 - y)")
    [mistake] = checked(text.replace("y = 28", "y = 30")).mistakes
    assert mistake.where.endswith("line 1")


@pytest.mark.parametrize("old", ["= 8$", "= 0.03125$", "\\cdot 1 = 3$", "= 0.2$"])
def test_a_changed_number_of_the_first_lesson_is_found(written, old):
    [seed, *_] = own_course()
    text = seed.path.read_text()
    assert old in text
    changed = text.replace(old, old.replace(old[-2], "7"))
    report = check_lesson(read_lesson(written(changed)))
    assert report.wrong
    lines = changed.split("\n")
    assert all("7" in lines[one.line - 1] for one in report.wrong)


def test_the_entries_of_a_matrix_are_those_of_the_engine(checked):
    text = """\
:::{exercise} A layer
:label: layer
:graph: C = sum((z - y)**2); z = W @ x
:given: W = [[2, -1], [3, 5]], x = [4, 3], y = [2, 22]
The slopes are
$$\\frac{dC}{dW} = \\begin{bmatrix} 6 \\cdot 4 & 18 \\\\ 40 & 31 \\end{bmatrix}$$
:::
"""
    assert wrong(checked(text)) == [(6, "31", "30")]


def test_a_file_that_cannot_be_read_is_reported_with_all_its_mistakes(written):
    report = check_file(written(":::{flashcard}\nQ\n:::\n\n:::{exercise}\n:::"))
    assert len(report.mistakes) == 2
    assert not report.passed


def test_a_file_that_can_be_read_is_checked(written):
    assert wrong(check_file(written("2·3 = 7"))) == [(1, "7", "6")]
