"""All operations behind a loss, as autograd keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from torch import Tensor
from torch.autograd.graph import Node

from ..health.record import NORMALISATION, OPAQUE, WEIGHT
from .kinds import KINDS, STILL, operation

Edge = tuple[Node | None, int]
PARAMETERS, MIXED, DATA = "parameters", "mixed", "data"
"""What a value is made of: parameters alone, these and fixed arrays, the data."""

SECOND = frozenset(("Addmm", "Baddbmm", "Addbmm", "Addmv", "Mv"))
"""Weight operations that take the data as second input; others as the first."""


@dataclass(eq=False)
class Walk:
    """The operations behind ``root``, inputs first, and what each one uses.

    Holds autograd's nodes: drop it when the sweep is over.
    """

    root: Node
    parameters: dict[int, str]
    order: list[Node] = field(default_factory=list)
    edges: dict[Node, tuple[Edge, ...]] = field(default_factory=dict)
    operations: dict[Node, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Deep graphs are no reason to recurse."""
        stack: list[tuple[Node, Any]] = [(self.root, self._enter(self.root))]
        while stack:
            node, rest = stack[-1]
            for child, _ in rest:
                if child is not None and child not in self.edges:
                    stack.append((child, self._enter(child)))
                    break
            else:
                self.order.append(node)
                stack.pop()

    def _enter(self, node: Node) -> Any:
        self.edges[node] = node.next_functions
        self.operations[node] = operation(node)
        return iter(self.edges[node])

    def name(self, node: Node) -> str | None:
        """The name of the parameter that a node gathers the gradient of."""
        if self.operations[node] != "AccumulateGrad":
            return None
        return self.parameters.get(id(cast(Any, node).variable))

    @cached_property
    def made_of(self) -> dict[Node, str]:
        """For each node, what its value is made of."""
        found: dict[Node, str] = {}
        for node in self.order:
            found[node] = self._made_of(node, found)
        return found

    def _made_of(self, node: Node, found: dict[Node, str]) -> str:
        edges = self.edges[node]
        if not edges:
            return DATA if self.name(node) is None else PARAMETERS
        inputs = {found[child] for child, _ in edges if child is not None}
        fixed = any(child is None for child, _ in edges)
        kind = KINDS.get(self.operations[node], OPAQUE)
        fed = fixed and kind in (WEIGHT, NORMALISATION, OPAQUE)
        looked_up = self.operations[node] in ("Embedding", "EmbeddingBag")
        alone = self.operations[node] in ("Mv", "Vdot")
        if DATA in inputs or looked_up or (fed and not alone):
            return DATA
        return MIXED if fixed or MIXED in inputs else PARAMETERS

    def sides(self, node: Node) -> tuple[list[Node], list[Node]]:
        """The inputs of an operation: those the data come through, and the others.

        The others are made of parameters alone. What fixed numbers and parameters
        make, a masked weight or a scaled input, is told apart by its place.
        """
        children = {c: k for k, (c, _) in reversed([*enumerate(self.edges[node])]) if c}
        data = [c for c in children if self.made_of[c] == DATA]
        if not data:
            place = _place(self.operations[node])
            mixed = [c for c in children if self.made_of[c] == MIXED]
            data = [c for c in mixed if place in (None, children[c])]
        return data, [c for c in children if c not in data]

    def carried(self, node: Node) -> Node | None:
        """The parameter that a node hands on as it is, turned perhaps."""
        while self.operations[node] in STILL:
            node = self.edges[node][0][0] or node
        return node if self.name(node) is not None else None


def _place(name: str) -> int | None:
    """Which input of an operation is the data; ``None`` where any may be."""
    if KINDS.get(name) not in (WEIGHT, NORMALISATION):
        return None
    return 1 if name in SECOND else 0


def names_of(parameters: Iterable[tuple[str, Tensor]]) -> dict[int, str]:
    """The names of parameters by identity; of a shared one, the first."""
    found: dict[int, str] = {}
    for name, parameter in parameters:
        found.setdefault(id(parameter), name)
    return found
