"""Real networks: the desires measured in them, against what is known of them."""

import numpy as np
import pytest

from backsweep.practice.errors import Unreadable
from backsweep.practice.lab.network import ACTIVATIONS, SPREADS, network


def by_hand(activation, slope, depth, width, spread, seed):
    """The desires of every layer by the chain rule in NumPy, without the engine."""
    draw = np.random.default_rng(seed)
    weights = draw.normal(0, spread / np.sqrt(width), (depth, width, width))
    values, wanted = draw.normal(size=(2, 16, width))
    sums = []
    for weight in weights:
        sums.append(values @ weight)
        values = activation(sums[-1])
    desire, lengths = wanted, [np.linalg.norm(wanted)]
    for weight, z in zip(weights[::-1], sums[::-1], strict=True):
        desire = (desire * slope(z)) @ weight.T
        lengths.append(np.linalg.norm(desire))
    return np.array(lengths) / lengths[0]


def sigmoid_slope(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


SLOPES = {
    "sigmoid": sigmoid_slope,
    "tanh": lambda z: 1 - np.tanh(z) ** 2,
    "relu": lambda z: (z > 0).astype(float),
}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_desires_are_those_of_the_chain_rule(name):
    setting = {"depth": 12, "width": 24, "spread": 1.3, "seed": 5}
    expected = by_hand(ACTIVATIONS[name], SLOPES[name], **setting)
    assert network(name, **setting).sizes == pytest.approx(expected, rel=1e-9)


def test_a_sigmoid_passes_on_a_quarter_at_most():
    assert 0.2 < network("sigmoid", 30).typical < 0.25


def test_a_relu_with_weights_as_he_spreads_them_keeps_its_desires():
    fronts = [network("relu", 30, 128, SPREADS["he"], seed).front for seed in range(8)]
    assert 0.2 < np.exp(np.mean(np.log(fronts))) < 5


def test_a_tanh_fares_better_than_a_sigmoid():
    assert network("tanh", 20).front > 1e6 * network("sigmoid", 20).front


def test_the_same_seed_is_the_same_network():
    assert network("tanh", 8, seed=1) == network("tanh", 8, seed=1)
    assert network("tanh", 8, seed=1) != network("tanh", 8, seed=2)


def test_weights_without_spread_pass_nothing_on():
    assert network("tanh", 5, spread=0).sizes == (1, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"depth": 0},
        {"depth": 61},
        {"width": 0},
        {"width": 129},
        {"spread": 4.5},
        {"spread": float("nan")},
        {"activation": "swish"},
    ],
)
def test_what_the_lab_has_no_room_for_is_refused(wrong):
    with pytest.raises(Unreadable):
        network(**{"activation": "tanh", "depth": 5} | wrong)
