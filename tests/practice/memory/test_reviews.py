from datetime import timedelta

from fsrs import Rating
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.memory.records import Outcome
from backsweep.practice.memory.schedule import replayed
from backsweep.practice.memory.store import Store

from .made import CARD, MORNING, after, review

HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(["chain/a", "chain/b", "skill:chain/c"]),
        st.sampled_from(list(Rating)),
        st.integers(0, 40 * 24 * 60),
    ),
    max_size=12,
)


def reviews_of(history):
    return [
        review(f"t{n}", item, rating, MORNING + timedelta(minutes=minutes))
        for n, (item, rating, minutes) in enumerate(history)
    ]


def test_a_review_is_logged_and_schedules_its_item(store):
    assert store.reviews.record(review("t1", seconds=6.5)) is Outcome.COUNTED
    assert store.reviews.all() == (review("t1", seconds=6.5),)
    state = store.reviews.states()[CARD]
    assert (state.turns, state.begun, state.last) == (1, MORNING, MORNING)
    assert state.due == after(minutes=10)


def test_a_page_that_is_sent_twice_counts_once(store):
    store.reviews.record(review("t1"))
    before = store.reviews.states()
    assert store.reviews.record(review("t1", time=after(hours=1))) is Outcome.REPEATED
    assert store.reviews.states() == before
    assert store.reviews.all() == (review("t1"),)


def test_a_card_reviewed_in_another_tab_since_is_seen_but_not_scheduled_twice(store):
    store.reviews.record(review("first tab"), shown=0)
    before = store.reviews.states()
    late = review("second tab", rating=Rating.Again, time=after(minutes=1))
    assert store.reviews.record(late, shown=0) is Outcome.SEEN
    assert store.reviews.states() == before
    assert [one.counted for one in store.reviews.all()] == [True, False]
    assert store.reviews.of(CARD) == (review("first tab"),)


def test_a_page_that_shows_the_card_as_it_is_counts(store):
    store.reviews.record(review("t1"), shown=0)
    second = review("t2", time=after(minutes=10))
    assert store.reviews.record(second, shown=1) is Outcome.COUNTED
    assert store.reviews.states()[CARD].turns == 2


def test_the_reviews_since_a_time_are_found(store):
    for minute in range(4):
        store.reviews.record(review(f"t{minute}", time=after(minutes=minute)))
    late = [one.ticket for one in store.reviews.since(after(minutes=2))]
    assert late == ["t2", "t3"]


@given(HISTORIES)
@settings(max_examples=25, deadline=None)
def test_the_states_are_those_that_the_log_gives_even_if_the_clock_goes_back(
    tmp_path_factory, history
):
    with Store(tmp_path_factory.mktemp("progress") / "practice.sqlite") as store:
        for one in reviews_of(history):
            store.reviews.record(one)
        log = store.reviews.all()
        states = store.reviews.states()
    assert set(states) == {item for item, _, _ in history}
    for item, state in states.items():
        assert state == replayed(one for one in log if one.item == item)


@given(HISTORIES, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_in_which_reviews_arrive_does_not_matter(
    tmp_path_factory, history, dice
):
    arriving = reviews_of(history)
    dice.shuffle(arriving)
    folder = tmp_path_factory.mktemp("progress")
    with Store(folder / "one.sqlite") as one, Store(folder / "two.sqlite") as two:
        one.reviews.merge(reviews_of(history))
        for late in arriving:
            two.reviews.record(late)
        assert one.reviews.states() == two.reviews.states()
