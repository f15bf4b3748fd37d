"""A solution with one wrong step in it, and no more than one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.errors import LessonMistake
from backsweep.practice.exercise.closeness import apart, same
from backsweep.practice.exercise.steps import Kind
from backsweep.practice.items.bug import Bug, Truth, bug
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.seeds import LENGTH, LETTERS, PRINTED
from backsweep.practice.variants.variant import variant

from ..graphs import GRAPHS, TASKS

seeds = st.text(LETTERS, min_size=LENGTH, max_size=LENGTH)
tasks = st.sampled_from(sorted(TASKS))


def bug_of(task, seed):
    return bug(mistakes_of(TASKS[task]), seed)


@settings(max_examples=150, deadline=None)
@given(tasks, seeds)
def test_just_one_line_is_wrong_and_its_number_is(task, seed):
    one = bug_of(task, seed)
    wrong = [line for line in one.lines if line.truth is Truth.WRONG]
    assert [line.step for line in wrong] == [one.fault.step]
    assert apart(wrong[0].number, one.right)
    assert wrong[0].number == one.fault.number(one.variant.numbers)


@settings(max_examples=150, deadline=None)
@given(tasks, seeds)
def test_every_other_line_follows_from_the_lines_before_it(task, seed):
    one = bug_of(task, seed)
    known = dict(one.variant.known)
    for line in one.lines:
        if line.truth is not Truth.WRONG:
            assert line.number == line.step.number(known)
        known[line.step.id] = line.number


@settings(max_examples=150, deadline=None)
@given(tasks, seeds)
def test_lines_that_do_not_hang_on_the_bug_have_the_right_numbers(task, seed):
    one = bug_of(task, seed)
    for line in one.lines:
        if line.truth is Truth.RIGHT:
            assert same(line.number, one.variant.numbers[line.step.id])


@given(tasks)
def test_the_bug_is_on_the_way_back(task):
    assert bug_of(task, "abc234").fault.step.kind is not Kind.VALUE


def test_a_seed_gives_the_same_bug_whenever_it_is_asked_for():
    first, second = (bug_of("backpropagation/worked-chain", "abc234") for _ in "ab")
    assert first.fault.id == second.fault.id
    assert first.variant.given == second.variant.given


def test_every_step_of_the_way_back_gets_its_turn():
    found = {
        bug_of("backpropagation/worked-chain", f"aaa{a}{b}2").fault.step.id
        for a in "23456789"
        for b in "23456789"
    }
    back = ["dC/da3", "da3/da2", "da2/da1", "da1/dw1", "dC/dw1", "da3/dw3", "dC/dw3"]
    assert found == {*back, "w1_new"}


def forgotten_two():
    """The lesson's own numbers, with the 2 of dC/da3 forgotten."""
    mistakes = mistakes_of(TASKS["backpropagation/worked-chain"])
    (fault,) = (x for x in mistakes.all if x.id == "forgotten-two(dC/da3)")
    return Bug(variant(mistakes, PRINTED), fault)


def test_a_line_shows_what_was_worked_out_and_with_which_numbers():
    one = forgotten_two()
    line = one.line("dC/da3")
    assert (line.truth, one.right) == (Truth.WRONG, 2)
    assert (str(line.formula), str(line.figures), line.number) == ("a3 − y", "4 − 3", 1)
    carried = one.line("dC/dw1")
    assert carried.truth is Truth.CARRIED
    assert (str(carried.figures), carried.number) == ("1 · 2 · 2 · 1", 4)
    assert one.line("da3/da2").truth is Truth.RIGHT


def test_it_is_not_the_learner_who_is_told_to_have_made_the_mistake():
    told = "".join(map(str, forgotten_two().words))
    assert told.startswith("somebody ") and "you" not in told


def test_where_only_values_are_asked_for_there_is_no_way_back():
    with pytest.raises(LessonMistake, match="no way back"):
        bug(mistakes_of(GRAPHS["forward-alone"]), "abc234")
