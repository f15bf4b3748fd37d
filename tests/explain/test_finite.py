"""Where a nan or an infinity began is said in one line."""

import numpy as np
import pytest

from backsweep.explain.errors import NotFinite
from backsweep.explain.finite import finite
from backsweep.explain.run import run


def refused(f, *args):
    with pytest.raises(NotFinite) as raised:
        run(f, args, {})
    return raised.value


def test_the_first_value_that_is_not_finite_is_named_with_its_inputs():
    def cost(x, y):
        ratio = x / y
        h = np.tanh(ratio)
        return h * ratio

    error = refused(cost, np.float64(1.0), np.float64(0.0))
    assert "ratio = divide(...) is an infinity, of x = 1 and y = 0" in error.what
    assert "ratio = x / y" in error.where


def test_arrays_are_told_by_their_range():
    error = refused(lambda x: np.sum(np.log(x)), np.array([-1.0, 0.0, 2.0]))
    assert "of x from -1 to 2" in error.what


def test_an_input_may_be_it():
    assert "x is nan" in refused(lambda x: x * 2, float("nan")).what
    assert "x is an infinity" in refused(lambda x: x * 2, float("inf")).what


def test_a_slope_may_be_infinite_where_the_value_is_not():
    def cost(x):
        root = np.sqrt(x)
        return root * 3

    error = refused(cost, 0.0)
    assert "the slope of sqrt at x = 0 is not finite" in error.what
    assert "root = np.sqrt(x)" in error.where


def test_an_overflow_in_the_sweep_alone_is_found():
    error = refused(lambda x: np.exp(np.exp(x) - np.exp(x)) * x**2, 720.0)
    assert "exp" in error.what


def test_whole_numbers_and_empty_arrays_are_finite():
    assert finite(np.array([1, 2])) and finite(np.zeros(0)) and finite(3)
    assert not finite(np.array([1.0, np.nan]))
