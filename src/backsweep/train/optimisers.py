"""Three ways to step against the slope, as pure functions over nested parameters.

Each takes parameters, slopes of the same nesting, its memory and the rate, and returns
the new parameters and the new memory. ``start_memory`` makes the first memory.

>>> sgd({"w": 1.0}, {"w": 8.0}, {}, rate=0.1)
({'w': 0.19999999999999996}, {})
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .nested import Nested, each

Memory = dict[str, Any]
Update = Callable[[Nested, Nested, Memory, float], tuple[Nested, Memory]]

FRICTION = 0.9
MEAN_KEPT, SQUARE_KEPT = 0.9, 0.999
NEVER_ZERO = 1e-8


def sgd(
    parameters: Nested, slopes: Nested, memory: Memory, rate: float
) -> tuple[Nested, Memory]:
    """Plain gradient descent: one step straight against the slope."""
    return each(lambda w, slope: w - rate * slope, parameters, slopes), memory


def momentum(
    parameters: Nested, slopes: Nested, memory: Memory, rate: float
) -> tuple[Nested, Memory]:
    """A ball with friction: nine tenths of its speed stay (Polyak 1964)."""
    speed = each(lambda v, slope: FRICTION * v + slope, memory["speed"], slopes)
    return each(lambda w, v: w - rate * v, parameters, speed), {"speed": speed}


def adam(
    parameters: Nested, slopes: Nested, memory: Memory, rate: float
) -> tuple[Nested, Memory]:
    """Steps of about ``rate`` in each weight, however large or small its slope.

    The running mean of the slope is divided by its running root mean square (Kingma &
    Ba 2015). Both start at zero, so both are scaled up by what they have not yet seen.
    """
    count = memory["count"] + 1
    mean = each(lambda m, s: m + (1 - MEAN_KEPT) * (s - m), memory["mean"], slopes)
    square = each(
        lambda q, s: q + (1 - SQUARE_KEPT) * (s * s - q), memory["square"], slopes
    )
    mean_seen, square_seen = 1 - MEAN_KEPT**count, 1 - SQUARE_KEPT**count
    stepped = each(
        lambda w, m, q: (
            w - rate * (m / mean_seen) / (np.sqrt(q / square_seen) + NEVER_ZERO)
        ),
        parameters,
        mean,
        square,
    )
    return stepped, {"count": count, "mean": mean, "square": square}


UPDATES: dict[str, Update] = {"sgd": sgd, "momentum": momentum, "adam": adam}
RATES = {"sgd": 0.1, "momentum": 0.03, "adam": 0.003}


def start_memory(optimiser: str, parameters: Nested) -> Memory:
    """What the optimiser remembers before its first step: nothing, or zeros.

    The count has the dtype of the parameters, so that float32 stays float32.
    """
    if optimiser == "sgd":
        return {}
    if optimiser == "momentum":
        return {"speed": each(np.zeros_like, parameters)}
    dtype = parameters[0]["bias"].dtype
    return {
        "count": np.zeros((), dtype),
        "mean": each(np.zeros_like, parameters),
        "square": each(np.zeros_like, parameters),
    }
