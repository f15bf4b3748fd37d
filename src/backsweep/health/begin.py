"""``bs.health``, the way in: what it takes to examine is loaded at its first call."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import tree
from ..errors import UnsupportedValue

if TYPE_CHECKING:
    from .report import Health


def health(
    f: Callable[..., Any],
    wrt: str | Sequence[str] | None = None,
    rate: float | None = None,
) -> Callable[..., Health]:
    """The function that calls ``f`` and examines the gradient of what it returns.

    ``f`` returns one real number, the cost of a batch. ``wrt`` names the arguments that
    are parameters; by default it is the first one. With the learning ``rate`` that you
    train with, steps are tried too. Nothing of yours is changed: every cure is tried on
    a copy.

    Raises ``NonScalarCost`` if the result is not a single number, and ``UnknownName``
    for a name that is not there.

    >>> import numpy as np
    >>> random = np.random.default_rng(0)
    >>> weights = [random.normal(0, 1 / 8, (64, 64)) for _ in range(12)]
    >>> def loss(weights, x):
    ...     for w in weights:
    ...         x = 1 / (1 + np.exp(-x @ w))
    ...     return np.mean((x - 1.0) ** 2)
    >>> found = health(loss)(weights, random.normal(size=(32, 64)))
    >>> found.verdict.kind, round(found.verdict.per_layer, 1)
    ('vanishing', -0.7)
    """
    names = (wrt,) if isinstance(wrt, str) else wrt

    def examined(*args: Any, **kwargs: Any) -> Health:
        from .graph.patient import GraphPatient
        from .report import Health

        kept = tree.map_leaves(_own, args), tree.map_leaves(_own, kwargs)
        patient = GraphPatient(f, *kept, names or first_argument(f))
        return Health(patient, rate, patient.probe())

    return examined


def _own(leaf: Any) -> Any:
    """A copy of an array: cures are tried later, when it may have been written to."""
    return leaf.copy() if isinstance(leaf, np.ndarray) else leaf


def first_argument(f: Callable[..., Any]) -> Sequence[str]:
    """The name of the first argument. Raises ``UnsupportedValue`` if there is none."""
    if not callable(f):
        raise UnsupportedValue(
            f"{f!r} is no function",
            why="the gradient examined is that of a function's result",
            cure="pass the loss: bs.health(loss)(parameters, batch)",
        )
    try:
        names = list(inspect.signature(f).parameters)
    except (TypeError, ValueError):
        names = []
    if not names:
        raise UnsupportedValue(
            "the function has no arguments, so none of them can be parameters",
            cure="give it its parameters as the first argument, or name them: wrt=...",
        )
    return names[:1]
