"""What is said of a box: never its number, and what was typed as it was typed."""

import pytest

from backsweep.practice.grading.grade import Grade
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.telling.verdicts import told
from backsweep.practice.variants.variant import variant

from ..graphs import TASKS

PRINTED = variant(mistakes_of(TASKS["backpropagation/worked-chain"]), "printed")


def said(boxes, step):
    grade = Grade(PRINTED, boxes)
    found = told(grade, grade.marks[step])
    return found and found.said


@pytest.mark.parametrize("typed", ["abc", "x2", "nan"])
def test_what_was_typed_is_told_as_it_was_typed(typed):
    assert said({"a1": typed}, "a1").startswith(f"{typed} is not a plain number: ")


@pytest.mark.parametrize("typed, begins", [("%", "Percent is not"), ("3 4", "'4' is")])
def test_other_troubles_are_sentences(typed, begins):
    words = said({"a1": typed}, "a1")
    assert words.startswith(begins) and words.endswith(".")


def test_what_is_right_needs_no_words():
    assert said({"a1": "1"}, "a1") is None


def test_a_number_that_follows_is_told_from_which():
    assert said({"a2": "3", "a3": "6"}, "a3") == "Right, from your a2 = 3."


def test_what_was_not_done_is_not_said_to_be_known():
    words = said({"a2": "3"}, "a2")
    assert words.startswith("3 is the number you get if you added")


def test_where_nothing_fits_the_first_slip_is_named():
    words = said({"a3": "71", "dC/dw1": "1000"}, "dC/dw1")
    assert words == "No slip that is known here gives 1000. Look at a3 first."
