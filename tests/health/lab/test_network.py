"""Real networks: the desires measured in them, against what is known of them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backsweep as bs
from backsweep.health.activations import ACTIVATIONS, UnknownActivation, activation
from backsweep.health.lab.errors import BeyondFloats, OutOfBounds, UnknownRecipe
from backsweep.health.lab.network import SAMPLES, network
from backsweep.health.lab.recipes import SPREADS, drawn
from backsweep.health.lab.sizes import power

EVERY = pytest.mark.parametrize("name", ACTIVATIONS)


def by_hand(squish, depth, width, init, seed):
    """The desires of every layer by the chain rule in NumPy, without the engine."""
    draw = np.random.default_rng(seed)
    weights = drawn(init, depth, width, draw)
    values, wanted = draw.normal(size=(2, SAMPLES, width))
    sums = []
    for weight in weights:
        sums.append(values @ weight)
        values = squish.value(sums[-1])
    desire, lengths = wanted, [np.linalg.norm(wanted)]
    for weight, z in zip(weights[::-1], sums[::-1], strict=True):
        desire = (desire * squish.slope(z)) @ weight.T
        lengths.append(np.linalg.norm(desire))
    return np.array(lengths) / lengths[0]


@EVERY
@settings(max_examples=4, deadline=None)
@given(
    depth=st.integers(1, 12),
    width=st.integers(1, 24),
    init=st.sampled_from([*SPREADS, 0.5, 1.3]),
    seed=st.integers(0, 99),
)
def test_the_desires_are_those_of_the_chain_rule(name, depth, width, init, seed):
    expected = by_hand(activation(name), depth, width, init, seed)
    curve = network(name, depth, width, init, seed)
    assert [*map(float, curve.sizes)] == pytest.approx(expected, rel=1e-9, abs=1e-300)


@EVERY
def test_the_gradient_of_the_whole_is_the_product_of_the_layers(name):
    """The same number from one sweep through all layers at once."""
    draw, squish = np.random.default_rng(2), activation(name)
    weights = drawn("lecun", 6, 20, draw)
    inputs, wanted = draw.normal(size=(2, SAMPLES, 20))

    def cost(values):
        for weight in weights:
            values = squish.value(values @ weight)
        return np.sum(values * wanted)

    swept = np.linalg.norm(bs.grad(cost)(inputs)) / np.linalg.norm(wanted)
    curve = network(name, 6, 20, "lecun", seed=2)
    assert float(curve.front) == pytest.approx(swept, rel=1e-9)
    both = [layer.slope * layer.weight for layer in curve.layers]
    assert math.prod(both) == pytest.approx(swept, rel=1e-9)


def test_a_sigmoid_passes_on_a_quarter_at_most():
    assert 0.2 < network("sigmoid", 30).typical < 0.25


def test_a_relu_with_weights_as_he_spreads_them_keeps_its_desires():
    fronts = [network("relu", 30, 128, "he", seed).front for seed in range(8)]
    assert 0.2 < np.exp(np.mean([math.log(front) for front in fronts])) < 5


def test_a_tanh_fares_better_than_a_sigmoid():
    assert network("tanh", 20).front > 1e6 * network("sigmoid", 20).front


@pytest.mark.parametrize(
    "name", ["relu", "tanh", "sigmoid", "gelu", "selu", "identity"]
)
@pytest.mark.parametrize("init", ["glorot", "he", "torch", 0.7])
def test_chance_explains_what_theory_does_not(name, init):
    """Of twenty networks none is farther off than three standard deviations."""
    for seed in range(20):
        curve = network(name, 8, 48, init, seed)
        for size, (low, high) in zip(curve.sizes, curve.band, strict=True):
            assert low - 1e-9 <= power(size) <= high + 1e-9


def test_rotations_without_a_squish_keep_every_length():
    curve = network("identity", 200, 16, "orthogonal")
    assert [*map(float, curve.sizes)] == pytest.approx([1] * 201, rel=1e-11)


def test_no_depth_is_too_deep_for_the_size_of_a_desire():
    curve = network("sigmoid", 1000, 8)
    assert float(curve.front) == 0
    assert power(curve.front) == pytest.approx(
        sum(math.log10(factor) for factor in curve.factors), rel=1e-9
    )


def test_the_same_seed_is_the_same_network():
    assert network("tanh", 8, seed=1) == network("tanh", 8, seed=1)
    assert network("tanh", 8, seed=1) != network("tanh", 8, seed=2)


def test_weights_without_spread_pass_nothing_on():
    curve = network("tanh", 5, init=0)
    assert curve.sizes == (1, 0, 0, 0, 0, 0)
    assert [layer.factor for layer in curve.layers] == [0, None, None, None, None]


@pytest.mark.parametrize(
    "wrong, error, told",
    [
        ({"depth": 0}, OutOfBounds, "the depth 0 is out of bounds"),
        ({"depth": 1001}, OutOfBounds, "the depth 1001 is out of bounds"),
        ({"width": 0}, OutOfBounds, "the width 0 is out of bounds"),
        ({"width": 1025}, OutOfBounds, "the width 1025 is out of bounds"),
        ({"depth": 33, "width": 1024}, OutOfBounds, "have 34,603,008 weights"),
        ({"init": -1.0}, OutOfBounds, "the spread −1 is out of bounds"),
        ({"init": float("nan")}, OutOfBounds, "the spread nan is out of bounds"),
        ({"init": "glorto"}, UnknownRecipe, "no recipe 'glorto'"),
        ({"name": "rleu"}, UnknownActivation, "no activation 'rleu'"),
    ],
)
def test_what_the_lab_has_no_room_for_is_refused(wrong, error, told):
    with pytest.raises(error, match=told):
        network(**{"name": "tanh", "depth": 5} | wrong)


@pytest.mark.parametrize("spread, change", [(0.5, "fade"), (4.0, "explode")])
def test_signals_beyond_floats_are_told_not_guessed_at(spread, change):
    with pytest.raises(BeyondFloats, match=f"the signals {change} beyond"):
        network("relu", 1000, 16, spread)
