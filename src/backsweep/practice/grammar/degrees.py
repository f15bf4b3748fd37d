"""How fast the numbers of a graph can grow: the degree of each value in what is given.

A power of a power of a power is short to write and can be too long to work out, so the
degree of a graph is bounded before anything is computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...explain.formula.expression import (
    Formula,
    MatrixProduct,
    Power,
    Product,
    Quotient,
    Symbol,
)
from ...explain.formula.trees import parts
from ..errors import Unreadable
from .exact import exact
from .graph import Statement

HIGHEST = 1000
MULTIPLIED = (Product, Quotient, MatrixProduct)


def check_degrees(statements: Sequence[Statement]) -> None:
    """Refuse a graph with a value of a degree above ``HIGHEST``."""
    known: dict[str, int] = {}
    for one in statements:
        known[one.name] = degree(one.formula, known)
        if known[one.name] > HIGHEST:
            raise Unreadable(
                f"{one.name} is of degree {known[one.name]} in what is given",
                where="in the exercise",
                cure=f"use smaller powers: degrees up to {HIGHEST} can be worked out",
            )


def degree(formula: Formula, known: Mapping[str, int]) -> int:
    """The degree of a formula, or a bound of it, given those of what it names.

    >>> from .expressions import expression
    >>> degree(expression("(w*x - y)**2 + x"), {})
    4
    """
    if isinstance(formula, Symbol):
        return known.get(formula.name, 1)
    inside = [degree(part, known) for part in parts(formula)]
    if isinstance(formula, Power):
        return inside[0] * abs(int(exact(formula.exponent)))
    return sum(inside) if isinstance(formula, MULTIPLIED) else max(inside, default=0)
