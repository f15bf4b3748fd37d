"""``bs.explain``, the way in: what it takes to explain is loaded at its first call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import UnsupportedValue

if TYPE_CHECKING:
    from .explanation import Explanation


def explain(
    f: Callable[..., Any], wrt: str | Sequence[str] | None = None, by: str | None = None
) -> Callable[..., Explanation]:
    """The function that calls ``f`` and explains the gradient of what it returns.

    ``f`` returns one real number, the cost. ``wrt`` names the arguments to explain it
    for (``"params"``, or a leaf of it, ``"params['w'][0]"``); by default all numbers
    that are passed. Where all inputs are whole numbers or fractions, and every
    operation allows it, the explanation is in exact fractions. Chains pass the values
    that have a name in your code; ``by="steps"`` makes them pass every operation.

    Raises ``NonScalarCost``, ``UnknownName`` for a name that is not there, and
    ``NotFinite`` where a nan or an infinity began.

    >>> def cost(w1, w2, w3, a0, y):
    ...     a1 = w1 * a0
    ...     a2 = w2 * a1
    ...     a3 = w3 * a2
    ...     return (a3 - y) ** 2
    >>> ex = explain(cost)(w1=1, w2=2, w3=2, a0=1, y=3)
    >>> print(ex.chain("w1"))
    dC/dw1 = dC/da3 · da3/da2 · da2/da1 · da1/dw1
           = 2(a3 − y) · w3 · w2 · a0
           = 2 · 2 · 2 · 1
           = 8
    """
    names = (wrt,) if isinstance(wrt, str) else wrt
    listed = isinstance(names, Collection) and all(isinstance(n, str) for n in names)
    if names is not None and not listed:
        raise UnsupportedValue(f"wrt={wrt!r}", cure='name arguments: wrt=("w1", "w2")')

    def explained(*args: Any, **kwargs: Any) -> Explanation:
        from .explanation import Explanation
        from .run import run

        return Explanation(run(f, args, kwargs, names), by)

    return explained
