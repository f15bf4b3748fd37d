"""What a learner is told of each box, of all that follows from it, and of luck."""

import random
import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.exercise.exercise import worked
from backsweep.practice.grading.grade import Grade, Verdict
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.variant import variant

from ..graphs import GRAPHS, TASKS
from ..learners import typed

EMPTY, UNREADABLE = Verdict.EMPTY, Verdict.UNREADABLE
RIGHT, FOLLOWS, WRONG = Verdict.RIGHT, Verdict.FOLLOWS, Verdict.WRONG
PRINTED = variant(mistakes_of(TASKS["backpropagation/worked-chain"]), "printed")
SQUISHED = ("activations/sigmoid-chain", "activations/tanh-chain")

tasks = st.sampled_from([*GRAPHS])
seeds = st.integers(2, 9).map("seed2{}".format)
texts = (
    st.text(max_size=12)
    | st.text("0123456789.,/^-−e ()*", max_size=12)
    | st.sampled_from(["1e300", "-1e300", "1e-300", "9^99", "0", "1/0", "00", "-"])
)


def fresh(name, seed="abcdef"):
    return variant(mistakes_of(GRAPHS[name]), seed)


def verdicts(boxes, found=PRINTED):
    grade = Grade(found, boxes)
    return {mark.step.id: mark.verdict for mark in grade.asked if mark.typed}


def rights(found):
    return {step.id: typed(found.numbers[step.id]) for step in found.exercise.steps}


def test_nothing_typed_is_nothing_said():
    grade = Grade(PRINTED, {})
    assert {mark.verdict for mark in grade.asked} == {EMPTY}
    assert not grade.complete and not grade.wrong and not grade.luck


@pytest.mark.parametrize("name", GRAPHS)
def test_all_right_numbers_are_right(name):
    found = fresh(name)
    grade = Grade(found, rights(found))
    assert {mark.verdict for mark in grade.asked} == {RIGHT}
    assert grade.complete


def test_answers_alone_are_enough():
    grade = Grade(PRINTED, {"dC/dw1": "8", "dC/dw3": "4", "w1_new": "0.2"})
    assert grade.complete
    assert verdicts({"dC/dw1": "8"}) == {"dC/dw1": RIGHT}
    assert not Grade(PRINTED, {"dC/dw1": "8"}).complete


SPELLINGS = [
    str,
    lambda x: f" {x} ",
    lambda x: f"+{x}" if x > 0 else f"−{-x}",
    lambda x: f"{2 * x.numerator}/{2 * x.denominator}",
    lambda x: f"{float(x):.6f}",
    lambda x: f"{float(x):.4f}".replace(".", ","),
    lambda x: f"{float(x)}e0",
    lambda x: f"2^2*({x})/4",
]


@given(tasks.filter(lambda name: name not in SQUISHED), seeds, st.data())
@settings(max_examples=60, deadline=None)
def test_a_right_number_is_right_however_it_is_spelled(name, seed, data):
    found = fresh(name, seed)
    boxes = {}
    for step in found.exercise.steps:
        number = found.numbers[step.id]
        if isinstance(number, float) or 10**4 % number.denominator:
            continue
        boxes[step.id] = data.draw(st.sampled_from(SPELLINGS))(Fraction(number))
    assert set(verdicts(boxes, found).values()) <= {RIGHT}, boxes


@given(tasks, seeds, st.data())
@settings(max_examples=100, deadline=None)
def test_after_one_slip_all_that_is_carried_on_follows(name, seed, data):
    found = fresh(name, seed)
    slip = data.draw(st.sampled_from(found.exercise.steps))
    known = dict(found.known)
    known[slip.id] = found.numbers[slip.id] + data.draw(st.integers(7, 99))
    try:
        numbers = worked(found.exercise.whole, known)
    except ArithmeticError:
        return
    told = verdicts(
        {x.id: precisely(numbers[x.id]) for x in found.exercise.steps}, found
    )
    assert told.pop(slip.id) is WRONG
    assert set(told.values()) <= {RIGHT, FOLLOWS}


def precisely(number):
    return f"{number:.12g}" if isinstance(number, float) else typed(number)


def test_a_slip_is_told_once_where_it_was_made():
    boxes = {"a1": "1", "a2": "2", "a3": "5", "C": "4", "dC/da3": "4"}
    assert verdicts(boxes | {"da3/da2": "2"}) == {
        "a1": RIGHT,
        "a2": RIGHT,
        "a3": WRONG,
        "C": FOLLOWS,
        "dC/da3": FOLLOWS,
        "da3/da2": RIGHT,
    }


