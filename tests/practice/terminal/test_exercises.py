"""An exercise in a terminal: every box is judged at once, and told why."""

import pytest

from backsweep.practice.memory.moments import now
from backsweep.practice.memory.records import Draft
from backsweep.practice.memory.store import Store
from backsweep.practice.terminal.screen import Screen
from backsweep.practice.variants.seeds import PRINTED

from .conftest import CHAIN

SKILL = "skill:chains/chain"
RIGHT = ("15", "-60", "9", "-6", "-4", "3", "72", "-2.2")
"""a1, a2, C, dC/da2, da2/da1, da1/dw1, dC/dw1, and w1 after a step."""


@pytest.fixture
def printed(store, course):
    """The course, its exercise begun with the numbers that it prints."""
    store.drafts.save(Draft(SKILL, PRINTED, now()))
    return course(CHAIN)


def test_right_numbers_are_right(typed, printed, store):
    shown = typed(printed, *RIGHT)
    assert shown.count("✓ right") == len(RIGHT)
    assert "All right." in shown
    assert [review.item for review in store.reviews.all()] == [SKILL]


def test_it_states_what_is_given_as_the_lesson_does(typed, printed):
    shown = typed(printed)
    for stated in ("Take your time.", "C = (a2 − y)²", "w2\xa0=\xa0−4"):
        assert stated in shown


def test_what_is_said_of_the_printed_numbers_comes_with_no_others(typed, course):
    shown = typed(course(CHAIN))
    assert "C = (a2 − y)²" in shown
    assert "Take your time." not in shown


def test_a_wrong_number_is_told_by_the_slip_that_leads_to_it(typed, printed):
    shown = typed(printed, *RIGHT[:6], "-18")
    assert "✗ −18 is the number you get if you left out the factor da2/da1." in shown
    assert "Right  dC/da2 · »da2/da1« · da1/dw1 = (−6) · »(−4)« · 3 = ?" in shown


def test_a_verdict_never_says_the_right_number(typed, printed):
    shown = typed(printed, "3", "5", "8", *["1"] * 12)
    assert "15" not in shown


def test_a_slip_is_punished_once(typed, printed):
    shown = typed(printed, "5", "", "-20")
    assert shown.count("✗") == 1
    assert "✓ Right, from your a1 = 5." in shown


def test_a_wrong_number_can_be_put_right_at_once(typed, printed):
    assert "✓ right" in typed(printed, "5", "15")


def test_what_is_no_number_is_not_held_against_anybody(typed, printed, store):
    assert "? abc is not" in typed(printed, "abc")
    assert store.attempts.all() == ()


def test_three_hints_lead_to_the_number(typed, printed, store):
    shown = typed(printed, "?", "?", "?", "?")
    assert "a1 = w1·a0 = 15" in shown
    assert store.drafts.of(SKILL, PRINTED).hints == {"a1": 3}


def test_a_box_can_be_left_out(typed, printed):
    shown = typed(printed, "-", "-", "-", "-", "-", "-", *RIGHT[6:])
    assert "All right." in shown


def test_an_empty_line_is_no_answer(typed, printed):
    assert "a number, ? or -" in typed(printed, "")


def test_wrong_answers_are_asked_again(typed, printed):
    shown = typed(printed, *RIGHT[:7], "9", "", "", "-2.2")
    assert "Not right yet: new w1." in shown
    assert "✗ new w1 = 9" in shown
    assert "All right." in shown


def test_giving_up_shows_the_solution_and_brings_it_back(typed, printed, store):
    shown = typed(printed, *["-"] * 8, "s")
    assert "dC/dw1 = dC/da2 · da2/da1 · da1/dw1 = −6 · (−4) · 3 = 72" in shown
    assert "That was w1." in shown
    assert [review.rating.name for review in store.reviews.all()] == ["Again"]


def test_other_numbers_follow_when_wanted(typed, printed, store):
    shown = typed(printed, *RIGHT, "v", "1")
    assert shown.count("The way forward") == 2
    assert len({one.variant for one in store.attempts.all()}) == 2


def test_a_session_goes_on_in_the_middle_of_an_exercise(typed, printed):
    typed(printed, "15", "-60")
    shown = typed(printed, "9")
    assert "✓ a1 = 15" in shown
    assert "✓ a2 = -60" in shown
    assert "C = 9\n    ✓ right" in shown


def test_right_is_said_only_when_the_answer_is_on_disk(typed, printed, store):
    seen = []

    class Watching(Screen):
        def say(self, *words, **more):
            if words == ("right",):
                with Store(store.path) as disk:
                    seen.append(len(disk.attempts.all()))
            super().say(*words, **more)

    typed(printed, *RIGHT, screen=Watching)
    assert seen == list(range(1, len(RIGHT) + 1))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(typed, printed, width):
    shown = typed(printed, "3", "1", "?", "?", "?", "9", "zz", "", "-18", width=width)
    assert max(map(len, shown.splitlines())) <= min(width, 76)


def test_a_pipe_gets_no_colours(typed, printed):
    assert "\x1b" not in typed(printed, "3", "15")
