from datetime import timedelta

from fsrs import Card
from hypothesis import given
from hypothesis import strategies as st

from backsweep.practice.memory.choice import MINUTES, NEW_CARDS, SKILLS, chosen, length
from backsweep.practice.memory.items import Kind
from backsweep.practice.memory.records import State

from .made import MORNING, after, card, skill


def state(item, due, begun=MORNING - timedelta(days=30)):
    return State(item.id, Card(1, due=due), 3, begun)


def states(**dues):
    return lambda items: {
        i.id: state(i, dues[i.title]) for i in items if i.title in dues
    }


def names(items):
    return [item.title for item in items]


def test_what_was_due_first_comes_before_what_is_new_and_the_rest_waits():
    items = [card("new"), card("late"), card("later"), card("tomorrow")]
    known = states(late=after(days=-2), later=after(days=-1), tomorrow=after(days=1))
    assert names(chosen(items, known(items), MORNING)) == ["late", "later", "new"]


def test_nothing_is_chosen_when_nothing_is_due_or_new():
    items = [card("tomorrow"), skill("also")]
    known = states(tomorrow=after(days=1), also=after(days=1))
    assert chosen(items, known(items), MORNING) == ()


def test_new_cards_come_in_the_order_of_the_lesson_and_few_in_a_day():
    items = [card(f"{n}") for n in range(20)]
    assert names(chosen(items, {}, MORNING)) == [f"{n}" for n in range(NEW_CARDS)]
    begun = [state(item, after(days=2), begun=MORNING) for item in items[:NEW_CARDS]]
    known = {one.item: one for one in begun}
    assert chosen(items, known, after(minutes=1)) == ()
    assert names(chosen(items, known, after(days=1))) == [
        f"{n}" for n in range(NEW_CARDS, 2 * NEW_CARDS)
    ]


def test_there_are_two_skills_from_two_lessons_even_before_a_pile_of_cards():
    skills = [skill("a"), skill("b"), skill("c", lesson="paths"), skill("d")]
    cards = [card(f"{n}") for n in range(500)]
    items = [*cards, *skills]
    known = {item.id: state(item, after(days=-1)) for item in items}
    picked = chosen(items, known, MORNING)
    assert [i.title for i in picked if i.kind is Kind.SKILL] == ["a", "c"]
    assert MINUTES - 0.2 < length(picked) <= MINUTES


def test_an_item_longer_than_a_session_has_a_session_of_its_own():
    items = [skill("long", minutes=20), card("short")]
    assert names(chosen(items, {}, MORNING)) == ["long"]


LESSONS = st.sampled_from(["chain", "paths", "matrices"])
SOME = st.lists(
    st.tuples(
        st.sampled_from([card, skill]),
        LESSONS,
        st.floats(0.1, 15),
        st.one_of(st.none(), st.integers(-9, 9)),
    ),
    max_size=30,
)


@given(SOME)
def test_a_session_is_never_too_long_and_has_only_what_is_due_or_new(drawn):
    made = [
        (make(f"{n}", lesson, minutes), days)
        for n, (make, lesson, minutes, days) in enumerate(drawn)
    ]
    known = {i.id: state(i, after(days=d)) for i, d in made if d is not None}
    picked = chosen([item for item, _ in made], known, MORNING)
    assert length(picked) <= MINUTES or len(picked) == 1
    assert len([i for i in picked if i.kind is Kind.SKILL]) <= SKILLS
    assert len(set(picked)) == len(picked)
    assert {i.id for i in picked} <= {i.id for i, d in made if d is None or d <= 0}
    assert bool(picked) == any(days is None or days <= 0 for _, days in made)
