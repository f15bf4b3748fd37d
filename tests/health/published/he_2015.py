"""Rectifiers need twice the variance: a network of 30 layers learns with it alone."""

import math

import numpy as np

from backsweep.health.activations import leaky_relu
from backsweep.health.lab.network import network
from backsweep.health.mean_field import critical, factor

from .case import Case
from .networks import normal, typical, verdict

PAPER = (
    "He, Zhang, Ren & Sun 2015, Delving deep into rectifiers: surpassing human-level "
    "performance on ImageNet classification"
)
DEPTH, WIDTH, SLOPE = 30, 256, 0.25


def rectified(values, weight):
    return np.maximum(values @ weight, 0)


def a_layer(squish, init):
    """What a layer multiplies by, in networks of 30 layers."""
    return typical(network(squish, DEPTH, WIDTH, init, k).typical for k in range(4))


CASES = (
    Case(
        "ReLU: inputs × variance that keeps a gradient",
        2.0,
        1e-9,
        lambda: critical("relu"),
    ),
    Case(
        "PReLU with a = 0.25: the same, 2 / (1 + a²)",
        2 / (1 + SLOPE**2),
        1e-9,
        lambda: critical(leaky_relu(SLOPE)),
    ),
    Case(
        "ReLU, 30 layers with such weights: factor of a layer",
        1.0,
        0.02,
        lambda: a_layer("relu", "he"),
    ),
    Case(
        "ReLU, 30 layers with Xavier's weights: factor of a layer",
        0.5**0.5,
        0.015,
        lambda: a_layer("relu", "glorot"),
    ),
    Case(
        "PReLU, 30 layers with such weights: factor of a layer",
        1.0,
        0.02,
        lambda: a_layer(leaky_relu(SLOPE), math.sqrt(2 / (1 + SLOPE**2))),
    ),
    Case(
        "Xavier's weights, 30 layers, what is left: 1/2^15",
        2.0**-15,
        1e-9,
        lambda: factor("relu", 1.0) ** DEPTH,
    ),
    Case(
        "30 layers with such weights: verdict",
        "healthy",
        0,
        lambda: verdict(rectified, normal(DEPTH, 128, 2.0)),
    ),
    Case(
        "30 layers with Xavier's weights: verdict",
        "vanishing",
        0,
        lambda: verdict(rectified, normal(DEPTH, 128, 1.0)),
    ),
)
