"""A run of single numbers, with what it takes to tell it as the lesson does."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ..graph import Node
from .chains import LISTED, Found
from .errors import unknown_name
from .formula.expression import Desire, Formula, Number, Rate
from .links import Links
from .roles import Roles
from .run import Run


class Story:
    """The links, the roles and the names of a run of single numbers."""

    def __init__(self, run: Run, by: str | None = None):
        self.run, self.links, self.roles = run, Links(run, by), Roles(run)

    @cached_property
    def named(self) -> dict[str, Node]:
        """Every value that can be asked for, by what the user calls it."""
        told = {str(symbol): one for one, symbol in self.run.symbols.items()}
        plain = {name.translate(PLAIN): one for name, one in told.items()}
        return plain | told | dict(self.run.variables)

    def node(self, name: str) -> Node:
        """The value of that name. Raises ``UnknownName``."""
        found = self.named.get(name)
        if found is None:
            raise unknown_name(name, self.run.title, self.named)
        return found

    def chains(self, one: Node, limit: int = LISTED) -> Found:
        """The chains from the cost to a value."""
        return Found(self.links, one, limit)

    def rate(self, one: Node) -> Rate:
        """``dC/dw1``; ``d²C/(dw1 dw2)`` where the cost is a slope itself."""
        cost = self.cost
        of = Rate(cost.cost, cost.of) if isinstance(cost, Desire) else cost
        return Rate(of, self.links.formula(one))

    @property
    def cost(self) -> Formula:
        """What the cost is called."""
        return self.run.symbols[self.run.cost]

    def number(self, one: Node) -> Any:
        """A value's number."""
        return self.run.values.number(one)

    def slope(self, one: Node) -> Any:
        """The number of the desire of a value; ``None`` without a path to it."""
        desire = self.run.desires.get(one)
        return None if desire is None else self.number(desire)

    @cached_property
    def variables(self) -> list[tuple[str, Node]]:
        """The variables that a path leads to."""
        pairs = self.run.variables.items()
        return [(name, one) for name, one in pairs if one in self.run.desires]


PLAIN = str.maketrans("⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹", "()0123456789")
"""``a⁽²⁾`` may be typed as ``a(2)``."""


def numbers(values: Any) -> tuple[Number, ...]:
    """Numbers as formulas."""
    return tuple(Number(value) for value in values)
