"""Four ways to one number: sweep, derivative written out, ripple, differences."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.explain.parts.longway import Check, difference
from backsweep.explain.run import run
from backsweep.explain.story import Story


def test_the_lesson_checked_the_long_way(seed):
    check = Check(seed)
    assert [row.name for row in check.rows] == ["w1", "w2", "w3"]
    assert [row[2:] for row in check.rows] == [(8,) * 4, (4,) * 4, (4,) * 4]
    assert str(check.rows[0].formula) == "2(w3·w2·w1·a0 − y)·w3·w2·a0"
    assert check.worst == 0
    assert "All four agree exactly." in str(check)


def test_with_a_squish_they_agree_but_for_rounding(layered):
    check = Check(layered)
    assert len(check.rows) == 15
    assert 0 < check.worst < 1e-7
    assert f"The largest relative difference is {check.worst:.1e}." in str(check)


def test_single_precision_is_measured_in_double(tell):
    story = tell(lambda w: np.tanh(w) ** 2, np.float32(0.5))
    assert Check(story).worst < 1e-6


@settings(max_examples=25)
@given(st.lists(st.fractions(-3, 3, max_denominator=4), min_size=3, max_size=3))
def test_the_derivative_written_out_equals_the_sweep_exactly(numbers):
    def cost(x, y, z):
        a = x * y - z
        return a**2 + a * x - 3 * y

    for row in Check(Story(run(cost, numbers, {}))).rows:
        assert row.sweep == row.written == row.ripple


def test_a_tiny_exact_number_is_measured_too(tell):
    story = tell(lambda x, w: x * w * w, 10**30, Fraction(1, 10**25))
    assert Check(story).worst == 0


def test_at_a_corner_it_says_why_the_differences_differ(tell):
    check = Check(tell(lambda x: np.floor(x) * 3, 2.0))
    assert check.rows[0].sweep == 0 and check.worst > 1
    assert "a jump or a corner" in check.text(200)


def test_a_constant_derivative_is_written_once(tell):
    assert "dC/dx = 2\n\n" in str(Check(tell(lambda x: 2 * x, 3)))


def test_without_a_path_there_is_nothing_to_check(tell):
    check = Check(tell(lambda x: 3.0, 1))
    assert check.worst == 0 and "No path" in str(check)


@pytest.mark.parametrize("x", [1e-9, 0.0, -2.5, 1e6])
def test_differences_are_close_wherever_the_number_lies(tell, x):
    story = tell(lambda x: (x - 3.0) ** 2, x)
    measured = difference(story.run, story.node("x"))
    assert measured == pytest.approx(2 * (x - 3), rel=1e-6)
