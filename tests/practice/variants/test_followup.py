"""The variant to ask next tells apart what the last one left open."""

import pytest

from backsweep.practice.exercise.closeness import apart
from backsweep.practice.grading.grade import Grade
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.followup import followup, undecided
from backsweep.practice.variants.seeds import is_seed
from backsweep.practice.variants.variant import variant

from ..graphs import TASKS

WORKED = mistakes_of(TASKS["backpropagation/worked-chain"])
PRINTED = variant(WORKED, "printed")


def suspects_of(number):
    mark = Grade(PRINTED, {"dC/dw1": number}).marks["dC/dw1"]
    return mark.step, mark.suspects


@pytest.mark.parametrize("number", ["4", "-8"])
def test_suspects_of_the_printed_numbers_are_told_apart_at_once(number):
    step, suspects = suspects_of(number)
    assert len(suspects) > 1
    after = followup(PRINTED, suspects, step)
    made = {x: after.consequence(x, step)(after.numbers) for x in suspects}
    prints = dict(after.here.seen_from(step))
    for one, its in made.items():
        assert apart(its, after.numbers["dC/dw1"])
        for other, others in made.items():
            assert (its == others) == (prints[one] == prints[other])


def test_an_answer_that_may_be_luck_is_asked_again_where_it_would_show():
    lucky = Grade(PRINTED, {"dC/dw1": "8"}).luck["dC/dw1"]
    step = next(x for x in WORKED.exercise.steps if x.id == "dC/dw1")
    after = followup(PRINTED, lucky, step)
    for fault in lucky:
        assert after.consequence(fault, step)(after.numbers) != after.numbers[step.id]


def test_the_next_seed_follows_from_the_last():
    step, suspects = suspects_of("4")
    first, again = (followup(PRINTED, suspects, step) for _ in range(2))
    assert first.seed == again.seed
    assert is_seed(first.seed)
    assert followup(PRINTED, suspects[:1], step).seed != first.seed


def test_pairs_that_nothing_tells_apart_do_not_count():
    step, suspects = suspects_of("8")
    assert suspects == ()
    extra = [x for x in WORKED.all if x.id == "extra-factor(dC/dw1, w1)"]
    same = [x for x in WORKED.all if x.id == "own-value(da1/dw1, w1)"]
    after = variant(WORKED, "abcdef")
    assert undecided(after, extra, step) == 0
    assert undecided(after, extra + same, step) == 0
