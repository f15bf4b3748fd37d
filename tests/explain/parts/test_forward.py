"""The forward pass, the desires that come back, and the wishes they are made of."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.explain.parts.forward import Desires, Forward, Wishes
from backsweep.explain.run import run
from backsweep.explain.story import Story


def told(part, name):
    return part.data()[name]


def test_the_forward_pass_of_the_lesson(seed):
    rows = told(Forward(seed), "forward")
    assert [(x["name"], x["formula"], x["value"]) for x in rows] == [
        ("w1", "given", 1),
        ("w2", "given", 2),
        ("w3", "given", 2),
        ("a0", "given", 1),
        ("y", "given", 3),
        ("a1", "w1·a0", 1),
        ("a2", "w2·a1", 2),
        ("a3", "w3·a2", 4),
        ("C", "(a3 − y)²", 1),
    ]


def test_the_formulas_of_the_lesson_by_their_names(seed):
    made = {str(name): str(one) for name, one in Forward(seed).formulas.items()}
    assert made == {"a1": "w1·a0", "a2": "w2·a1", "a3": "w3·a2", "C": "(a3 − y)²"}


def test_the_formulas_of_entries_stand_in_order(layered):
    names = [str(name) for name in Forward(layered).formulas]
    assert (
        names
        == [row["name"] for row in told(Forward(layered), "forward")][-len(names) :]
    )


def test_the_desires_of_the_lesson_come_from_the_cost_back(seed):
    rows = told(Desires(seed), "desires")
    assert [x["of"] for x in rows] == ["C", "a3", "a2", "a1", "w3", "w2", "w1"]
    assert {x["of"]: x["value"] for x in rows} == {
        "C": 1,
        "a3": 2,
        "a2": 4,
        "a1": 8,
        "w1": 8,
        "w2": 4,
        "w3": 4,
    }


def test_a_positive_desire_means_that_the_value_must_fall(seed, tell):
    assert "fall" in str(Desires(seed)) and "rise" not in str(Desires(seed))
    assert "rise" in str(Desires(tell(lambda x: -2 * x, 1)))
    assert "stay" in str(Desires(tell(lambda x: x**2, 0)))


def test_the_wishes_of_the_lesson(seed):
    rows = told(Wishes(seed), "wishes")
    assert {(x["from"], x["to"]): x["wish"] for x in rows} == {
        ("C", "a3"): 2,
        ("a3", "w3"): 4,
        ("a3", "a2"): 4,
        ("a2", "w2"): 4,
        ("a2", "a1"): 8,
        ("a1", "w1"): 8,
    }


def sums(story):
    found = defaultdict(int)
    for row in told(Wishes(story), "wishes"):
        found[row["to"]] += row["wish"]
    return found


@settings(max_examples=25)
@given(st.lists(st.fractions(-3, 3, max_denominator=4), min_size=5, max_size=5))
def test_wishes_for_a_value_add_up_to_its_desire_exactly(numbers):
    def cost(w, v, x, y, k):
        h = w * x
        left, right = h * v + x, h - k * x
        o = left * right + h
        return (o - y) ** 2

    story = Story(run(cost, numbers, {}))
    desires = {x["of"]: x["value"] for x in told(Desires(story), "desires")}
    assert {name: desires[name] for name in sums(story)} == sums(story)


def test_entries_stand_in_the_order_of_their_index(layered):
    names = [x["name"] for x in told(Forward(layered), "forward")]
    assert [x for x in names if x.startswith("h[")] == ["h[0]", "h[1]", "h[2]"]
    wishes, desires = sums(layered), told(Desires(layered), "desires")
    for row in desires[1:]:
        assert wishes[row["of"]] == pytest.approx(row["value"], rel=1e-12)


def test_a_cost_without_a_path_has_no_desires(tell):
    story = tell(lambda x: np.float64(3.0), 2.0)
    assert "hangs on none" in str(Desires(story))
    assert list(Wishes(story).blocks()) == []
