"""Steps against the slope, tried on a copy."""

import numpy as np
import pytest

import backsweep as bs


def bowl(w):
    return np.sum(w * w)


def steps(rate, at=3.0):
    return bs.health(bowl, rate=rate)(np.array([at])).steps


def test_a_step_that_goes_down_is_left_at_that():
    (one,) = steps(0.1)
    assert (one.promised, one.after) == pytest.approx((9 - 3.6, 2.4**2))


def test_one_that_goes_up_is_tried_smaller_and_clipped():
    first, small, clipped = steps(1.5)
    assert first.after > 9 > small.after
    assert clipped.after == pytest.approx((3 - 1.5) ** 2) and "clipped" in clipped.words


def test_a_short_gradient_is_not_clipped():
    assert [one.words for one in steps(1.5, at=0.3)] == ["rate 1.5", "rate 0.15"]


def test_without_a_rate_none_is_tried():
    assert bs.health(bowl)(np.array([3.0])).steps == []
