"""Batch normalisation makes gradients explode, whatever the weights are."""

import math
from functools import partial

import numpy as np

from backsweep.health.mean_field import normalised

from .case import Case
from .networks import factor, normal, typical, verdict

PAPER = (
    "Yang, Pennington, Rao, Sohl-Dickstein & Schoenholz 2019, A mean field theory of "
    "batch normalization"
)
WIDTH, ROWS, DEPTH = 256, 256, 14


def measured(spread):
    """The factor of a layer of relu whose batch is normalised."""

    def one(seed):
        random = np.random.default_rng(seed)
        weights = random.normal(0, spread / math.sqrt(WIDTH), (DEPTH, WIDTH, WIDTH))
        inputs, wanted = random.normal(size=(2, ROWS, WIDTH))
        return factor(
            [partial(normed, weight=w) for w in weights], inputs, wanted, front=4
        )

    return typical(map(one, range(2)))


def normed(values, weight):
    """Weigh, normalise the batch, rectify."""
    sums = values @ weight
    centred = sums - np.mean(sums, axis=0)
    return np.maximum(centred / np.sqrt(np.mean(centred**2, axis=0)), 0)


CASES = (
    Case(
        "ReLU: factor of a layer, √(π / (π − 1))",
        1.21,
        0.005,
        lambda: normalised("relu"),
    ),
    Case("the same, measured", 1.21, 0.04, lambda: measured(1.0)),
    Case(
        "the same with weights ten times as large", 1.21, 0.04, lambda: measured(10.0)
    ),
    Case(
        "ReLU, 50 layers: verdict",
        "exploding",
        0,
        lambda: verdict(normed, normal(50, 64, 1.0)),
    ),
)
