"""A name given to a value outright, where no variable of the code could tell it."""

from __future__ import annotations

from typing import Any

from ..traced import Traced


def named(name: str, value: Any) -> Any:
    """``value``, which explanations are to call ``name``.

    For values that no variable holds, or that a loop's variables hold in turn. Outside
    of an explanation it is ``value`` as it is.

    >>> from backsweep.explain.begin import explain
    >>> def cost(x):
    ...     for layer in ("a1", "a2"):
    ...         x = named(layer, 3 * x)
    ...     return x**2
    >>> print(explain(cost)(1).chain("x"))
    dC/dx = dC/da2 · da2/da1 · da1/dx
          = 2a2 · 3 · 3
          = 18 · 3 · 3
          = 162
    """
    if not isinstance(value, Traced):
        return value
    trace, node = value.origin, value.node
    if node in trace.names or not node.inputs:
        node = trace.mark(node)
    trace.names[node] = name
    return Traced(trace, node, value.value)
