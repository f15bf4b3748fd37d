from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.memory.records import Opportunity, Recurrence
from backsweep.practice.memory.store import Store

from .made import CHAIN, MORNING, after, attempt


def test_what_was_typed_is_kept_with_the_wrong_derivations_it_fits(store):
    typed = attempt("t1", typed="½", mistakes=("sign(da3/da2)", "cost"), hints=2)
    assert store.attempts.record([typed]) == 1
    assert store.attempts.of(CHAIN) == (typed,)


def test_an_answer_sent_twice_is_kept_once(store):
    assert store.attempts.record([attempt("t1"), attempt("t2")]) == 2
    assert store.attempts.record([attempt("t1", typed="9"), attempt("t3")]) == 1
    assert [one.typed for one in store.attempts.of(CHAIN)] == ["4", "4", "4"]


def test_the_latest_answers_come_in_order_of_time(store):
    store.attempts.record(attempt(f"t{n}", time=after(hours=-n)) for n in range(5))
    tickets = [one.ticket for one in store.attempts.of(CHAIN, limit=3)]
    assert tickets == ["t2", "t1", "t0"]


def test_an_opportunity_is_judged_by_the_first_try_at_each_box(store):
    store.attempts.record(
        [
            attempt("t1", step="a1", right=False),
            attempt("t2", step="a1", right=True, time=after(minutes=1)),
            attempt("t3", step="a2", right=True, time=after(minutes=2)),
            attempt("t4", step="a2", right=True, variant="b", time=after(days=1)),
        ]
    )
    assert store.attempts.opportunities(CHAIN) == (
        Opportunity(CHAIN, "a1", MORNING, asked=2, right=1),
        Opportunity(CHAIN, "b", after(days=1), asked=1, right=1),
    )


def test_wrong_derivations_are_counted_by_their_id_not_by_the_number(store):
    store.attempts.record(
        [
            attempt("t1", typed="4", mistakes=("cost", "sign(da3/da2)")),
            attempt("t2", typed="144", mistakes=("cost",), time=after(days=1)),
        ]
    )
    assert store.attempts.mistakes() == (
        Recurrence(CHAIN, "cost", count=2, certain=1, last=after(days=1)),
        Recurrence(CHAIN, "sign(da3/da2)", count=1, certain=0, last=MORNING),
    )


ANSWERS = st.lists(
    st.builds(
        dict,
        step=st.sampled_from(["a1", "dC/da3"]),
        variant=st.sampled_from(["a", "b"]),
        right=st.booleans(),
        mistakes=st.sets(st.sampled_from(["cost", "sign"])).map(tuple),
    ),
    max_size=8,
)


@given(ANSWERS, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_in_which_answers_arrive_does_not_matter(
    tmp_path_factory, answers, dice
):
    made = [
        attempt(f"t{n}", time=after(minutes=n), **answer)
        for n, answer in enumerate(answers)
    ]
    folder = tmp_path_factory.mktemp("progress")
    with Store(folder / "one.sqlite") as one, Store(folder / "two.sqlite") as two:
        one.attempts.record(made)
        two.attempts.record(dice.sample(made, len(made)))
        assert one.attempts.opportunities(CHAIN) == two.attempts.opportunities(CHAIN)
        assert one.attempts.mistakes() == two.attempts.mistakes()
