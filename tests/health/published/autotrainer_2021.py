"""Networks for two rings of points, with the troubles that they are known to have.

The data and the networks are those that come with the published system: layers of 5
units, a sigmoid at the end and binary cross-entropy, biases of 0, as Keras starts them.
"""

import functools
import math
from itertools import pairwise

import numpy as np
from sklearn.datasets import make_circles
from sklearn.preprocessing import MinMaxScaler

import backsweep as bs
from backsweep.health.activations import activation

from .case import Case

PAPER = (
    "Zhang, Zhai, Ma & Shen 2021, AUTOTRAINER: an automatic DNN training problem "
    "detection and repair system"
)
WIDTH, TAUGHT = 5, 700


@functools.cache
def circles():
    """The taught points, each coordinate from -1 to 1, and the ring of each."""
    points, rings = make_circles(n_samples=1000, noise=0.1, random_state=1)
    scaled = MinMaxScaler((-1, 1)).fit_transform(points)
    return scaled[:TAUGHT], rings[:TAUGHT, None].astype(float)


def uniform(random, inputs, outputs, variance):
    far = math.sqrt(3 * variance)
    return random.uniform(-far, far, (inputs, outputs))


def glorot(random, inputs, outputs):
    return uniform(random, inputs, outputs, 2 / (inputs + outputs))


def he(random, inputs, outputs):
    return uniform(random, inputs, outputs, 2 / inputs)


def lecun(random, inputs, outputs):
    return uniform(random, inputs, outputs, 1 / inputs)


def loss(layers, points, rings, squish):
    """The mean surprise at the ring of each point."""
    *hidden, last = layers
    values = points
    for layer in hidden:
        values = squish(values @ layer["weights"] + layer["bias"])
    scores = values @ last["weights"] + last["bias"]
    return np.mean(np.logaddexp(0, scores) - scores * rings)


def called(name, depth, draw, *kinds):
    """Of twenty such networks, not yet trained, how many have one of these verdicts."""
    squish = np.exp if name == "exponential" else activation(name).value
    return sum(verdict(squish, depth, draw, seed) in kinds for seed in range(20))


def verdict(squish, depth, draw, seed):
    random = np.random.default_rng(seed)
    widths = [2, *[WIDTH] * depth, 1]
    layers = [
        {"weights": draw(random, *size), "bias": np.zeros(size[1])}
        for size in pairwise(widths)
    ]

    def cost(layers, points, rings):
        return loss(layers, points, rings, squish)

    with np.errstate(over="ignore", invalid="ignore"):
        return bs.health(cost)(layers, *circles()).verdict.kind


CASES = (
    Case(
        "10 layers of sigmoid, known to vanish: of 20 networks, called vanishing",
        20,
        0,
        lambda: called("sigmoid", 10, glorot, "vanishing"),
    ),
    Case(
        "7 layers of sigmoid, He's weights, known to vanish: of 20, called vanishing, "
        "or input-collapsed where chance could have made the gradient as small",
        20,
        0,
        lambda: called("sigmoid", 7, he, "vanishing", "input-collapsed"),
    ),
    Case(
        "5 layers of exp, known to explode: of 20, called exploding or non-finite, "
        "more than half",
        10,
        0,
        lambda: called("exponential", 5, glorot, "exploding", "non-finite"),
        ">",
    ),
    Case(
        "10 layers of selu, LeCun's weights, the published repair: of 20, healthy",
        20,
        0,
        lambda: called("selu", 10, lecun, "healthy"),
    ),
)
