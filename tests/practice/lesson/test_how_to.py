"""What the page on writing lessons shows is a lesson, and behaves as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backsweep.practice.lesson.checking import check_file
from backsweep.practice.lesson.reading import read_lesson
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.proposals import passing

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "lesson.md"
[SHOWN] = re.findall(r"^```markdown\n(.*?)^```$", PAGE.read_text(), re.M | re.S)
STATED = r"2 \cdot 3 = 6"


def hiding(path):
    [task] = read_lesson(path).tasks
    steps = passing(mistakes_of(task.graph))
    return {step.step.id: [fault.id for fault in step.faults] for step in steps}


def test_the_lesson_shown_passes_without_a_remark_and_hides_nothing(written):
    report = check_file(path := written(SHOWN))
    assert report.passed
    assert report.compared
    assert report.remarks == ()
    assert hiding(path) == {}


def test_it_has_one_of_each_kind(written):
    lesson = read_lesson(written(SHOWN))
    assert [len(x) for x in (lesson.checks, lesson.tasks, lesson.cards)] == [1, 1, 1]


def test_seven_by_mistake_fails_with_line_stated_and_right(written):
    path = written(SHOWN.replace(STATED, r"2 \cdot 3 = 7"))
    [wrong] = check_file(path).wrong
    line = SHOWN[: SHOWN.index(STATED)].count("\n") + 1
    assert (wrong.path, wrong.line) == (path, line)
    assert (wrong.stated, wrong.right) == ("7", "6")


@pytest.mark.parametrize(("stated", "passes"), [("25", True), ("24", False)])
def test_an_equation_outside_of_dollar_signs_is_worked_out_too(written, stated, passes):
    text = SHOWN.replace("The output is", f"C = (a − y)² = {stated}. The output is")
    assert check_file(written(text)).passed is passes


def test_alike_numbers_let_the_weight_pass_for_the_input(written):
    faults = hiding(written(SHOWN.replace("x = 3", "x = 2")))
    assert any("w" in fault for fault in faults["da/dw"])
