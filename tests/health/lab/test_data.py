"""Curves for programs."""

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.health.lab.curve import Curve
from backsweep.health.lab.data import data
from backsweep.health.lab.network import network
from backsweep.health.lab.plain import plain


@settings(max_examples=20, deadline=None)
@given(st.fractions(0, 3, max_denominator=50), st.integers(1, 30))
def test_a_chain_is_read_back_exactly(factor, depth):
    found = json.loads(json.dumps(data(plain(factor, depth)), allow_nan=False))
    sizes = [Fraction(one["left"]) for one in found["layers"]]
    assert sizes == [factor**k for k in range(depth + 1)]


def test_what_is_long_is_a_float():
    found = data(Curve((1, Fraction(1, 10**200), Fraction(10) ** 400), ""))
    assert [one["left"] for one in found["layers"]] == [1, 1e-200, "inf"]
    assert found["decades"] == pytest.approx(400)


def test_a_network_has_theory_and_a_chain_has_none():
    found = data(network("tanh", 3))
    low, high = found["theory"]["chance"]
    assert low < found["decades"] < high
    assert data(network("tanh", 3, init=0))["theory"]["chance"] is None
    assert "theory" not in data(plain(Fraction(1), 3))
