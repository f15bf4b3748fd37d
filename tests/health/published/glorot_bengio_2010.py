"""Weights that were usual, weights that keep a gradient, and the slope of a sigmoid."""

import math
from itertools import pairwise

import numpy as np

from backsweep.health.activations import activation
from backsweep.health.mean_field import factor as predicted

from .case import Case
from .networks import dense, factor, typical

PAPER = (
    "Glorot & Bengio 2010, Understanding the difficulty of training deep feedforward "
    "neural networks"
)
WIDTH, DEPTH = 300, 5


def uniform(random, far, inputs, outputs):
    return random.uniform(-far, far, (inputs, outputs))


def usual(random, inputs, outputs):
    """The commonly used heuristic: between ±1/√n."""
    return uniform(random, 1 / math.sqrt(inputs), inputs, outputs)


def normalised(random, inputs, outputs):
    """The normalised initialisation: between ±√(6 / (inputs + outputs))."""
    return uniform(random, math.sqrt(6 / (inputs + outputs)), inputs, outputs)


def measured(draw, widths=(WIDTH,) * (DEPTH + 1)):
    """Of tanh near zero, where its slope is 1, as in the paper."""

    def one(seed):
        random = np.random.default_rng(seed)
        layers = [dense(np.tanh, draw(random, *size)) for size in pairwise(widths)]
        inputs = 1e-3 * random.normal(size=(32, widths[0]))
        return factor(layers, inputs, random.normal(size=(32, widths[-1])))

    return typical(map(one, range(4)))


def variance():
    weights = usual(np.random.default_rng(0), WIDTH, WIDTH)
    return WIDTH * float(np.var(weights))


CASES = (
    Case("inputs × variance of usual weights", 1 / 3, 0.01, variance),
    Case(
        "factor of a layer with usual weights, predicted",
        3**-0.5,
        1e-9,
        lambda: predicted("tanh", 1 / 3),
    ),
    Case(
        "factor of a layer with usual weights, measured",
        3**-0.5,
        0.02,
        lambda: measured(usual),
    ),
    Case(
        "factor of a layer with normalised weights, measured",
        1.0,
        0.03,
        lambda: measured(normalised),
    ),
    Case(
        "the same where layers are 300 and 150 wide by turns",
        (4 / 3 * 2 / 3) ** 0.25,
        0.05,
        lambda: measured(normalised, (300, 150, 300, 150, 300)),
    ),
    Case(
        "slope of the sigmoid at 0",
        0.25,
        0.0,
        lambda: float(activation("sigmoid").slope(np.array(0.0))),
    ),
)
