"""What numbers are drawn from: nothing that hides mistakes by itself."""

import random
from fractions import Fraction

import pytest

from backsweep.practice.exercise.exercise import Exercise
from backsweep.practice.variants.pools import LEVELS, drawn, numbers, targets

from ..graphs import GRAPHS, TASKS


def given(name, level=0, seed=1):
    return drawn(Exercise(GRAPHS[name]), random.Random(seed), level)


@pytest.mark.parametrize("level", range(LEVELS))
@pytest.mark.parametrize("name", TASKS)
def test_no_number_is_zero_or_one_and_none_comes_twice(name, level):
    graph = TASKS[name]
    for seed in range(20):
        found = given(name, level, seed)
        free = [
            x
            for key, v in found.items()
            if key not in targets(graph)
            for x in numbers(v)
        ]
        sizes = [abs(x) for x in free]
        assert not {0, 1} & set(sizes)
        assert len(sizes) == len(set(sizes))


def test_what_a_value_is_compared_with_is_a_target():
    assert targets(TASKS["backpropagation/worked-chain"]) == {"y": "a3"}
    assert targets(TASKS["matrices/two-neurons"]) == {"y": "z"}
    assert targets(GRAPHS["slopes-of-inputs"]) == {"y": "a2"}
    assert targets(TASKS["backpropagation/vanishing-chain"]) == {}
    assert targets(GRAPHS["target-first"]) == {}, (
        "what is compared, not what it is with"
    )


@pytest.mark.parametrize("name", ["backpropagation/worked-chain", "matrix-of-inputs"])
def test_targets_stand_three_or_more_away_each_at_its_own_distance(name):
    exercise = Exercise(GRAPHS[name])
    found = given(name)
    values = exercise.numbers(found)
    ((target, value),) = targets(exercise.graph).items()
    gaps = [
        abs(number - values[step])
        for step, number in _entries(target, value, found[target])
    ]
    assert min(gaps) >= 3
    assert len(set(gaps)) == len(gaps)


def _entries(target, value, numbers, index=()):
    if isinstance(numbers, tuple):
        for place, part in enumerate(numbers):
            yield from _entries(target, value, part, (*index, place))
    else:
        yield f"{value}[{','.join(map(str, index))}]" if index else value, numbers


def test_squishes_get_numbers_that_they_are_not_flat_for():
    for seed in range(30):
        found = given("activations/tanh-chain", seed=seed)
        assert all(abs(found[name]) <= 3 for name in ("a0", "w1", "w2"))


def test_where_fractions_are_printed_fractions_are_drawn():
    found = given("backpropagation/vanishing-chain")
    assert any(Fraction(x).denominator > 1 for x in found.values())
