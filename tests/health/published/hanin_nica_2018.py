"""How far chance carries a gradient: it goes by the sum of one over the widths."""

import functools

import numpy as np

from backsweep.health.activations import activation
from backsweep.health.lab.network import measured

from .case import Case

PAPER = (
    "Hanin & Nica 2018, Products of many large random matrices and gradients in deep "
    "neural networks; Hanin 2018, Which neural net architectures give rise to "
    "exploding and vanishing gradients?"
)
DRAWN = 250


@functools.cache
def logs(depth, width):
    """``ln ‖δ‖²`` at the front of networks of relu; at the output it is 0."""
    return np.array([one(depth, width, seed) for seed in range(DRAWN)])


def one(depth, width, seed):
    random = np.random.default_rng([depth, width, seed])
    weights = random.normal(0, (2 / width) ** 0.5, (depth, width, width))
    inputs, wanted = random.normal(size=(2, 1, width))
    gains = measured(activation("relu"), [*weights], inputs, wanted)
    return 2 * float(np.sum(np.log(np.array([*gains]))))


CASES = (
    Case(
        "10 layers of 50: variance of ln ‖δ‖², 5 Σ 1/n",
        1.0,
        0.3,
        lambda: float(np.var(logs(10, 50))),
    ),
    Case(
        "10 layers of 50: mean of ln ‖δ‖², half of that below 0",
        -0.5,
        0.2,
        lambda: float(np.mean(logs(10, 50))),
    ),
    Case(
        "20 layers of 50, twice the sum: variance",
        2.0,
        0.6,
        lambda: float(np.var(logs(20, 50))),
    ),
    Case(
        "10 layers of 25, the same sum: variance",
        2.0,
        0.6,
        lambda: float(np.var(logs(10, 25))),
    ),
)