@given(tasks, seeds, st.data())
@settings(max_examples=60, deadline=None)
def test_a_box_that_cannot_be_read_spoils_no_other(name, seed, data):
    found = fresh(name, seed)
    boxes = rights(found)
    spoiled = data.draw(st.sampled_from(found.exercise.steps))
    told = verdicts(boxes | {spoiled.id: "about three"}, found)
    assert told.pop(spoiled.id) is UNREADABLE
    assert set(told.values()) <= {RIGHT}


def test_what_cannot_be_read_says_why():
    mark = Grade(PRINTED, {"a1": "1,000"}).marks["a1"]
    assert "can be read in two ways" in mark.trouble
    assert "write 1000 or 1.000" in mark.trouble


@given(tasks, seeds, st.data())
@settings(max_examples=100, deadline=None)
def test_no_text_raises(name, seed, data):
    found = fresh(name, seed)
    boxes = {step.id: data.draw(texts) for step in found.exercise.steps}
    grade = Grade(found, boxes | {"no box of this exercise": "1"})
    for mark in grade.wrong:
        for fault in mark.suspects:
            grade.compared(mark, fault)


@pytest.mark.parametrize("name", SQUISHED)
def test_who_rounds_every_number_and_goes_on_with_it_is_right(name):
    for seed in range(200):
        found = fresh(name, f"aaaaa{'abcdefghjkmnpqrstuvwxyz23456789'[seed % 31]}")
        numbers = dict(found.known)
        for step in found.exercise.whole:
            numbers[step.id] = Fraction(typed(step.number(numbers)))
        told = verdicts({k: typed(x) for k, x in numbers.items()}, found)
        assert set(told.values()) == {RIGHT}


def test_the_printed_numbers_hide_mistakes_which_is_said_of_a_lucky_answer():
    luck = Grade(PRINTED, {"dC/dw1": "8"}).luck
    kinds = {fault.id for fault in luck["dC/dw1"]}
    assert "extra-factor(dC/dw1, w1)" in kinds
    assert "dropped-factor(dC/dw1, da1/dw1)" in kinds
    assert "dropped-factor(dC/dw1, dC/da3)" not in kinds


def test_what_was_worked_out_before_is_no_luck():
    shown = Grade(PRINTED, rights(PRINTED)).luck
    named = {fault.step.id for faults in shown.values() for fault in faults}
    assert "da1/dw1" in named, "its own box has the right number by luck"
    lucky = {fault.step.id for fault in shown["dC/dw1"]}
    assert lucky == {"dC/dw1"}


@given(tasks, seeds)
@settings(max_examples=60, deadline=None)
def test_a_certified_variant_leaves_nothing_to_luck(name, seed):
    found = fresh(name, seed)
    assert Grade(found, rights(found)).luck == {}


def test_a_wrong_number_is_answered_with_every_way_to_it():
    suspects = Grade(PRINTED, {"dC/dw1": "4"}).marks["dC/dw1"].suspects
    ids = {fault.id for fault in suspects}
    assert ids >= {
        "dropped-factor(dC/dw1, dC/da3)",
        "dropped-factor(dC/dw1, da3/da2)",
        "dropped-factor(dC/dw1, da2/da1)",
        "forgotten-two(dC/da3)",
        "value-for-slope(dC/da3, C)",
        "other-layer(da2/da1, w1, w2)",
        "other-slope(dC/dw1, dC/dw2)",
        "other-slope(dC/dw1, dC/dw3)",
    }


def test_what_stands_in_a_box_is_where_the_learner_goes_on_from():
    boxes = {"a3": "5", "C": "9"}
    suspects = Grade(PRINTED, boxes).marks["C"].suspects
    assert {fault.step.id for fault in suspects} <= {"C"}


def test_who_showed_a_step_is_not_suspected_of_a_mistake_in_it():
    boxes = {"dC/da3": "2", "da3/da2": "2", "dC/dw1": "4"}
    suspects = Grade(PRINTED, boxes).marks["dC/dw1"].suspects
    assert {fault.step.id for fault in suspects} & {"dC/da3", "da3/da2"} == set()


@pytest.mark.parametrize("name", GRAPHS)
def test_grading_takes_less_than_twenty_milliseconds(name):
    found = fresh(name)
    draw = random.Random(1)
    boxes = {step.id: str(draw.randint(-9, 9)) for step in found.exercise.steps}
    Grade(found, boxes)
    taken = []
    for _ in range(5):
        start = time.process_time()
        Grade(found, boxes)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.02
