"""What a learner says of a bug is judged line and number apart."""

import pytest

from backsweep.practice.grading.grade import Verdict
from backsweep.practice.items.bug import Bug
from backsweep.practice.items.finding import Finding
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.seeds import PRINTED
from backsweep.practice.variants.variant import variant

from ..graphs import TASKS

WRONG_LINE = "dC/da3"
"""In the bug below its 2 is forgotten, so that it says 1."""


@pytest.fixture(scope="module")
def one():
    mistakes = mistakes_of(TASKS["backpropagation/worked-chain"])
    (fault,) = (x for x in mistakes.all if x.id == "forgotten-two(dC/da3)")
    return Bug(variant(mistakes, PRINTED), fault)


def test_line_and_number_are_right(one):
    found = Finding(one, WRONG_LINE, "2")
    assert found.solved and found.complete
    assert found.mistakes == ()


def test_the_line_alone_is_not_enough(one):
    found = Finding(one, WRONG_LINE, "7")
    assert found.found and not found.solved


def test_whoever_makes_the_same_mistake_is_told_so(one):
    found = Finding(one, WRONG_LINE, "1")
    assert found.mark.verdict is Verdict.WRONG
    assert one.fault.id in found.mistakes


@pytest.mark.parametrize("line", ["a1", "da3/da2", "dC/dw1", "w1_new"])
def test_who_picks_another_line_has_not_seen_the_mistake(one, line):
    found = Finding(one, line, "2")
    assert not found.found and not found.solved
    assert found.mistakes == (one.fault.id,)


@pytest.mark.parametrize("line, typed", [("", "2"), ("da9", "2"), (WRONG_LINE, "")])
def test_what_is_left_out_is_asked_for_again(one, line, typed):
    assert not Finding(one, line, typed).complete


def test_a_number_that_cannot_be_read_is_told_at_its_box(one):
    found = Finding(one, WRONG_LINE, "minus five")
    assert not found.complete
    assert found.mark.trouble
