import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.memory.order import interleaved

from .made import card, skill

LESSONS = st.lists(st.sampled_from(["chain", "paths", "matrices"]), max_size=7)


def neighbours_alike(items, of):
    return sum(of(a) == of(b) for a, b in itertools.pairwise(items))


def fewest(values):
    return min(
        neighbours_alike(order, lambda value: value)
        for order in set(itertools.permutations(values))
    )


def a_session(cards, skills):
    return [
        *(card(f"{n}", lesson) for n, lesson in enumerate(cards)),
        *(skill(f"{n}", lesson) for n, lesson in enumerate(skills)),
    ]


@given(LESSONS, LESSONS)
def test_nothing_is_lost_and_nothing_comes_twice(cards, skills):
    items = a_session(cards, skills)
    assert sorted(i.id for i in interleaved(items)) == sorted(i.id for i in items)


@given(st.integers(0, 30), st.integers(0, 30))
def test_no_two_of_one_kind_follow_each_other_where_that_is_possible(cards, skills):
    order = interleaved(a_session(["chain"] * cards, ["chain"] * skills))
    unavoidable = max(0, abs(cards - skills) - 1)
    assert neighbours_alike(order, lambda item: item.kind) == unavoidable


@given(LESSONS)
@settings(max_examples=30, deadline=None)
def test_no_two_of_one_lesson_follow_each_other_where_that_is_possible(lessons):
    for items in (a_session(lessons, []), a_session([], lessons)):
        order = interleaved(items)
        assert neighbours_alike(order, lambda item: item.lesson) == fewest(lessons)


@given(LESSONS)
def test_the_cards_of_a_lesson_stay_in_order(lessons):
    order = interleaved(a_session(lessons, []))
    for lesson in set(lessons):
        places = [int(item.title) for item in order if item.lesson == lesson]
        assert places == sorted(places)


def test_two_skills_are_spread_among_nine_cards():
    order = interleaved(a_session(["chain"] * 9, ["chain", "paths"]))
    assert "".join(item.kind[0] for item in order) == "ccscccccscc"
