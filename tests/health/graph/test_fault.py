"""Where a nan or an infinity begins: the operation, its line, its input, and how."""

import numpy as np
import pytest

import backsweep as bs
from backsweep.health.verdict import NON_FINITE


def fault(f, *args):
    found = bs.health(f)(*args)
    assert found.verdict.kind == NON_FINITE
    return found.record.fault


def test_the_first_operation_forward():
    def loss(w):
        z = np.log(w - 1.0)
        return np.sum(np.exp(z) * z)

    found = fault(loss, np.array([0.5, 3.0]))
    assert (found.operation, found.made, found.backward) == ("log", "nan", False)
    assert (found.lowest, found.highest) == (-0.5, 2.0)
    assert "np.log(w - 1.0)" in found.where


def test_an_overflow():
    found = fault(lambda w: np.sum(np.exp(w)), np.array([1.0, 1000.0]))
    assert (found.operation, found.made, found.highest) == ("exp", "infinity", 1000.0)


def test_the_first_operation_backward_where_zero_meets_infinity():
    def loss(w):
        return np.sum(np.where(w > 0, np.sqrt(w), 0.0))

    found = fault(loss, np.array([0.0, 4.0]))
    assert (found.operation, found.made, found.backward) == ("sqrt", "nan", True)
    assert found.why == "it was sent 0, and sqrt' is infinite there: 0 · inf"
    assert found.lowest == 0.0 and "np.sqrt(w)" in found.where


def test_an_infinite_slope_that_meets_a_desire():
    found = fault(lambda w: np.sum(np.sqrt(w)), np.array([0.0, 4.0]))
    assert found.made == "infinity" and found.why == "sqrt' is infinite there"


def test_what_was_given_so():
    found = fault(lambda w, x: np.sum(w * x), np.ones(2), np.array([1.0, np.nan]))
    assert found.why == "it was given so" and found.operation == "x"


def test_a_healthy_function_has_none():
    assert bs.health(lambda w: np.sum(w * w))(np.ones(2)).record.fault is None


@pytest.mark.parametrize("at", [0.0, 1.0])
def test_the_line_says_it_all(at):
    line = bs.health(lambda w: np.sum(np.sqrt(w - at)))(np.array([at, 2.0])).line
    assert "the slope of sqrt" in line and f"of input from 0 to {2 - at:g}" in line
