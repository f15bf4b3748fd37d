"""An item that is answered once reviews its skill once, whatever is sent again."""

from datetime import UTC, datetime, timedelta

import pytest

from backsweep.practice.grading.once import answered_once
from backsweep.practice.memory.records import Attempt
from backsweep.practice.memory.store import Store

MORNING = datetime(2026, 11, 24, 10, tzinfo=UTC)
SKILL = "skill:lesson/chain"


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "practice.sqlite") as store:
        yield store


def answer(store, *right, ticket="t", variant="bug-abc234", turns=0, minutes=0):
    time = MORNING + timedelta(minutes=minutes)
    answers = [
        Attempt(f"{ticket}/{n}", SKILL, variant, f"s{n}", "1", one, time)
        for n, one in enumerate(right)
    ]
    answered_once(store, answers, ticket, turns)


def ratings(store):
    return [review.rating.name for review in store.reviews.all()]


@pytest.mark.parametrize(
    "right, rating", [([True], "Good"), ([False], "Again"), ([True, False], "Again")]
)
def test_it_is_good_if_all_is_right(store, right, rating):
    answer(store, *right)
    assert ratings(store) == [rating]
    assert [one.right for one in store.attempts.of(SKILL)] == right


def test_the_same_page_sent_twice_counts_once(store):
    answer(store, True)
    answer(store, True)
    assert ratings(store) == ["Good"] and len(store.attempts.of(SKILL)) == 1


def test_who_was_told_and_answers_again_is_not_rated(store):
    answer(store, False)
    answer(store, True, ticket="u", turns=1, minutes=1)
    assert ratings(store) == ["Again"] and len(store.attempts.of(SKILL)) == 2


def test_other_numbers_are_another_review(store):
    answer(store, False)
    answer(store, True, ticket="u", turns=1, minutes=9, variant="bug-xyz789")
    assert ratings(store) == ["Again", "Good"]


def test_it_is_no_opportunity_of_working_numbers(store):
    answer(store, True)
    assert store.attempts.opportunities(SKILL) == ()
    answer(store, True, ticket="u", variant="abc234")
    assert len(store.attempts.opportunities(SKILL)) == 1
