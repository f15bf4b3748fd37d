"""SciPy's special functions, learnt when one of them first turns up.

``expit`` and its like are ufuncs and arrive through NumPy's protocol. ``logsumexp``,
``softmax`` and ``log_softmax`` are plain functions that convert their argument before
anything else, so they are given new code that looks at the argument first and otherwise
does just what it did.
"""

from __future__ import annotations

import functools
import sys
import types
from typing import Any

import numpy as np

from ..arrays import MEANING, Array, learn_later
from .elementwise import learn, stop_gradient

UFUNCS = "expit logit erf erfc xlogy xlog1py log_expit log1p expm1 exp2 cbrt"


def learn_scipy() -> None:
    """Learn SciPy's functions if the user has imported ``scipy.special``."""
    special = sys.modules.get("scipy.special")
    if special is None or special.softmax in MEANING:
        return
    for name in UFUNCS.split():
        if getattr(special, name) not in MEANING:
            learn(getattr(special, name))
    for ours in (logsumexp, softmax, log_softmax):
        _teach(getattr(special, ours.__name__), ours)
    from ..rules import special as rules

    rules.learn(special)


learn_later(learn_scipy)


def logsumexp(
    a: Any,
    axis: Any = None,
    b: Any = None,
    keepdims: bool = False,
    return_sign: bool = False,
) -> Any:
    """``log(sum(b * exp(a)))``, without overflow."""
    top = _finite_top(a, axis)
    weighted = np.exp(a - top) if b is None else b * np.exp(a - top)
    total = np.sum(weighted, axis=axis, keepdims=True)
    sign = np.sign(total)
    result = np.log(np.abs(total) if return_sign else total) + top
    results = (result, sign) if return_sign else (result,)
    axes = axis if axis is not None else tuple(range(np.ndim(weighted)))
    kept = [r if keepdims else np.squeeze(r, axes) for r in results]
    return tuple(kept) if return_sign else kept[0]


def _finite_top(x: Any, axis: Any) -> Any:
    """The largest entry as a constant; 0 where it is infinite."""
    top = stop_gradient(np.max(x, axis=axis, keepdims=True))
    return np.where(np.isfinite(top), top, 0.0)


def softmax(x: Any, axis: Any = None) -> Any:
    """``exp(x)`` over its sum."""
    grown = np.exp(x - stop_gradient(np.max(x, axis=axis, keepdims=True)))
    return grown / np.sum(grown, axis=axis, keepdims=True)


def log_softmax(x: Any, axis: Any = None) -> Any:
    """The logarithm of ``softmax``, without underflow."""
    shifted = x - _finite_top(x, axis)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


def _teach(function: Any, ours: Any) -> None:
    """Give ``function`` new code: ours for our arrays, its own for all others."""
    own = types.FunctionType(
        function.__code__,
        function.__globals__,
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
    own.__kwdefaults__ = function.__kwdefaults__

    @functools.wraps(function)
    def choose(*args: Any, **kwargs: Any) -> Any:
        mine = any(isinstance(a, Array) for a in (*args, *kwargs.values()))
        return (ours if mine else own)(*args, **kwargs)

    if function.__closure__ is not None:
        return
    function.__globals__[f"_backsweep_{function.__name__}"] = choose
    source = f"lambda *args, **kwargs: _backsweep_{function.__name__}(*args, **kwargs)"
    function.__code__ = eval(source).__code__
    function.__defaults__ = function.__kwdefaults__ = None
    MEANING[function] = ours
