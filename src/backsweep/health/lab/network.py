"""A real network with random weights, and the desires that are measured in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ...transforms import vjp
from ..activations import Activation, activation
from ..mean_field import factor, length
from .curve import Curve, Layer
from .errors import BeyondFloats
from .limits import check_size
from .recipes import drawn, spread_of
from .sizes import products

Array = Any
SAMPLES = 16
"""So many inputs at once: a few, so that one odd input says little."""
FAINTEST = 1e-290
"""Below, floats lose their digits."""


def network(
    name: str | Activation,
    depth: int,
    width: int = 64,
    init: str | float = "glorot",
    seed: int = 0,
) -> Curve:
    """The desires measured in a network of ``depth`` layers of ``width`` neurons.

    Weights are drawn from the ``seed`` by the recipe ``init``, or are normal with that
    spread. Inputs are standard normal, and the output is as wide as they are.

    Raises ``UnknownActivation``, ``UnknownRecipe``, ``OutOfBounds``, ``BeyondFloats``.

    >>> curve = network("sigmoid", depth=10, width=16)
    >>> int(curve.sizes[0]), float(curve.front) < 1e-4
    (1, True)
    """
    squish, spread = activation(name), spread_of(init)
    check_size(depth, width)
    random = np.random.default_rng(seed)
    weights = [*drawn(init, depth, width, random)]
    inputs, wanted = random.normal(size=(2, SAMPLES, width))
    gains = measured(squish, weights, inputs, wanted)
    expected = [*predicted(squish, spread, depth)][::-1]
    layers = [Layer(*pair, one) for pair, one in zip(gains, expected, strict=True)]
    made = f"{squish.name}, {width} neurons wide, {_told(init)}"
    return Curve(products(one.factor for one in layers), made, tuple(layers), width)


def _told(init: str | float) -> str:
    return f"{init} weights" if isinstance(init, str) else f"weights spread by {init:g}"


def measured(
    squish: Activation, weights: Sequence[Array], inputs: Array, wanted: Array
) -> Iterator[tuple[float | None, float | None]]:
    """What slopes and weights do to a desire's length, the last layer's first.

    Behind each layer the desire gets length 1 again, or no float could hold it in the
    end.
    """
    desire = wanted / np.linalg.norm(wanted)
    pulls = _pulls(squish, weights, inputs)
    for weight, pull in zip(reversed(weights), reversed(pulls), strict=True):
        (between,) = pull(desire)
        before = between @ weight.T
        ends = [float(np.linalg.norm(one)) for one in (desire, between, before)]
        yield _over(ends[1], ends[0]), _over(ends[2], ends[1])
        desire = before / (ends[2] or 1)


def _over(after: float, before: float) -> float | None:
    return after / before if before else None


def _pulls(squish: Activation, weights: Sequence[Array], inputs: Array) -> list[Any]:
    """The way back through the squish of each layer."""
    values, pulls = inputs, []
    for layer, weight in enumerate(weights, 1):
        values, pull = vjp(squish.value, values @ weight)
        _check_signals(values, layer)
        pulls.append(pull)
    return pulls


def predicted(squish: Activation, spread: float, depth: int) -> Iterator[float]:
    """The factor of each layer by mean-field theory, from the first layer on."""
    sw2 = q = spread**2
    for _ in range(depth):
        yield factor(squish, sw2, q=q)
        q = length(squish, q, sw2)


def _check_signals(values: Array, layer: int) -> None:
    """Raise ``BeyondFloats`` where slopes would be those of rounding errors."""
    size = np.abs(values).max()
    if size and not FAINTEST < size < 1 / FAINTEST:
        change = "explode" if size > 1 else "fade"
        raise BeyondFloats(
            f"the signals {change} beyond what a float holds, at layer {layer}",
            where="the forward pass",
            cure="use fewer layers, or another spread of the weights",
        )
