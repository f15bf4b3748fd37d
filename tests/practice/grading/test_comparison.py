"""The learner's chain beside the right one, the factor at fault marked."""

from backsweep.practice.grading.grade import Grade
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.variant import variant

from ..graphs import TASKS

PRINTED = variant(mistakes_of(TASKS["backpropagation/worked-chain"]), "printed")


def compared(boxes, step, id):
    grade = Grade(PRINTED, boxes)
    mark = grade.marks[step]
    (fault,) = (one for one in mark.suspects if one.id == id)
    return grade.compared(mark, fault)


def told(line):
    terms = line.sign.join(f"{x.formula}={x.number}" for x in line.terms)
    marked = [str(x.formula) for x in line.terms if x.marked]
    return f"{terms} -> {line.result}", marked


def test_a_factor_that_was_left_out_is_marked_in_the_right_chain():
    id = "dropped-factor(dC/dw1, da3/da2)"
    both = compared({"dC/dw1": "4"}, "dC/dw1", id)
    assert told(both.yours) == ("dC/da3=2 · da2/da1=2 · da1/dw1=1 -> 4", [])
    right = "dC/da3=2 · da3/da2=2 · da2/da1=2 · da1/dw1=1 -> 8"
    assert told(both.right) == (right, ["da3/da2"])


def test_a_slip_before_marks_the_factor_that_it_was_made_in():
    both = compared({"dC/dw1": "4"}, "dC/dw1", "forgotten-two(dC/da3)")
    yours = "dC/da3=1 · da3/da2=2 · da2/da1=2 · da1/dw1=1 -> 4"
    assert told(both.yours) == (yours, ["dC/da3"])
    assert told(both.right)[1] == ["dC/da3"]


def test_a_value_from_another_layer_is_marked_on_both_sides():
    both = compared({"a2": "1"}, "a2", "other-layer(a2, w1, w2)")
    assert told(both.yours) == ("w1=1 · a1=1 -> 1", ["w1"])
    assert told(both.right) == ("w2=2 · a1=1 -> 2", ["w2"])


def test_the_learners_own_numbers_are_in_the_learners_chain():
    boxes = {"dC/da3": "5", "da3/da2": "2", "dC/dw1": "10"}
    both = compared(boxes, "dC/dw1", "dropped-factor(dC/dw1, da2/da1)")
    assert told(both.yours)[0] == "dC/da3=5 · da3/da2=2 · da1/dw1=1 -> 10"
    assert told(both.right)[0].endswith("-> 8")
