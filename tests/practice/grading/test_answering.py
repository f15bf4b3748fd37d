"""An answer leaves its traces before anybody is told what it was worth."""

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Rating

from backsweep.practice.grading.answering import Turn, turn
from backsweep.practice.grammar.asks import exercise_graph
from backsweep.practice.memory.store import Store
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.certify import number
from backsweep.practice.variants.seeds import PRINTED
from backsweep.practice.variants.variant import variant

MORNING = datetime(2026, 11, 24, 10, tzinfo=UTC)
SKILL = "skill:lesson/chain"
MISTAKES = mistakes_of(
    exercise_graph(
        "C = (a3 - y)**2; a3 = w3*a2; a2 = w2*a1; a1 = w1*a0",
        "a0 = 1, w1 = 1, w2 = 2, w3 = 2, y = 3",
        "forward, dC/dw1, dC/dw3, step(w1, rate=0.1)",
    )
)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "practice.sqlite") as store:
        yield store


@pytest.fixture
def work(store):
    return turn(store, SKILL, MISTAKES, PRINTED)


@pytest.fixture
def right(work):
    steps = work.variant.exercise.steps
    return {step.id: str(work.variant.numbers[step.id]) for step in steps}


def after(minutes):
    return MORNING + timedelta(minutes=minutes)


def test_every_number_is_logged_with_its_mistakes(store, work):
    grade = work.answered({"a1": "1", "dC/dw1": "4", "C": "?"}, "t", MORNING)
    logged = {one.step: one for one in store.attempts.all()}
    assert logged.keys() == {"a1", "dC/dw1"}
    assert logged["a1"].right
    suspects = grade.marks["dC/dw1"].suspects
    assert logged["dC/dw1"].mistakes == tuple(fault.id for fault in suspects)


def test_a_box_that_says_the_same_is_no_new_attempt(store, work):
    work.answered({"a1": "7"}, "first", MORNING)
    work.answered({"a1": "7", "a2": "2"}, "second", after(1))
    work.answered({"a1": "1", "a2": "2"}, "third", after(2))
    typed = [(one.step, one.typed) for one in store.attempts.all()]
    assert typed == [("a1", "7"), ("a2", "2"), ("a1", "1")]


def test_a_page_sent_twice_counts_once(store, work, right):
    work.answered(right, "page", MORNING)
    logged = store.attempts.all()
    work.answered(right, "page", after(1))
    assert store.attempts.all() == logged
    assert len(store.reviews.all()) == 1


def test_what_was_typed_is_there_after_a_reload(store, work):
    work.answered({"a1": "1", "a2": "", "strange": "3"}, "t", MORNING)
    work.hinted(work.variant.exercise.steps[1], 2, MORNING)
    again = turn(store, SKILL, MISTAKES)
    assert again.variant.seed == PRINTED
    assert again.boxes == {"a1": "1"}
    assert again.hints == {"a2": 2}


def test_a_hint_stays_open(work):
    step = work.variant.exercise.steps[0]
    work.hinted(step, 3, MORNING)
    work.hinted(step, 1, MORNING)
    work.answered({"a2": "2"}, "t", MORNING)
    assert work.hints == {"a1": 3}


def test_all_answers_right_are_a_review_and_end_the_turn(store, work, right):
    assert work.answered(right, "t", MORNING).complete
    assert [one.rating for one in store.reviews.all()] == [Rating.Good]
    assert store.drafts.all() == ()


def test_what_is_on_the_way_may_be_left_out(store, work, right):
    answers = {step.id for step in work.variant.exercise.answers}
    work.answered({name: right[name] for name in answers}, "t", MORNING)
    assert len(store.reviews.all()) == 1


def test_a_wrong_first_answer_means_again(store, work, right):
    work.answered(right | {"dC/dw1": "4"}, "first", MORNING)
    assert store.reviews.all() == ()
    work.answered(right, "second", after(1))
    assert [one.rating for one in store.reviews.all()] == [Rating.Again]


def test_a_slip_on_the_way_is_forgiven(store, work, right):
    work.answered({"a1": "5"}, "first", MORNING)
    work.answered(right, "second", after(1))
    assert [one.rating for one in store.reviews.all()] == [Rating.Good]


@pytest.mark.parametrize(("level", "rating"), [(2, Rating.Hard), (3, Rating.Again)])
def test_hints_cap_the_rating(store, work, right, level, rating):
    work.hinted(work.variant.exercise.steps[0], level, MORNING)
    work.answered(right, "t", MORNING)
    assert [one.rating for one in store.reviews.all()] == [rating]


def test_the_same_numbers_later_are_another_turn(store, work, right):
    work.answered(right | {"dC/dw1": "4"}, "first", MORNING)
    work.answered(right, "second", after(1))
    later = turn(store, SKILL, MISTAKES, PRINTED)
    later.answered(right, "third", after(1000))
    assert [one.rating for one in store.reviews.all()] == [Rating.Again, Rating.Good]


def test_the_same_exercise_in_two_tabs_is_scheduled_once(store, work, right):
    other = turn(store, SKILL, MISTAKES, PRINTED)
    work.answered(right, "here", MORNING)
    other.answered(right, "there", after(1))
    assert [one.counted for one in store.reviews.all()] == [True, False]


def test_giving_up_means_again(store, work):
    work.answered({"a1": "3"}, "first", MORNING)
    work.given_up("second", after(1))
    assert [one.rating for one in store.reviews.all()] == [Rating.Again]
    assert store.drafts.all() == ()


def test_the_next_numbers_tell_the_suspects_apart(store, work):
    grade = work.answered({"dC/dw1": "4"}, "t", MORNING)
    suspects = grade.marks["dC/dw1"].suspects
    following = Turn(store, SKILL, variant(MISTAKES, work.next_seed(grade)))
    (answer,) = [x for x in following.variant.exercise.steps if x.id == "dC/dw1"]
    found = [
        number(following.variant.consequence(fault, answer), following.variant.numbers)
        for fault in suspects
    ]
    assert len(suspects) > 4
    assert following.variant.numbers["dC/dw1"] not in found
    assert len(set(found)) > len(suspects) / 2


def test_what_was_left_open_is_remembered_when_all_is_right(work, right):
    wrong = work.answered({"dC/dw1": "4"}, "first", MORNING)
    expected = work.next_seed(wrong)
    assert work.next_seed(work.answered(right, "second", after(1))) == expected


def test_a_series_of_numbers_is_the_same_for_all(work, right):
    grade = work.answered(right, "t", MORNING)
    assert work.next_seed(grade) == work.next_seed(grade)
