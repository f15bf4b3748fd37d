import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import log_softmax

from backsweep.train.network import (
    ACTIVATIONS,
    cross_entropy,
    forward,
    glorot,
    he,
    mean_squared_error,
    probabilities,
    start_parameters,
)

REFERENCE = {
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "tanh": math.tanh,
    "relu": lambda x: max(x, 0.0),
    "gelu": lambda x: x * 0.5 * math.erfc(-x / math.sqrt(2)),
    "identity": lambda x: x,
}


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(x=st.floats(-30, 30))
def test_activations_are_what_their_names_say(name, x):
    assert ACTIVATIONS[name](np.array([x]))[0] == pytest.approx(REFERENCE[name](x))


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_activations_keep_the_dtype_and_never_overflow(name, dtype):
    outputs = ACTIVATIONS[name](np.array([-1e4, 0, 1e4], dtype))
    assert outputs.dtype == dtype
    assert np.isfinite(outputs).all()


def test_forward_by_hand():
    parameters = [
        {"weights": np.array([[1.0, -1.0]]), "bias": np.array([0.5, 0.0])},
        {"weights": np.array([[2.0], [3.0]]), "bias": np.array([1.0])},
    ]
    outputs = forward(parameters, np.array([[2.0], [-2.0]]), ACTIVATIONS["relu"])
    assert outputs.tolist() == [[2 * 2.5 + 1], [3 * 2 + 1]]


def test_without_hidden_layers_the_network_is_linear():
    parameters = [{"weights": np.array([[2.0]]), "bias": np.array([1.0])}]
    assert forward(parameters, np.array([[3.0]]), ACTIVATIONS["relu"]).item() == 7


@given(arrays(np.float64, (4, 3), elements=st.floats(-1e3, 1e3)))
def test_cross_entropy_is_the_mean_surprise(scores):
    wanted = np.eye(3)[[0, 1, 2, 0]]
    expected = -np.mean(log_softmax(scores, axis=1)[np.arange(4), [0, 1, 2, 0]])
    assert cross_entropy(scores, wanted) == pytest.approx(expected, abs=1e-9)


@given(arrays(np.float64, (3, 4), elements=st.floats(-1e3, 1e3)))
def test_probabilities_sum_to_one(scores):
    assert np.sum(probabilities(scores), axis=1) == pytest.approx(np.ones(3))


def test_mean_squared_error_by_hand():
    assert mean_squared_error(np.array([[1.0], [4.0]]), np.array([[3.0], [4.0]])) == 2


@pytest.mark.parametrize("spread_of", [glorot, he, lambda fan_in, fan_out: 0.3])
def test_first_weights_have_the_spread_asked_for_and_biases_are_zero(spread_of):
    layers = start_parameters((300, 400, 200), spread_of, seed=1)
    for layer, (fan_in, fan_out) in zip(layers, [(300, 400), (400, 200)], strict=True):
        assert layer["weights"].shape == (fan_in, fan_out)
        assert np.std(layer["weights"]) == pytest.approx(
            spread_of(fan_in, fan_out), rel=0.02
        )
        assert not layer["bias"].any()


def test_the_seed_decides_the_first_weights():
    first, same, other = (
        start_parameters((4, 3), he, seed)[0]["weights"] for seed in (1, 1, 2)
    )
    assert np.array_equal(first, same)
    assert not np.array_equal(first, other)
