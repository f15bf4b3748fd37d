import random
from datetime import timedelta

from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from backsweep.practice.memory.records import Review
from backsweep.practice.memory.schedule import held, replayed, reviewed, skill_rating

from .made import CARD, MORNING, after, review

RATINGS = st.sampled_from(list(Rating))


def intervals(*ratings):
    """How long after each review the item is due, each answered when it is due."""
    state, time, gaps = None, MORNING, []
    for number, rating in enumerate(ratings):
        state = reviewed(state, review(f"t{number}", rating=rating, time=time))
        gaps.append(state.due - time)
        time = state.due
    return gaps


def test_three_good_answers_give_ten_minutes_two_days_eleven_days():
    minutes, days = timedelta(minutes=10), timedelta(days=1)
    assert intervals(*[Rating.Good] * 3) == [minutes, 2 * days, 11 * days]


def test_a_lapse_starts_again_at_ten_minutes_and_grows_more_slowly():
    minutes, days = timedelta(minutes=10), timedelta(days=1)
    good, again = Rating.Good, Rating.Again
    lapse = intervals(good, good, again, good, good)
    assert lapse[2] == minutes
    assert lapse[3:] < [2 * days, 11 * days]


@given(st.lists(RATINGS, min_size=1, max_size=8))
def test_the_same_reviews_always_give_the_same_intervals(ratings):
    first = intervals(*ratings)
    random.seed(len(ratings))
    assert intervals(*ratings) == first


def test_each_item_has_a_number_of_its_own_that_the_clock_does_not_change():
    numbers = {
        reviewed(None, review("t", item=item, time=time)).card.card_id
        for item in (CARD, "chain/other")
        for time in (MORNING, after(days=1))
    }
    assert len(numbers) == 2


@given(RATINGS)
def test_what_is_not_reviewed_is_held_less_every_day(rating):
    state = replayed([review("t1"), Review("t2", CARD, rating, after(days=1))])
    chances = [held(state, after(days=1 + day)) for day in range(60)]
    assert chances[0] == 1
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > chances[30] > chances[59] > 0


def test_a_review_is_due_when_nine_in_ten_would_remember():
    state = replayed(review(f"t{n}", time=after(days=n)) for n in range(3))
    assert abs(held(state, state.due) - 0.9) < 0.02


def test_no_reviews_make_no_state():
    assert replayed([]) is None


@given(st.integers(0, 20), st.integers(0, 3))
def test_more_mistakes_or_more_hints_never_rate_a_skill_higher(wrong, hints):
    rating = skill_rating(wrong, hints)
    assert skill_rating(wrong + 1, hints) <= rating
    assert skill_rating(wrong, hints + 1) <= rating


def test_hints_cap_the_rating_of_a_skill():
    caps = [skill_rating(wrong=0, hints=hints) for hints in range(4)]
    assert caps == [Rating.Good, Rating.Hard, Rating.Hard, Rating.Again]
    assert skill_rating(wrong=1, hints=0) == Rating.Again
