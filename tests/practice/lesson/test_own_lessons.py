"""The packaged lessons state nothing that the engine does not find."""

from __future__ import annotations

from fractions import Fraction

import pytest

from backsweep.explain.formula.expression import Rate, Symbol
from backsweep.explain.formula.trees import parts
from backsweep.practice.exercise.exercise import Exercise
from backsweep.practice.lesson.checking import check_lesson
from backsweep.practice.lesson.course import own_course
from backsweep.practice.lesson.known import Known
from backsweep.practice.lesson.rendering import rendered
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.proposals import passing

OWN = {lesson.name: lesson for lesson in own_course()}
SEED = OWN["backpropagation"]


def test_the_first_lesson_has_six_questions_two_exercises_and_nine_cards():
    assert [len(x) for x in (SEED.checks, SEED.tasks, SEED.cards)] == [6, 2, 9]


def test_the_engine_finds_the_numbers_of_the_worked_chain():
    numbers = Exercise(SEED.tasks[0].graph).numbers(SEED.tasks[0].graph.given)
    asked = ("a1", "a2", "a3", "C", "dC/dw1", "dC/dw3", "w1_new")
    assert [numbers[name] for name in asked] == [1, 2, 4, 1, 8, 4, Fraction(1, 5)]


def test_the_engine_finds_the_numbers_of_the_vanishing_chain():
    numbers = Exercise(SEED.tasks[1].graph).numbers(SEED.tasks[1].graph.given)
    assert numbers["da5/da0"] == Fraction("0.03125")


def test_the_engine_finds_the_number_of_the_card():
    [card] = [card for card in SEED.cards if card.graph]
    assert Known(card.graph).value(Rate(Symbol("C"), Symbol("w1"))) == 3


@pytest.mark.parametrize("name", OWN)
def test_every_number_that_a_lesson_states_is_right(name):
    report = check_lesson(OWN[name])
    assert [*map(str, (*report.wrong, *report.mistakes, *report.remarks))] == []
    assert report.compared > 20


@pytest.mark.parametrize("name", [name for name in OWN if name != SEED.name])
def test_no_number_of_an_exercise_hides_a_mistake(name):
    for task in OWN[name].tasks:
        assert passing(mistakes_of(task.graph)) == [], task.label


@pytest.mark.parametrize("name", OWN)
def test_every_formula_of_a_lesson_is_drawn(name):
    assert "latex" not in rendered(OWN[name].path.read_text())


@pytest.mark.parametrize("name", [name for name in OWN if name != SEED.name])
def test_the_factors_of_a_chain_differ_so_that_none_is_taken_for_another(name):
    for exercise in (Exercise(task.graph) for task in OWN[name].tasks):
        numbers = exercise.numbers(exercise.graph.given)
        for step in exercise.steps:
            factors = [
                numbers[str(f)] for f in parts(step.formula) if str(f) in numbers
            ]
            sizes = [abs(one) for one in factors if one != 1]
            assert len(set(sizes)) == len(sizes), step.id
