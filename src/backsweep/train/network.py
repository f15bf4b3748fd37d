"""The network: how it starts, what it computes, and what its answers cost.

Parameters are a list with one ``{"weights": (inputs, outputs), "bias": (outputs,)}``
per layer. Everything here is plain NumPy on whole batches: one row per example.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]
Parameters = list[dict[str, Array]]
Activation = Callable[[Array], Array]


def sigmoid(x: Array) -> Array:
    """Squash to between 0 and 1; written with ``tanh``, which cannot overflow."""
    return 0.5 * (1 + np.tanh(0.5 * x))


def relu(x: Array) -> Array:
    """Keep what is positive; nothing else passes."""
    return np.maximum(x, 0)


def gelu(x: Array) -> Array:
    """Weigh x by the chance that a standard normal number lies below it (exact)."""
    from scipy.special import erf

    return 0.5 * x * (1 + erf(x * 0.5**0.5))


def identity(x: Array) -> Array:
    """No squish: the whole network stays one linear map."""
    return x


ACTIVATIONS: dict[str, Activation] = {
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "relu": relu,
    "gelu": gelu,
    "identity": identity,
}


def glorot(fan_in: int, fan_out: int) -> float:
    """The spread that keeps signals and slopes alike in size (Glorot & Bengio 2010)."""
    return (2 / (fan_in + fan_out)) ** 0.5


def he(fan_in: int, fan_out: int) -> float:
    """The spread for a network where half of each layer is silent (He et al. 2015)."""
    return (2 / fan_in) ** 0.5


SPREADS = {"glorot": glorot, "he": he}


def start_parameters(
    widths: Sequence[int], spread_of: Callable[[int, int], float], seed: int
) -> Parameters:
    """Normal weights of the spread asked for, and zero biases, in float64.

    ``widths`` counts the neurons from the features to the outputs.
    """
    random = np.random.default_rng([seed, 1])
    return [
        {
            "weights": random.normal(0, spread_of(inputs, outputs), (inputs, outputs)),
            "bias": np.zeros(outputs),
        }
        for inputs, outputs in pairwise(widths)
    ]


def forward(parameters: Parameters, inputs: Array, activation: Activation) -> Array:
    """Each layer weighs, adds its bias and squishes; the last one does not squish.

    ``inputs`` is ``(rows, features)``; the result is ``(rows, outputs)``.
    """
    *hidden, last = parameters
    a = inputs
    for layer in hidden:
        z = a @ layer["weights"] + layer["bias"]
        a = activation(z)
    return a @ last["weights"] + last["bias"]


def cross_entropy(scores: Array, wanted: Array) -> Array:
    """The mean surprise, in nats, at the wanted classes.

    ``scores`` and the one-hot ``wanted`` are ``(rows, classes)``. Taking the largest
    score away first changes nothing but keeps ``exp`` from overflowing.

    >>> float(cross_entropy(np.array([[1000.0, 1000.0]]), np.array([[1.0, 0.0]])))
    0.6931471805599453
    """
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    of_all = np.log(np.sum(np.exp(shifted), axis=1))
    return np.mean(of_all - np.sum(shifted * wanted, axis=1))


def mean_squared_error(outputs: Array, wanted: Array) -> Array:
    """The mean square of what is missing, over every row and output."""
    return np.mean((outputs - wanted) ** 2)


COSTS: dict[str, Callable[[Array, Array], Array]] = {
    "classification": cross_entropy,
    "regression": mean_squared_error,
}


def probabilities(scores: ArrayLike) -> Array:
    """Softmax along the last axis: positive, and each row sums to one.

    >>> probabilities([[0.0, 0.0, 0.0, 0.0]])
    array([[0.25, 0.25, 0.25, 0.25]])
    """
    scores = np.asarray(scores)
    parts = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return parts / np.sum(parts, axis=-1, keepdims=True)
