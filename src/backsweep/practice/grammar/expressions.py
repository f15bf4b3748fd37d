"""Expressions as formulas: what stands to the right of a statement's sign."""

from __future__ import annotations

from ...explain.formula.expression import Formula
from .reader import GRAPHS, Reader
from .tokens import tokens


def expression(text: str) -> Formula:
    """The formula that ``text`` writes.

    >>> print(expression("2*(a3 - y)"), expression("W[0,1] * x.T"))
    2(a3 − y) W[0,1]·xᵀ
    """
    return Reader(tokens(text), GRAPHS).whole()
