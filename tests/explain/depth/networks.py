"""Random networks to explain: plain, residual, branching, with shared parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from backsweep.explain.run import Run, run


def plain(params: Any, x: Any) -> Any:
    h = x
    for w in params:
        h = np.tanh(h @ w)
    return np.sum(h**2)


def residual(params: Any, x: Any) -> Any:
    h = x
    for w in params:
        r = np.tanh(h @ w)
        h = h + r
    return np.mean(h**2)


def branching(params: Any, x: Any) -> Any:
    h = x
    for w in params:
        a = np.sin(h @ w)
        b = np.maximum(h, 0.1 * a)
        h = a * b + h[::-1]
    return np.sum(np.exp(-h))


def shared(params: Any, x: Any) -> Any:
    h = x
    for k in range(3):
        h = np.tanh(h @ params[0] + params[-1].T @ h * 0.5 + params[0][0] * k)
    return np.sum(h)


KINDS: tuple[Callable[..., Any], ...] = (plain, residual, branching, shared)


@st.composite
def runs(draw: Any) -> Run:
    """A network of one of the kinds, at random numbers; all parameters are used."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    cost = draw(st.sampled_from(KINDS))
    depth = draw(st.integers(1, 2 if cost is shared else 4))
    size = draw(st.floats(0.1, 2.0))
    params = [size * random.normal(size=(3, 3)) for _ in range(depth)]
    return run(cost, (params, random.normal(size=(3, 3))), {}, ("params",))
