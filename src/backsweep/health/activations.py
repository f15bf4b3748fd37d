"""The table of activations: what each makes of a number, and its slope.

Both are plain NumPy on arrays of any shape, and neither overflows. The values are
written so that Backsweep can trace them; SciPy is not needed.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import BacksweepError

Array = Any
Function = Callable[[Array], Array]


class UnknownActivation(BacksweepError, KeyError):
    """No activation has that name."""

    why = "a factor is predicted only for a function whose slope is known"


@dataclass(frozen=True)
class Activation:
    """A function of single numbers, as it stands between two layers.

    ``steepest`` is the largest size of its slope. At ``corners`` the slope jumps, and
    takes the mean of both sides.
    """

    name: str
    value: Function
    slope: Function
    steepest: float
    corners: tuple[float, ...] = ()


def activation(name: str | Activation) -> Activation:
    """The activation of that name; one of your own is passed through.

    Raises ``UnknownActivation``.

    >>> activation("tanh").steepest
    1.0
    >>> activation("swish").name
    'silu'
    """
    if isinstance(name, Activation):
        return name
    found = ACTIVATIONS.get(OTHER_NAMES.get(name, name))
    if found is None:
        raise UnknownActivation(
            f"there is no activation {name!r}",
            where="the activation",
            cure=f"take one of these: {', '.join(_nearest_first(name))}",
        )
    return found


def _nearest_first(name: str) -> list[str]:
    near = difflib.get_close_matches(name, ACTIVATIONS, n=1, cutoff=0.5)
    return [*near, *(one for one in ACTIVATIONS if one not in near)]


def step(z: Array) -> Array:
    """1 above zero, 0 below, and 1/2 at zero."""
    return np.heaviside(z, 0.5)


def sigmoid(z: Array) -> Array:
    """The logistic function, ``1 / (1 + exp(-z))``."""
    return np.exp(-np.logaddexp(0, -z))


NODES, WEIGHTS = np.polynomial.legendre.leggauss(24)
"""Gauss and Legendre's rule for the integral of ``exp(-t²)`` up to ``FAR``."""
FAR = 6.0
"""From here on, erf is 1 up to rounding."""


def erf(z: Array) -> Array:
    """The error function, to 4e-15 (NIST Digital Library, 7.2.1).

    >>> float(erf(0.5).round(12))
    0.520499877813
    """
    near = np.minimum(np.maximum(z, -FAR), FAR)
    inside = np.exp(-np.square(near[..., None] * ((1 + NODES) / 2)))
    return near * (inside @ (WEIGHTS / math.sqrt(math.pi)))


def erf_slope(z: Array) -> Array:
    """``2 / √π · exp(-z²)``."""
    return 2 / math.sqrt(math.pi) * np.exp(-np.square(z))


def below(z: Array) -> Array:
    """The chance that a standard normal number is less than ``z``."""
    return (1 + erf(z / math.sqrt(2))) / 2


def density(z: Array) -> Array:
    """Of the standard normal distribution."""
    return np.exp(-np.square(z) / 2) / math.sqrt(2 * math.pi)


def between(z: Array, low: float, high: float) -> Array:
    """1 from ``low`` to ``high``, 0 elsewhere, 1/2 at the two."""
    return step(z - low) - step(z - high)


def clipped(z: Array, low: float, high: float) -> Array:
    """Numbers from ``low`` to ``high`` as they are, others as the nearer of the two."""
    return np.minimum(np.maximum(z, low), high)


def leaky_relu(a: float) -> Activation:
    """What is above zero, and ``a`` times what is below (PReLU, He et al. 2015).

    >>> leaky_relu(0.25).slope(np.array([-2.0, 2.0]))
    array([0.25, 1.  ])
    """
    return Activation(
        "leaky_relu",
        lambda z: np.maximum(z, 0) + a * np.minimum(z, 0),
        lambda z: a + (1 - a) * step(z),
        max(1.0, abs(a)),
        (0.0,),
    )


def elu(a: float, scale: float = 1.0, name: str = "elu") -> Activation:
    """What is above zero, and ``a (exp(z) - 1)`` below, all times ``scale``.

    Source: Clevert, Unterthiner & Hochreiter 2016; scaled: Klambauer et al. 2017.
    """
    return Activation(
        name,
        lambda z: scale * (np.maximum(z, 0) + a * np.expm1(np.minimum(z, 0))),
        lambda z: scale * (step(z) + a * step(-z) * np.exp(np.minimum(z, 0))),
        scale * max(1.0, abs(a)),
        (0.0,),
    )


SELU_A, SELU_SCALE = 1.6732632423543772, 1.0507009873554805
GELU_STEEPEST = (1 + math.erf(1)) / 2 + math.exp(-1) / math.sqrt(math.pi)
"""The slope of gelu at the root of 2."""
SILU_STEEPEST = 1.0998393201288668
"""The slope of silu where ``z tanh(z/2) = 2``."""


def _silu_slope(z: Array) -> Array:
    return sigmoid(z) * (1 + z * sigmoid(-z))


def _hard_silu_slope(z: Array) -> Array:
    return between(z, -3, 3) * (2 * z + 3) / 6 + step(z - 3)


TABLE = (
    Activation("identity", lambda z: z, np.ones_like, 1.0),
    Activation("relu", lambda z: np.maximum(z, 0), step, 1.0, (0.0,)),
    leaky_relu(0.01),
    Activation(
        "relu6",
        lambda z: clipped(z, 0, 6),
        lambda z: between(z, 0, 6),
        1.0,
        (0.0, 6.0),
    ),
    elu(1.0),
    elu(SELU_A, SELU_SCALE, "selu"),
    Activation("sigmoid", sigmoid, lambda z: sigmoid(z) * sigmoid(-z), 0.25),
    Activation("tanh", np.tanh, lambda z: 4 * sigmoid(2 * z) * sigmoid(-2 * z), 1.0),
    Activation("erf", erf, erf_slope, 2 / math.sqrt(math.pi)),
    Activation(
        "softsign",
        lambda z: z / (1 + np.abs(z)),
        lambda z: 1 / np.square(1 + np.abs(z)),
        1.0,
        (0.0,),
    ),
    Activation("softplus", lambda z: np.logaddexp(0, z), sigmoid, 1.0),
    Activation(
        "gelu",
        lambda z: z * below(z),
        lambda z: below(z) + z * density(z),
        GELU_STEEPEST,
    ),
    Activation("silu", lambda z: z * sigmoid(z), _silu_slope, SILU_STEEPEST),
    Activation(
        "hard_tanh",
        lambda z: clipped(z, -1, 1),
        lambda z: between(z, -1, 1),
        1.0,
        (-1.0, 1.0),
    ),
    Activation(
        "hard_sigmoid",
        lambda z: clipped(z + 3, 0, 6) / 6,
        lambda z: between(z, -3, 3) / 6,
        1 / 6,
        (-3.0, 3.0),
    ),
    Activation(
        "hard_silu",
        lambda z: z * clipped(z + 3, 0, 6) / 6,
        _hard_silu_slope,
        1.5,
        (-3.0, 3.0),
    ),
)
ACTIVATIONS = {one.name: one for one in TABLE}
OTHER_NAMES = {
    "linear": "identity",
    "leaky": "leaky_relu",
    "prelu": "leaky_relu",
    "swish": "silu",
    "expit": "sigmoid",
    "logistic": "sigmoid",
    "hardtanh": "hard_tanh",
    "hardsigmoid": "hard_sigmoid",
    "hard_swish": "hard_silu",
    "hardswish": "hard_silu",
}
