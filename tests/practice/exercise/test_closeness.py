"""Exact numbers are equal or not; rounded ones are close or apart, never both."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from backsweep.practice.exercise.closeness import apart, same

exact = st.fractions(-50, 50, max_denominator=40)
sizes = st.floats(0.005, 999)
endless = sizes | sizes.map(lambda x: -x)


@given(exact, exact)
def test_exact_numbers_are_the_same_or_apart(one, other):
    assert same(one, other) == (one == other) == (not apart(one, other))


@given(endless)
def test_three_significant_digits_are_enough(right):
    assert same(Fraction(f"{right:.3g}"), right)


@given(endless, endless, st.floats(-0.005, 0.005))
def test_no_answer_is_taken_for_two_numbers_that_are_apart(one, other, off):
    assume(apart(one, other))
    typed = Fraction(one * (1 + off))
    assert not (same(typed, one) and same(typed, other))


@given(endless, exact)
def test_a_number_is_never_apart_from_itself(one, other):
    assert not apart(one, one)
    assert apart(one, other) == apart(other, one)
