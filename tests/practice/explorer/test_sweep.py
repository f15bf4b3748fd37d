"""The sweep told moment by moment, against the exercise's own numbers."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.exercise.arithmetic import evaluate
from backsweep.practice.exercise.closeness import same
from backsweep.practice.explorer.entries import with_numbers
from backsweep.practice.explorer.sweep import Sweep
from backsweep.practice.mistakes.known import mistakes_of

from ..graphs import TASKS

CHAIN = "backpropagation/worked-chain"


def sweep_of(task, **numbers):
    exercise = mistakes_of(TASKS[task]).exercise
    given = exercise.graph.given | numbers
    return Sweep(exercise, given)


def test_the_lessons_chain_forward_and_back():
    told = [(one.id, str(one.figures), one.number) for one in sweep_of(CHAIN).moments]
    assert told == [
        ("a1", "1·1", 1),
        ("a2", "2·1", 2),
        ("a3", "2·2", 4),
        ("C", "(4 − 3)²", 1),
        ("dC/da3", "2(4 − 3)", 2),
        ("dC/dw3", "2 · 2", 4),
        ("dC/da2", "2 · 2", 4),
        ("dC/dw2", "4 · 1", 4),
        ("dC/da1", "4 · 2", 8),
        ("dC/dw1", "8 · 1", 8),
        ("dC/da0", "8 · 1", 8),
    ]


@pytest.mark.parametrize("task", TASKS)
def test_every_moment_is_worked_out_from_moments_before_it(task):
    sweep = sweep_of(task)
    known = dict(sweep.exercise.known(sweep.exercise.graph.given))
    for moment in sweep.moments:
        known[moment.id] = evaluate(moment.formula, known)
        assert same(known[moment.id], moment.number)


@pytest.mark.parametrize("task", TASKS)
def test_its_slopes_are_those_that_the_exercise_asks_for(task):
    sweep = sweep_of(task)
    right = sweep.exercise.numbers(sweep.exercise.graph.given)
    shared = {one.id for one in sweep.moments} & set(right)
    assert shared
    for name in shared:
        assert same(sweep.numbers[name], right[name])


def test_where_ways_meet_what_they_bring_is_added():
    moments = {one.id: one for one in sweep_of("branches/two-paths").moments}
    assert str(moments["dC/da1"].formula) == "dC/db · w2 + dC/dc · w3"
    assert moments["dC/da1"].number == 28


def test_what_a_value_is_compared_with_is_no_part_of_the_network():
    assert "dC/dy" not in {one.id for one in sweep_of(CHAIN).moments}


@settings(max_examples=50, deadline=None)
@given(st.fractions(-9, 9, max_denominator=50))
def test_any_fraction_is_swept_exactly(weight):
    numbers = sweep_of(CHAIN, w1=weight).numbers
    assert numbers["dC/dw1"] == 8 * (4 * weight - 3)


def test_numbers_take_the_places_of_the_lessons_own():
    given = {"W": ((Fraction(1), Fraction(2)),), "y": Fraction(3)}
    numbers = {"W[0,0]": Fraction(4), "W[0,1]": Fraction(5), "y": Fraction(6)}
    assert with_numbers(given, numbers) == {"W": ((4, 5),), "y": 6}
