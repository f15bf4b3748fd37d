"""Networks that papers measured, and what their gradients do from layer to layer."""

from __future__ import annotations

import math

import numpy as np

import backsweep as bs


def factor(layers, inputs, wanted, front=0):
    """The factor of a layer: the root of what ``layers`` make of a desire's length.

    Each layer is a function of the values before it. A nudge of zero is added behind
    the ``front`` and behind the last one, and how the cost moves with it is measured.
    """

    def cost(nudges):
        values = inputs
        for place, layer in enumerate(layers):
            values = layer(values + nudges[0]) if place == front else layer(values)
        return np.sum((values + nudges[1]) * wanted)

    before = inputs
    for layer in layers[:front]:
        before = layer(before)
    gradient = bs.grad(cost)([np.zeros_like(before), np.zeros_like(wanted)])
    ratio = np.linalg.norm(gradient[0]) / np.linalg.norm(gradient[1])
    return ratio ** (1 / (len(layers) - front))


def dense(squish, weights, bias=0.0):
    """The layer ``squish(values @ weights + bias)``."""
    return lambda values: squish(values @ weights + bias)


def verdict(step, weights):
    """What is said of a network whose layers are ``step(values, weight)``."""
    random = np.random.default_rng(99)
    inputs, wanted = random.normal(size=(2, 32, len(weights[0])))

    def loss(weights, inputs, wanted):
        values = inputs
        for weight in weights:
            values = step(values, weight)
        return np.mean((values - wanted) ** 2)

    return bs.health(loss)([*weights], inputs, wanted).verdict.kind


def normal(depth, width, sw2):
    """Square matrices of normal weights: ``sw2`` is their variance times the width."""
    random = np.random.default_rng(0)
    return random.normal(0, math.sqrt(sw2 / width), (depth, width, width))


def mean_log(numbers):
    """The mean of logarithms."""
    return float(np.mean(np.log(list(numbers))))


def typical(numbers):
    """The geometric mean."""
    return math.exp(mean_log(numbers))
