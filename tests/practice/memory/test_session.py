import random
from datetime import timedelta

import pytest
from fsrs import Rating
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.memory.choice import MINUTES, length
from backsweep.practice.memory.items import Kind
from backsweep.practice.memory.records import Review, ticket
from backsweep.practice.memory.session import begin, remaining, session, under_way
from backsweep.practice.memory.store import Store

from .made import MORNING, after, card, review, skill

LESSON = [card("a"), card("b"), card("c"), skill("chain")]


def answer(store, item, rating, time):
    store.reviews.record(Review(ticket(), item.id, rating, time))


def sat_through(store, items, time, rating):
    """Answer a whole session; gives what came, in order, and when it was over."""
    came, here = [], begin(items, store, time)
    while left := remaining(here, store):
        time += timedelta(minutes=left[0].minutes)
        answer(store, left[0], rating(left[0]), time)
        came.append(left[0])
    return came, time


def test_a_session_goes_through_its_items_in_order(store):
    here = session(LESSON, store, MORNING)
    came, _ = sat_through(store, LESSON, MORNING, lambda item: Rating.Good)
    assert tuple(came) == here.items


def test_a_card_answered_again_comes_back_after_the_others(store):
    here = begin(LESSON, store, MORNING)
    first = next(item for item in here.items if item in LESSON[:3])
    while remaining(here, store)[0] != first:
        answer(store, remaining(here, store)[0], Rating.Good, after(seconds=1))
    answer(store, first, Rating.Again, after(seconds=2))
    left = remaining(here, store)
    assert left[-1] == first
    assert len(left) > 1
    for item in left:
        answer(store, item, Rating.Good, after(seconds=3))
    assert remaining(here, store) == ()


def test_a_skill_that_went_wrong_waits_for_the_next_session(store):
    here = begin(LESSON[3:], store, MORNING)
    answer(store, LESSON[3], Rating.Again, after(minutes=1))
    assert remaining(here, store) == ()
    assert begin(LESSON[3:], store, after(hours=1)).items == (LESSON[3],)


def test_a_reload_in_another_tab_or_after_a_kill_goes_on_with_the_session(path):
    with Store(path) as store:
        here = session(LESSON, store, MORNING)
        answer(store, here.items[0], Rating.Good, after(seconds=9))
    with Store(path) as store:
        again = session(LESSON, store, after(minutes=3))
        assert again == here
        assert remaining(again, store) == here.items[1:]


def test_a_finished_session_is_over(store):
    _, end = sat_through(store, LESSON, MORNING, lambda item: Rating.Good)
    assert under_way(LESSON, store, end) is None


def test_a_session_left_long_ago_is_over_and_what_it_lacked_comes_in_the_next(store):
    here = begin(LESSON, store, MORNING)
    assert under_way(LESSON, store, after(hours=1)) is None
    assert session(LESSON, store, after(hours=1)).items == here.items


def test_a_card_taken_out_of_the_lesson_is_passed_over(store):
    begin(LESSON, store, MORNING)
    here = under_way(LESSON[1:], store, after(seconds=1))
    assert set(here.items) == set(LESSON[1:])


def test_a_card_reviewed_outside_of_the_session_spends_none_of_its_time(store):
    here = begin(LESSON[:1], store, MORNING)
    for n in range(200):
        store.reviews.record(review(f"t{n}", item="other/card", time=after(seconds=n)))
    answer(store, LESSON[0], Rating.Again, after(minutes=5))
    assert remaining(here, store) == (LESSON[0],)


@pytest.mark.parametrize("cards", [1, 9, 300])
def test_a_session_of_failures_ends_after_twelve_minutes(store, cards):
    items = [card(f"{n}") for n in range(cards)]
    seen = [review(f"t{item.id}", item=item.id, time=MORNING) for item in items]
    store.reviews.merge(seen)
    came, _ = sat_through(store, items, after(days=1), lambda item: Rating.Again)
    assert MINUTES - 0.2 < length(came) <= MINUTES + 1e-9


ITEMS = st.lists(
    st.tuples(
        st.sampled_from([card, skill]),
        st.sampled_from(["chain", "paths"]),
        st.sampled_from([0.1, 1.5, 4.0]),
    ),
    min_size=1,
    max_size=8,
)


def rated(item, dice):
    forgotten = item.kind is Kind.CARD and dice.random() < 0.5
    return Rating.Again if forgotten else Rating.Good


@given(ITEMS, st.integers(0, 9))
@settings(max_examples=10, deadline=None)
def test_over_repeated_sessions_nothing_is_dropped(tmp_path_factory, drawn, seed):
    items = [make(f"{n}", lesson, m) for n, (make, lesson, m) in enumerate(drawn)]
    dice = random.Random(seed)
    path = tmp_path_factory.mktemp("progress") / "practice.sqlite"
    with Store(path) as store:
        for day in range(15):
            start = MORNING + timedelta(days=day)
            came, _ = sat_through(store, items, start, lambda item: rated(item, dice))
            assert length(came) <= MINUTES + 1e-9
        states = store.reviews.states()
    assert set(states) == {item.id for item in items}
    assert max(one.due for one in states.values()) < MORNING + timedelta(days=400)
    assert min(one.last for one in states.values()) > MORNING


def test_what_did_not_fit_is_first_in_the_next_session(store):
    items = [card(f"{n}") for n in range(150)]
    store.reviews.merge(
        review(f"t{item.id}", item=item.id, time=after(seconds=n))
        for n, item in enumerate(items)
    )
    first, end = sat_through(store, items, after(days=1), lambda item: Rating.Good)
    second, _ = sat_through(store, items, end, lambda item: Rating.Good)
    assert sorted(i.id for i in first + second) == sorted(i.id for i in items)
