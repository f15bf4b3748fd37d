"""The chain layer by layer: what each row says multiplies to the whole."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.health.layers import layered
from backsweep.health.record import COST, SLOPE, WEIGHT, Link

KINDS = st.sampled_from([SLOPE, WEIGHT, "branches"])
LINKS = st.lists(st.tuples(KINDS, st.floats(0.1, 10)), min_size=1, max_size=12)


@given(LINKS, st.integers(0, 2))
def test_layers_are_the_chain_cut_up(pairs, heads):
    links = [Link("", "", COST, 0.5)] * heads
    links += [Link("", "", kind, gain) for kind, gain in pairs]
    found = list(layered(links))
    assert [one for layer in found for one in layer.links] == links
    assert math.prod(x.product for x in found) == pytest.approx(
        math.prod(one.gain for one in links)
    )
    for layer in found:
        parts = (layer.gain(SLOPE), layer.gain(WEIGHT), layer.rest)
        known = [x for x in parts if x is not None]
        assert math.prod(known) == pytest.approx(layer.product)
        assert [one.kind for one in layer.links].count(WEIGHT) <= 1


def test_a_factor_that_chance_does_not_explain_is_strange():
    (layer,) = layered([Link("", "", WEIGHT, 3.0, predicted=1.0, width=100)])
    (other,) = layered([Link("", "", WEIGHT, 1.2, predicted=1.0, width=100)])
    assert layer.strange and not other.strange


def test_without_a_formula_nothing_is_predicted():
    (layer,) = layered([Link("", "", "branches", 3.0), Link("", "", WEIGHT, 1.0, 1.0)])
    assert layer.predicted is None and not layer.strange
