"""The cause: what slopes and weights each make of the change, in logarithms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backsweep as bs
from backsweep.health.cause import causes
from backsweep.health.record import Link

from .networks import multilayer, relu, sigmoid


def shares(*args):
    return {one.kind: one.share for one in bs.health(args[0])(*args[1:]).causes}


def test_a_sigmoid_s_slopes_are_the_cause():
    assert shares(*multilayer(10, 64, sigmoid, 1.0))["slope"] > 0.95


def test_weights_too_small_are_the_cause():
    assert shares(*multilayer(20, 64, np.tanh, 0.3))["weight"] > 0.85


def test_both_are_told_apart_where_both_do_it():
    """ReLU as PyTorch starts it: √½ of the slopes, √⅓ of the weights."""
    found = shares(*multilayer(20, 128, relu, 1 / 3))
    assert found["slope"] == pytest.approx(np.log(2) / np.log(6), abs=0.04)


def test_depth_is_no_cause_by_itself():
    assert all(x is None for x in shares(*multilayer(20, 64, relu, 2.0)).values())


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(1e-9, 0.9)), min_size=1))
def test_shares_add_up_to_one(links):
    found = causes([Link("", "", kind, gain) for kind, gain in links])
    assert sum(one.share for one in found) == pytest.approx(1)
    sizes = [abs(one.decades) for one in found]
    assert sizes == sorted(sizes, reverse=True)


def test_what_makes_up_for_one_another_is_not_shared_out():
    found = causes([Link("", "", "slope", 0.5), Link("", "", "weight", 1.99)])
    assert [one.share for one in found] == [None, None]
