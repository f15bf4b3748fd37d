"""A chain of equal factors, as the lesson's second exercise has it."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.health.lab.errors import OutOfBounds
from backsweep.health.lab.plain import plain


def test_five_halves_of_the_lesson():
    assert plain(Fraction(1, 2), 5).front == Fraction(1, 32) == 0.03125


def test_ten_halves_leave_about_a_thousandth():
    assert float(plain(Fraction(1, 2), 10).front) == pytest.approx(0.001, rel=0.03)


@settings(max_examples=40, deadline=None)
@given(st.fractions(0, 2, max_denominator=1000), st.integers(1, 60))
def test_what_is_left_is_the_power_of_the_factor_exactly(factor, depth):
    curve = plain(factor, depth)
    assert curve.sizes == tuple(factor**k for k in range(depth + 1))
    assert curve.depth == depth


@pytest.mark.parametrize("factor, depth", [(1001, 5), (-1, 5), (1, 0), (1, 1001)])
def test_what_is_out_of_bounds_is_refused(factor, depth):
    with pytest.raises(OutOfBounds, match="out of bounds"):
        plain(Fraction(factor), depth)
