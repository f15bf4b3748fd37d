"""Hints: what to look at, the rule, and only then the number."""

import pytest

from backsweep.explain.formula.expression import Number
from backsweep.practice.exercise.exercise import Exercise
from backsweep.practice.exercise.hints import LEVELS, hint
from backsweep.practice.exercise.steps import Kind

from ..graphs import GRAPHS, TASKS


def hints(name, step):
    exercise = Exercise(GRAPHS[name])
    numbers = exercise.numbers(exercise.graph.given)
    (found,) = (one for one in exercise.steps if one.id == step)
    levels = range(1, LEVELS + 1)
    return ["".join(map(str, hint(exercise, found, n, numbers))) for n in levels]


def test_a_value():
    assert hints("backpropagation/worked-chain", "a2") == [
        "a2 is made from w2 and a1",
        "a2 = w2·a1",
        "a2 = w2·a1 = 2",
    ]


def test_a_factor():
    assert hints("backpropagation/worked-chain", "da3/da2") == [
        "nudge a2 a little, and see how many times as much a3 moves",
        "a3 = w3·a2: the rate is what a2 is multiplied by",
        "da3/da2 = w3 = 2",
    ]


def test_the_slope_of_a_squish():
    assert hints("activations/sigmoid-chain", "da1/dz1")[1] == (
        "a1 = sigmoid(z1): the slope of sigmoid is what comes out, "
        "times one less what comes out"
    )


def test_a_product_of_factors():
    assert hints("backpropagation/worked-chain", "dC/dw3") == [
        "from w3 the way goes to a3 and C: a factor for each",
        "multiply dC/da3 and da3/dw3",
        "dC/dw3 = dC/da3 · da3/dw3 = 4",
    ]


def test_a_path_is_told_once():
    path = "dC/ds · ds/db · db/da1 · da1/dw1"
    assert hints("branches/two-paths", path)[2] == f"{path} = 140"


def test_several_paths():
    look, rule, _ = hints("branches/two-paths", "dC/dw1")
    assert look == "there are 2 ways back from the end: look at each of them"
    assert rule.startswith("add what each way brings: dC/ds · ds/db")


def test_a_step_of_the_sweep():
    assert hints("matrices/two-neurons", "dC/dW[1,0]")[:2] == [
        "W[1,0] feeds z[1] and nothing else",
        "multiply the slope of z[1] by how fast z[1] moves with W[1,0]",
    ]
    look, rule, _ = hints("matrices/two-neurons", "dC/dx[0]")
    assert look == "x[0] feeds z[0] and z[1]: something comes back from each"
    assert "for each, multiply its slope by how fast it moves with x[0]" in rule


def test_an_update():
    assert hints("backpropagation/worked-chain", "w1_new") == [
        "the step starts at w1 and goes against the slope",
        "w1_new = w1 − rate·(dC/dw1)",
        "w1_new = w1 − rate·(dC/dw1) = 0.2",
    ]


@pytest.mark.parametrize("name", TASKS)
def test_only_the_last_hint_has_the_answer(name):
    exercise = Exercise(TASKS[name])
    numbers = exercise.numbers(exercise.graph.given)
    for step in exercise.steps:
        early = [word for n in (1, 2) for word in hint(exercise, step, n, numbers)]
        assert Number(numbers[step.id]) not in early
        if step.kind is Kind.FACTOR:
            assert step.formula not in early
        assert hint(exercise, step, 3, numbers)[-1] == Number(numbers[step.id])


@pytest.mark.parametrize("name", TASKS)
def test_three_different_hints_for_every_step(name):
    exercise = Exercise(TASKS[name])
    numbers = exercise.numbers(exercise.graph.given)
    for step in exercise.steps:
        told = {hint(exercise, step, level, numbers) for level in (1, 2, 3)}
        assert len(told) == LEVELS
