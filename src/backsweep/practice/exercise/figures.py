"""A formula with numbers in the place of its names: ``2 · 2 · 1``."""

from __future__ import annotations

from ...explain.formula.expression import Formula, Number
from ...explain.formula.trees import rebuilt
from .arithmetic import NAMED, Numbers


def figures(formula: Formula, known: Numbers) -> Formula:
    """The same formula, every name that has a number replaced by it.

    >>> from ...explain.formula.expression import Product, Symbol
    >>> product = Product((Symbol("w1"), Symbol("a0")))
    >>> print(figures(product, {"w1": 3, "a0": -2}))
    3·(−2)
    """
    if isinstance(formula, NAMED) and str(formula) in known:
        return Number(known[str(formula)])
    return rebuilt(formula, lambda part: figures(part, known))
