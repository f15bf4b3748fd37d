"""Predictions: questions with one right answer each, and what running them shows."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.errors import LessonMistake
from backsweep.practice.items.predict import prediction
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.seeds import LENGTH, LETTERS

from ..graphs import GRAPHS, TASKS

seeds = st.text(LETTERS, min_size=LENGTH, max_size=LENGTH)
tasks = st.sampled_from(sorted(TASKS))
CHAIN = "backpropagation/worked-chain"


def prediction_of(task, seed="abc234"):
    return prediction(mistakes_of(GRAPHS[task]), seed)


def question(asked, kind):
    return next((one for one in asked.questions if one.id.startswith(kind)), None)


def number(option):
    """The change that an option states: the formula among its words, with its sign."""
    if len(option.words) == 1:
        return 0
    size = option.words[1].value
    return -size if "falls" in option.words[0] else size


@settings(max_examples=100, deadline=None)
@given(tasks, seeds)
def test_each_question_has_one_right_answer(task, seed):
    for one in prediction_of(task, seed).questions:
        assert [option.id for option in one.options].count(one.right) == 1
        assert len({str(option) for option in one.options}) == len(one.options)
        assert one.option(one.right).mistakes == ()


@settings(max_examples=100, deadline=None)
@given(tasks, seeds)
def test_the_sign_is_that_of_the_engines_slope(task, seed):
    asked = prediction_of(task, seed)
    slope = asked.ran.gradient[asked.rate.by]
    sign = "+" if slope > 0 else "-" if slope < 0 else "0"
    assert question(asked, "sign").right == sign


@settings(max_examples=100, deadline=None)
@given(tasks, seeds)
def test_the_steepest_weight_is_steeper_than_all_others(task, seed):
    asked = prediction_of(task, seed)
    steepest = question(asked, "steepest")
    if steepest:
        sizes = {str(name): abs(slope) for name, slope in asked.ran.weights.items()}
        right = sizes.pop(steepest.right)
        assert all(right > size for size in sizes.values())


@settings(max_examples=100, deadline=None)
@given(tasks, seeds)
def test_the_measured_change_is_nearest_to_the_right_of_three(task, seed):
    asked = prediction_of(task, seed)
    change = question(asked, "change")
    if change:
        changes = {option.id: number(option) for option in change.options}
        assert list(changes.values()) == sorted(changes.values())
        off = {key: abs(asked.nudge.measured - size) for key, size in changes.items()}
        assert min(off, key=off.get) == change.right


@settings(max_examples=100, deadline=None)
@given(tasks, seeds)
def test_wrong_sizes_come_from_wrong_derivations(task, seed):
    change = question(prediction_of(task, seed), "change")
    for option in change.options if change else ():
        assert len(option.mistakes) == (option.id != change.right)


def test_the_measured_change_is_exact():
    asked = prediction_of(CHAIN)
    given, by = asked.variant.known, str(asked.rate.by)

    def cost(**w):
        return (w["w3"] * w["w2"] * w["w1"] * w["a0"] - w["y"]) ** 2

    names = ("a0", "w1", "w2", "w3", "y")
    before = {name: Fraction(given[name]) for name in names}
    after = before | {by: before[by] + asked.nudge.size}
    assert asked.nudge.measured == cost(**after) - cost(**before)


def test_all_that_was_worked_out_is_shown():
    asked = prediction_of(CHAIN)
    assert [str(name) for name in asked.ran.values] == ["a1", "a2", "a3", "C"]
    assert {str(name) for name in asked.ran.weights} == {"w1", "w2", "w3"}
    assert asked.ran.gradient[asked.rate.by] == asked.nudge.slope


def test_answers_are_graded_one_by_one():
    asked = prediction_of(CHAIN)
    right = {one.id: one.right for one in asked.questions}
    assert all(asked.grade(right).values())
    wrong = question(asked, "sign")
    graded = asked.grade(right | {wrong.id: "0"})
    assert [name for name, good in graded.items() if not good] == [wrong.id]


def test_the_same_seed_asks_the_same():
    first, second = prediction_of(CHAIN), prediction_of(CHAIN)
    assert first.questions == second.questions


def test_a_flipped_sign_is_known_for_what_it_is():
    sign = question(prediction_of(CHAIN), "sign")
    flipped = {"-": "+", "+": "-"}[sign.right]
    assert sign.option(flipped).mistakes == ("sign(dC/da3)",)


def test_where_no_slope_is_asked_for_there_is_nothing_to_predict():
    with pytest.raises(LessonMistake, match="no slope"):
        prediction_of("forward-alone")
