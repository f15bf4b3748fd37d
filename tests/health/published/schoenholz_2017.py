"""Order, chaos and the line between: what wide random networks do to a gradient."""

import math

import numpy as np

from backsweep.health.activations import activation
from backsweep.health.mean_field import (
    chi,
    correlation,
    critical,
    depth_scale,
    fixed_point,
)
from backsweep.health.mean_field import factor as predicted

from .case import Case
from .networks import dense, factor, normal, typical, verdict

PAPER = (
    "Poole et al. 2016, Exponential expressivity in deep neural networks through "
    "transient chaos; Schoenholz et al. 2017, Deep information propagation"
)
WIDTH, DEPTH, FRONT = 400, 24, 8
"""By the eighth layer, signals have settled at the size that they keep."""


def squashed(values, weight):
    return np.tanh(values @ weight)


def measured(name, sw2, sb2):
    """The factor of a deep layer, in a wide network with biases."""

    def one(seed):
        random = np.random.default_rng(seed)
        weights = random.normal(0, math.sqrt(sw2 / WIDTH), (DEPTH, WIDTH, WIDTH))
        biases = random.normal(0, math.sqrt(sb2), (DEPTH, WIDTH))
        squish = activation(name).value
        pairs = zip(weights, biases, strict=True)
        layers = [dense(squish, weight, bias) for weight, bias in pairs]
        inputs, wanted = random.normal(size=(2, 16, WIDTH))
        return factor(layers, inputs, wanted, FRONT)

    return typical(map(one, range(2)))


def measured_case(name, sw2, sb2):
    """The measured factor beside the predicted one."""
    return Case(
        f"{name}, sw2 = {sw2}, sb2 = {sb2}: factor of a layer, √χ₁, measured",
        predicted(name, sw2, sb2),
        0.02,
        lambda: measured(name, sw2, sb2),
    )


CASES = (
    Case("tanh, no biases: critical sw2", 1.0, 1e-9, lambda: critical("tanh")),
    Case(
        "erf, no biases: critical sw2, π/4", math.pi / 4, 1e-9, lambda: critical("erf")
    ),
    Case(
        "tanh, sw2 = 1.76, sb2 = 0.05: χ₁, on the critical line",
        1.0,
        0.001,
        lambda: chi("tanh", 1.76, 0.05),
    ),
    Case(
        "tanh, sw2 = 1.05, sb2 = 2.01·10⁻⁵: χ₁, on the critical line",
        1.0,
        0.001,
        lambda: chi("tanh", 1.05, 2.01e-5),
    ),
    Case(
        "erf, sw2 = 3/2: q* where layers settle",
        0.5,
        1e-9,
        lambda: fixed_point("erf", 1.5),
    ),
    Case(
        "erf, sw2 = 3/2: χ₁, 2√3/π",
        2 * math.sqrt(3) / math.pi,
        1e-9,
        lambda: chi("erf", 1.5),
    ),
    Case(
        "tanh, sw2 = 1/2: depth ξ in which a squared gradient falls by e, 1/ln 2",
        1 / math.log(2),
        1e-9,
        lambda: depth_scale("tanh", 0.5),
    ),
    Case(
        "tanh, sw2 = 1.3, sb2 = 0.1: pace at which two inputs grow alike, over χ₁",
        1.0,
        0.001,
        lambda: alike() / chi("tanh", 1.3, 0.1),
    ),
    measured_case("tanh", 0.5, 0.05),
    measured_case("tanh", 1.76, 0.05),
    measured_case("tanh", 3.0, 0.05),
    measured_case("erf", 0.5, 0.1),
    measured_case("erf", 2.0, 0.1),
    Case(
        "tanh, sw2 = 0.5, ordered, 24 layers: verdict",
        "vanishing",
        0,
        lambda: verdict(squashed, normal(24, 128, 0.5)),
    ),
    Case(
        "tanh, sw2 = 1, critical, 24 layers: verdict",
        "healthy",
        0,
        lambda: verdict(squashed, normal(24, 128, 1.0)),
    ),
    Case(
        "tanh, sw2 = 8, chaotic, 40 layers: verdict",
        "exploding",
        0,
        lambda: verdict(squashed, normal(40, 128, 8.0)),
    ),
)


def alike(near=1e-5):
    """What a layer leaves of a small difference of direction."""
    return (1 - correlation("tanh", 1 - near, 1.3, 0.1)) / near
