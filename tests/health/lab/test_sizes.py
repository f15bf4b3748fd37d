"""Sizes beyond floats."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.health.lab.sizes import power, products

factors = st.lists(st.floats(1e-10, 1e10), max_size=20)


@given(factors)
def test_products_are_as_precise_as_floats(found):
    sizes = products(found)
    assert len(sizes) == len(found) + 1
    for k, size in enumerate(sizes):
        exact = math.prod(map(Fraction, found[:k]), start=Fraction(1))
        assert abs(size / exact - 1) < 1e-20


@given(factors)
def test_behind_nothing_nothing_is_left(found):
    assert products([0.5, None, *found])[2:] == (0,) * (len(found) + 1)


@given(st.floats(1e-300, 1e300))
def test_a_power_is_the_logarithm(size):
    assert power(size) == pytest.approx(math.log10(size), abs=1e-13)


@pytest.mark.parametrize("ten", [-5000, -400, 0, 5000])
def test_no_power_is_too_large(ten):
    assert power(Fraction(10) ** ten) == pytest.approx(ten, abs=1e-9)
