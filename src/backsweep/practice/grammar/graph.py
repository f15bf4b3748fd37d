"""What an exercise states: values, how each is computed, and what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ...explain.formula.expression import Formula

Value = Fraction | tuple["Value", ...]
"""A number, or rows of them."""


@dataclass(frozen=True)
class Statement:
    """``name = formula``."""

    name: str
    formula: Formula


@dataclass(frozen=True)
class Forward:
    """Asks for every value of the forward pass."""


@dataclass(frozen=True)
class Slope:
    """Asks for ``d of / d by``, factor by factor."""

    of: str
    by: str


@dataclass(frozen=True)
class Update:
    """Asks for ``name`` after one step of gradient descent."""

    name: str
    rate: Fraction


Ask = Forward | Slope | Update


@dataclass(frozen=True)
class Graph:
    """Statements in the order in which they are computed, the last one the cost.

    ``given`` are the printed numbers of what is not computed, in the author's order;
    ``asks`` what a learner is to find.
    """

    statements: tuple[Statement, ...]
    given: Mapping[str, Value]
    asks: tuple[Ask, ...] = (Forward(),)

    @property
    def cost(self) -> str:
        """The value at the end of every chain."""
        return self.statements[-1].name
