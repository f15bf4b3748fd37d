"""A nudge rippling to the cost, and a step against the slope."""

from fractions import Fraction

import numpy as np
import pytest

from backsweep.explain.errors import BadInput, UnknownName
from backsweep.explain.parts.moving import Nudge, Step


def rows(nudge):
    return {x["name"]: (x["predicted"], x["measured"]) for x in nudge.data()["ripple"]}


def test_a_nudge_reaches_each_value_on_the_way_by_rate_times_nudge(seed):
    nudge = Nudge(seed, "w1", 0.1)
    tenth = Fraction(1, 10)
    assert rows(nudge) == {
        "w1": (tenth, tenth),
        "a1": (tenth, tenth),
        "a2": (2 * tenth, 2 * tenth),
        "a3": (4 * tenth, 4 * tenth),
        "C": (8 * tenth, Fraction(96, 100)),
    }
    assert "half the nudge, about a fourth of it" in str(nudge)


def test_half_the_nudge_is_a_fourth_of_the_difference(seed):
    def apart(by):
        predicted, measured = rows(Nudge(seed, "w1", by))["C"]
        return measured - predicted

    assert apart(Fraction(1, 10)) == 4 * apart(Fraction(1, 20))


def test_on_straight_lines_what_the_chain_says_is_what_happens(tell):
    nudge = Nudge(tell(lambda x, y: 3 * x + y, 1, 2), "x", 5)
    assert rows(nudge)["C"] == (15, 15)
    assert "No rate changes on the way" in str(nudge)


def test_a_value_that_leads_nowhere_moves_alone(tell):
    nudge = Nudge(tell(lambda x, y: 3 * x, 1, 2), "y", 1)
    assert rows(nudge) == {"y": (1, 1)}
    assert "Nothing else moves" in str(nudge)


def test_a_value_on_the_way_can_be_nudged(seed):
    assert rows(Nudge(seed, "a3", 1)) == {"a3": (1, 1), "C": (2, 3)}


def test_in_floats_the_nudge_is_a_float(layered):
    moved = rows(Nudge(layered, "W1[0,0]", Fraction(1, 1000)))
    predicted, measured = moved["C"]
    assert type(predicted) is float
    assert measured == pytest.approx(predicted, rel=0.01)


def test_a_step_goes_against_each_slope(seed):
    step = Step(seed, 0.1)
    new = {x["name"]: x["new"] for x in step.data()["step"]}
    assert new == {"w1": Fraction(1, 5), "w2": Fraction(8, 5), "w3": Fraction(8, 5)}
    before, after = step.costs
    assert (before, after) == (1, (Fraction(64, 125) * 1 - 3) ** 2)


def test_the_lessons_step_on_w1_alone_goes_too_far(seed):
    step = Step(seed, 0.1, ["w1"])
    assert step.costs == (1, Fraction(484, 100))
    assert "went too far" in str(step)
    assert "the step lowered it" in str(Step(seed, 0.01, ["w1"]))


def test_at_the_bottom_nothing_changes(tell):
    assert "nothing changed" in str(Step(tell(lambda x: x**2, 0), 0.1))


def test_a_step_out_of_the_numbers_is_told_as_such(tell):
    step = Step(tell(lambda x: np.exp(x**2), 5.0), 1e3)
    assert "out of the numbers" in str(step)


def test_there_may_be_nothing_to_step(tell):
    assert "No path" in str(Step(tell(lambda x: 3.0, 1.0), 0.1))


@pytest.mark.parametrize("number", ["far", None, float("nan"), float("inf"), 1j])
def test_a_nudge_is_a_number(seed, layered, number):
    for story, name in ((seed, "w1"), (layered, "W1[0,0]")):
        with pytest.raises(BadInput, match="no step that a variable can take"):
            Nudge(story, name, number)


def test_a_name_that_is_not_there(seed):
    with pytest.raises(UnknownName, match="no 'q' in cost"):
        Nudge(seed, "q", 1)
    with pytest.raises(UnknownName, match="no 'q' in cost"):
        Step(seed, 1, ["q"])
