"""A real network with random weights, and the desires that are measured in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...transforms import grad
from ..errors import Unreadable
from .curve import Curve
from .limits import check_depth, check_width

Array = Any
SAMPLES = 16
"""So many inputs at once: a few, so that one odd input says little."""
SPREADS = {"glorot": 1.0, "he": 2**0.5}
"""How widely known recipes spread the weights of a layer as wide as its input."""
LARGEST_SPREAD = 4.0

ACTIVATIONS: Mapping[str, Callable[[Array], Array]] = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
}


def network(
    activation: str, depth: int, width: int = 64, spread: float = 1.0, seed: int = 0
) -> Curve:
    """The desires measured in a network of ``depth`` layers of ``width`` neurons.

    Weights are drawn with the standard deviation ``spread / sqrt(width)``, from the
    ``seed``; the output is as many numbers as there are inputs.

    >>> curve = network("sigmoid", depth=10, width=16)
    >>> curve.sizes[0], bool(curve.front < 1e-4)
    (1.0, True)
    """
    check_depth(depth)
    check_width(width)
    _check(activation, spread)
    draw = np.random.default_rng(seed)
    weights = draw.normal(0, spread / np.sqrt(width), (depth, width, width))
    inputs, wanted = draw.normal(size=(2, SAMPLES, width))
    sizes = _sizes(ACTIVATIONS[activation], [*weights], inputs, wanted)
    made = f"{activation}, {width} neurons wide, weights spread by {spread:g}"
    return Curve(tuple(sizes), made)


def _sizes(
    activation: Callable[[Array], Array],
    weights: Sequence[Array],
    inputs: Array,
    wanted: Array,
) -> list[float]:
    """From the output back, each desire's length next to the output's.

    A nudge of zero is added to every layer: how the cost moves with it is that layer's
    desire.
    """

    def cost(nudges: Sequence[Array]) -> Array:
        values = inputs + nudges[0]
        for weight, nudge in zip(weights, nudges[1:], strict=True):
            values = activation(values @ weight) + nudge
        return (values * wanted).sum()

    desires = grad(cost)([np.zeros_like(inputs) for _ in range(len(weights) + 1)])
    lengths = [float(np.linalg.norm(one)) for one in reversed(desires)]
    return [length / lengths[0] for length in lengths]


def _check(activation: str, spread: float) -> None:
    if activation not in ACTIVATIONS:
        raise Unreadable(
            f"there is no activation {activation!r} here",
            where="the activation",
            cure=f"use one of {', '.join(ACTIVATIONS)}",
        )
    if not 0 <= spread <= LARGEST_SPREAD:
        raise Unreadable(
            f"the spread {spread:g} is out of bounds",
            where="the spread",
            cure=f"use a spread from 0 to {LARGEST_SPREAD:g}",
        )
