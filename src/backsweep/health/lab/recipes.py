"""How the first weights are drawn: by a known recipe, or with a spread of one's own.

The *spread* is the standard deviation of a weight times the root of the number of
inputs, and its square is the ``sw2`` of mean-field theory.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .errors import UnknownRecipe
from .limits import check_factor

Array = Any
ORTHOGONAL = "orthogonal"
SPREADS = {
    "glorot": 1.0,
    "he": 2**0.5,
    "lecun": 1.0,
    "torch": 3**-0.5,
    ORTHOGONAL: 1.0,
}
"""Of layers as wide as their input.

Glorot & Bengio 2010, He et al. 2015, LeCun et al. 1998; ``torch`` is what PyTorch gives
a linear layer unless told otherwise; Saxe et al. 2014 for matrices that only rotate.
"""


def spread_of(init: str | float) -> float:
    """The spread of a recipe, or the number itself.

    Raises ``UnknownRecipe`` and ``OutOfBounds``.

    >>> spread_of("he"), spread_of(0.5)
    (1.4142135623730951, 0.5)
    """
    if isinstance(init, str):
        if init not in SPREADS:
            raise UnknownRecipe(
                f"there is no recipe {init!r} for weights",
                where="the weights",
                cure=f"take one of these: {', '.join(SPREADS)}; or a number, their "
                "spread",
            )
        return SPREADS[init]
    check_factor(init, "spread")
    return init


def drawn(
    init: str | float, depth: int, width: int, random: np.random.Generator
) -> Array:
    """Weights ``(depth, width, width)`` as the recipe draws them."""
    normal = random.normal(size=(depth, width, width))
    if init == ORTHOGONAL:
        return rotations(normal)
    return normal * (spread_of(init) / np.sqrt(width))


def rotations(normal: Array) -> Array:
    """Orthogonal matrices, all equally likely (Mezzadri 2007).

    >>> turn = rotations(np.random.default_rng(0).normal(size=(3, 3)))
    >>> bool(np.allclose(turn @ turn.T, np.eye(3)))
    True
    """
    turns, rest = np.linalg.qr(normal)
    return turns * np.sign(np.diagonal(rest, axis1=-2, axis2=-1))[..., None, :]
