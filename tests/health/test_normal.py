"""Means over normal numbers, against closed forms and mpmath."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.health.activations import ACTIVATIONS
from backsweep.health.normal import mean, mean_product

spreads = st.floats(-6, 6).map(lambda power: 10**power)


@given(spreads, st.integers(0, 8))
def test_the_moments_of_a_normal_number(q, power):
    exact = math.prod(range(1, 2 * power, 2)) * q**power
    assert mean(lambda x: x ** (2 * power), q) == pytest.approx(exact, rel=1e-12)


@pytest.mark.parametrize("q", [1e-4, 0.3, 1.0, 46.0, 1e4])
def test_a_squish_as_mpmath_integrates_it(q):
    def weighed(z):
        return mpmath.tanh(mpmath.sqrt(q) * z) ** 2 * mpmath.npdf(z)

    parts = [0, 1e-3, 0.01, 0.1, 0.5, 1, 2, 4, 12]
    exact = float(2 * mpmath.quad(weighed, parts))
    assert mean(lambda x: np.tanh(x) ** 2, q) == pytest.approx(exact, rel=1e-11)


@given(st.floats(-3, 3), spreads)
def test_a_corner_costs_no_precision(corner, q):
    exact = math.erfc(corner / math.sqrt(2 * q)) / 2
    found = mean(lambda x: np.heaviside(x - corner, 0.5), q, [corner])
    assert found == pytest.approx(exact, abs=1e-12)


@pytest.mark.parametrize("squish", ACTIVATIONS.values(), ids=ACTIVATIONS)
@settings(max_examples=5, deadline=None)
@given(c=st.floats(-1, 1), q=st.floats(0.1, 10))
def test_a_mean_of_products_is_a_mean_of_means_at_either_end(squish, c, q):
    def together(c):
        return mean_product(squish.value, q, c, squish.corners)

    def alone(f):
        return mean(f, q, squish.corners)

    assert together(0.0) == pytest.approx(alone(squish.value) ** 2, abs=1e-11)
    assert together(1.0) == pytest.approx(
        alone(lambda x: squish.value(x) ** 2), rel=1e-10
    )
    assert abs(together(c)) <= together(1.0) * (1 + 1e-10)


@settings(max_examples=50, deadline=None)
@given(st.floats(-1, 1), spreads)
def test_signs_agree_as_sheppard_said(c, q):
    found = mean_product(np.sign, q, c, [0.0])
    assert found == pytest.approx(2 / math.pi * math.asin(c), abs=1e-7)
