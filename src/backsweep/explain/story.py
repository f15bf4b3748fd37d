"""A run of single numbers, with what it takes to tell it as the lesson does."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ..graph import Node
from .chains import LISTED, Found
from .depth.targets import called, target
from .formula.expression import Desire, Formula, Rate
from .links import Links
from .roles import Roles
from .run import Run


class Story:
    """The links, the roles and the names of a run of single numbers."""

    def __init__(self, run: Run, by: str | None = None):
        self.run, self.by = run, by
        self.links, self.roles = Links(run, by), Roles(run)

    def node(self, name: str) -> Node:
        """The value of that name. Raises ``UnknownName``."""
        return called(self.run, name)

    def about(self, name: str) -> Story:
        """The story that knows the desire for this value too: for data as well."""
        run, _ = target(self.run, name)
        return self if run is self.run else Story(run, self.by)

    def chains(self, one: Node, limit: int = LISTED) -> Found:
        """The chains from the cost to a value."""
        return Found(self.links, one, limit)

    def rate(self, one: Node) -> Rate:
        """``dC/dw1``; ``d²C/(dw1 dw2)`` where the cost is a slope itself."""
        cost, by = self.cost, self.links.formula(one)
        if isinstance(cost, Desire) and not isinstance(by, Desire):
            return Rate(Rate(cost.cost, cost.of), by)
        return Rate(cost, by)

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
