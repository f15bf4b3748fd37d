"""Recurrent networks: one matrix at every step, with its largest singular value."""

import numpy as np

from backsweep.health.activations import activation
from backsweep.health.lab.recipes import rotations

from .case import Case
from .networks import dense, factor, normal, verdict

PAPER = (
    "Pascanu, Mikolov & Bengio 2013, On the difficulty of training recurrent neural "
    "networks"
)
STEPS, WIDTH = 50, 30


def a_step(name, singular, seed=0):
    """The factor of a step of a network whose matrix has these singular values."""
    random = np.random.default_rng(seed)
    left, right = rotations(random.normal(size=(2, WIDTH, WIDTH)))
    weights = left * np.broadcast_to(singular, WIDTH) @ right
    driven = random.normal(0, 0.1, (STEPS, 8, WIDTH))
    squish = activation(name).value
    layers = [dense(squish, weights, bias) for bias in driven]
    inputs, wanted = random.normal(size=(2, 8, WIDTH))
    return factor(layers, inputs, wanted)


def turned(singular):
    """A rotation times a number."""
    return singular * rotations(normal(1, WIDTH, 1.0))[0]


def squashed(values, weight):
    return np.tanh(values @ weight)


CASES = (
    Case("largest slope of tanh, gamma", 1.0, 0.0, lambda: activation("tanh").steepest),
    Case(
        "largest slope of the sigmoid, gamma",
        0.25,
        0.0,
        lambda: activation("sigmoid").steepest,
    ),
    Case(
        "tanh, largest singular value 0.9: factor of a step",
        0.9,
        0.0,
        lambda: a_step("tanh", 0.9),
        "<",
    ),
    Case(
        "sigmoid, 3.9 < 1/gamma: factor of a step",
        3.9 / 4,
        0.0,
        lambda: a_step("sigmoid", 3.9),
        "<",
    ),
    Case(
        "no squish, all singular values 0.9: factor of a step",
        0.9,
        1e-9,
        lambda: a_step("identity", 0.9),
    ),
    Case(
        "no squish, all singular values 1.1: factor of a step",
        1.1,
        1e-9,
        lambda: a_step("identity", 1.1),
    ),
    Case(
        "no squish, one of 30 is 1.1, the others 0.5: may explode but need not",
        1.0,
        0.0,
        lambda: a_step("identity", [1.1, *[0.5] * (WIDTH - 1)]),
        "<",
    ),
    Case(
        "tanh, all singular values 0.5, 30 steps: verdict",
        "vanishing",
        0,
        lambda: verdict(squashed, [turned(0.5)] * 30),
    ),
    Case(
        "no squish, all singular values 1.3, 50 steps: verdict",
        "exploding",
        0,
        lambda: verdict(np.matmul, [turned(1.3)] * STEPS),
    ),
)
