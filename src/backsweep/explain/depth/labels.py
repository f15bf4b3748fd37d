"""What a value of a large graph is called in a table: a name, or a short formula."""

from __future__ import annotations

from ...graph import Node
from ..formula.expression import Call, Formula, Number, Symbol
from ..formula.numbers import MINUS
from ..formula.spelling import formula_of
from ..formula.trees import size
from ..run import Run
from .norms import Real

CUT = Symbol("…")
LONGEST = 14
"""Symbols, numbers and signs that an expression in a table may have."""
MANY = 10
"""From so many times the whole on, a share is no percentage."""


def label(run: Run, one: Node) -> Formula:
    """The value's name; without one its expression if that is short, else its step."""
    written = formula_of(one, run.symbols)
    return written if size(written) <= LONGEST else Call(one.op.name, (CUT,))


def percent(part: float) -> str:
    """A share in words, with more digits where it is small.

    A share of many times the whole, of which others take most away, is told as that.

    >>> percent(0.724), percent(0.0123), percent(-1e-6), percent(-322.5)
    ('72 %', '1.23 %', '0 %', '−322 times all')
    """
    if abs(part) >= MANY:
        return f"{part:,.0f} times all".replace("-", MINUS)
    part = part if round(100 * part, 2) else 0.0
    digits = 0 if abs(part) >= 0.1 or not part else 2
    return f"{100 * part:.{digits}f} %".replace("-", MINUS)


def ratio(value: Real | None) -> Formula | str:
    """A ratio that may not exist: nothing over nothing is shown as such."""
    return "0/0" if value is None else Number(value)
