"""What becomes of a mistake further on."""

import pytest

from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.variant import variant

from ..graphs import GRAPHS, TASKS
from ..learners import Learner
from .lists import fault, mistakes

WORKED = "backpropagation/worked-chain"


def step(name, id):
    return next(x for x in mistakes(name).exercise.whole if x.id == id)


def test_steps_that_are_worked_out_from_others():
    before = mistakes(WORKED).consequences.before
    assert before["dC/da3"] == {"dC/da3", "a3", "a2", "a1"}
    assert before["da3/da2"] == {"da3/da2"}
    assert "dC/dw1" in before["w1_new"]


def test_a_slip_forward_is_carried_to_the_slope_and_the_step():
    found = mistakes(WORKED)
    right = found.exercise.numbers(found.exercise.graph.given)
    slip = fault(WORKED, "added-values(a2)")
    carried = found.consequences.carried(slip, step(WORKED, "w1_new"), right)
    assert [carried[x] for x in ("a2", "a3", "dC/da3", "dC/dw1")] == [3, 6, 6, 24]
    assert float(carried["w1_new"]) == pytest.approx(-1.4)


def test_what_is_kept_stays():
    found = mistakes(WORKED)
    right = found.exercise.numbers(found.exercise.graph.given)
    slip, answer = fault(WORKED, "added-values(a2)"), step(WORKED, "dC/dw1")
    assert found.consequences.of(slip, answer, {"dC/da3"})(right) == 8
    assert found.consequences.of(slip, answer, {"a1", "dC/dw1"})(right) == 24


@pytest.mark.parametrize("name", [*TASKS, "relu-layer", "tanh-layers", "shared-weight"])
def test_carried_on_is_as_if_all_was_worked_out_anew(name):
    found = variant(mistakes_of(GRAPHS[name]), "abcdef")
    for one in found.here.faults:
        numbers = Learner(one).numbers(found)
        for answer in found.exercise.answers:
            if one.step.id in found.mistakes.consequences.before[answer.id]:
                assert (
                    found.consequence(one, answer)(found.numbers) == numbers[answer.id]
                )
            else:
                assert numbers[answer.id] == found.numbers[answer.id]
