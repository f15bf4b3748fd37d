"""Numbers for an exercise that hide nothing, close to those that its author chose."""

import pytest

from backsweep.practice.grammar.asks import exercise_graph
from backsweep.practice.lesson.course import own_course
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.proposals import passing, proposed
from backsweep.practice.variants.certify import is_certified
from backsweep.practice.variants.variant import Variant

TASKS = {task.id: task for lesson in own_course() for task in lesson.tasks}
CHAIN = "C = (a2 - y)**2; a2 = w2*a1; a1 = w1*a0"


def chain(given):
    return mistakes_of(exercise_graph(CHAIN, given, "forward, dC/dw1"))


def test_a_step_that_hides_slips_is_named_with_all_of_them():
    found = {
        one.step.id: one for one in passing(chain("a0 = 1, w1 = 3, w2 = 5, y = 9"))
    }
    assert found["a1"].number == 3
    assert "dropped-value(a1, a0)" in {fault.id for fault in found["a1"].faults}


def test_good_numbers_hide_nothing():
    assert passing(chain("a0 = 3, w1 = 5, w2 = -4, y = -57")) == []


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_what_is_proposed_for_the_lessons_is_certified(task):
    mistakes = mistakes_of(task.graph)
    given = proposed(mistakes)
    assert is_certified(Variant(mistakes, given))


def test_a_single_bad_number_is_the_only_one_changed():
    mistakes = chain("a0 = 1, w1 = 5, w2 = -4, y = -17")
    given = proposed(mistakes)
    own = mistakes.exercise.graph.given
    assert [name for name in own if own[name] != given[name]] == ["a0"]
