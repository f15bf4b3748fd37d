"""All operations behind a loss, as autograd keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import torch
from torch import Tensor
from torch.autograd.graph import Node

from ..health.record import NORMALISATION, OPAQUE, WEIGHT
from .kinds import KINDS, STILL, base
from .operation import Edge, Operation

PARAMETERS, MIXED, DATA = "parameters", "mixed", "data"
"""What a value is made of: parameters alone, these and fixed arrays, the data."""

SECOND = frozenset(("Addmm", "Baddbmm", "Addbmm", "Addmv", "Mv"))
"""Weight operations that take the data as second input; others as the first."""

NUMBERS = {
    "Add": ("alpha",),
    "Sub": ("alpha",),
    "Convolution": ("transposed", "groups", "stride"),
    "LeakyRelu": ("negative_slope",),
    "Elu": ("alpha", "scale"),
    "Gelu": ("approximate",),
    "Softplus": ("beta",),
    "Hardtanh": ("min_val", "max_val"),
}
"""Operations whose factors depend on numbers that they are called with."""


class Walk:
    """The operations behind ``root``, inputs first, and what each one uses.

    Holds autograd's nodes until ``leave``; ``again`` goes the same way behind the loss
    of a later step.
    """

    def __init__(self, root: Node, parameters: dict[int, str]):
        self.parameters = parameters
        self.order: list[Operation] = []
        found: dict[Node | None, Operation] = {}
        for node in _inputs_first(root):
            edges = [(found.get(child), k) for child, k in node.next_functions]
            found[node] = self._operation(node, tuple(edges))
            self.order.append(found[node])

    def _operation(self, node: Any, edges: tuple[Edge, ...]) -> Operation:
        name = base(node.name())
        parameter = None
        if name == "AccumulateGrad":
            parameter = self.parameters.get(id(node.variable))
        return Operation(
            node, name, parameter, edges, _shape(node), _numbers(node, name)
        )

    @property
    def root(self) -> Operation:
        """The loss."""
        return self.order[-1]

    @cached_property
    def leaves(self) -> dict[str, Operation]:
        """The operations that gather the parameters' gradients, by their names."""
        named = ((one.parameter, one) for one in self.order)
        return {name: one for name, one in named if name is not None}

    def again(self, root: Node) -> bool:
        """Whether the same operations are behind a later loss, which are held then."""
        self.root.node = root
        same = all(_takes_the_same(one) for one in reversed(self.order))
        same = same and len({one.node for one in self.order}) == len(self.order)
        return same and all(self._gathers_the_same(one) for one in self.order)

    def _gathers_the_same(self, one: Operation) -> bool:
        if one.name != "AccumulateGrad":
            return True
        return self.parameters.get(id(one.node.variable)) == one.parameter

    def changed(self) -> bool:
        """Whether any shape or number is another than before; all are noted anew."""
        changed = False
        for one in self.order:
            if one.parameter is None:
                shape = _shape(one.node)
                numbers = one.numbers and _numbers(one.node, one.name)
                changed = changed or (shape, numbers) != (one.shape, one.numbers)
                one.shape, one.numbers = shape, numbers
        return changed

    def leave(self) -> None:
        """Let go of all nodes."""
        for one in self.order:
            one.node = None

    @cached_property
    def made_of(self) -> dict[Operation, str]:
        """For each node, what its value is made of."""
        found: dict[Operation, str] = {}
        for node in self.order:
            found[node] = self._made_of(node, found)
        return found

    def _made_of(self, node: Operation, found: dict[Operation, str]) -> str:
        edges = node.edges
        if not edges:
            return DATA if node.parameter is None else PARAMETERS
        inputs = {found[child] for child, _ in edges if child is not None}
        fixed = any(child is None for child, _ in edges)
        kind = KINDS.get(node.name, OPAQUE)
        fed = fixed and kind in (WEIGHT, NORMALISATION, OPAQUE)
        looked_up = node.name in ("Embedding", "EmbeddingBag")
        alone = node.name in ("Mv", "Vdot")
        if DATA in inputs or looked_up or (fed and not alone):
            return DATA
        return MIXED if fixed or MIXED in inputs else PARAMETERS

    def sides(self, node: Operation) -> tuple[list[Operation], list[Operation]]:
        """The inputs of an operation: those the data come through, and the others.

        The others are made of parameters alone. What fixed numbers and parameters
        make, a masked weight or a scaled input, is told apart by its place.
        """
        children = {c: k for k, (c, _) in reversed([*enumerate(node.edges)]) if c}
        data = [c for c in children if self.made_of[c] == DATA]
        if not data:
            place = _place(node.name)
            mixed = [c for c in children if self.made_of[c] == MIXED]
            data = [c for c in mixed if place in (None, children[c])]
        return data, [c for c in children if c not in data]

    def carried(self, node: Operation) -> Operation | None:
        """The parameter that a node hands on as it is, turned perhaps."""
        while node.name in STILL:
            node = node.edges[0][0] or node
        return node if node.parameter is not None else None


def _inputs_first(root: Node) -> Iterator[Node]:
    """Deep graphs are no reason to recurse."""
    seen, stack = {root}, [(root, iter(root.next_functions))]
    while stack:
        node, rest = stack[-1]
        for child, _ in rest:
            if child is not None and child not in seen:
                seen.add(child)
                stack.append((child, iter(child.next_functions)))
                break
        else:
            yield node
            stack.pop()


def _takes_the_same(one: Operation) -> bool:
    """Whether a node does what is known, to what the operations it uses stand for.

    Nodes not met so far are put in their places.
    """
    edges = one.node.next_functions
    if base(one.node.name()) != one.name or len(edges) != len(one.edges):
        return False
    for (child, k), (node, at) in zip(one.edges, edges, strict=True):
        if child is None or node is None:
            if child is not node:
                return False
            continue
        if child.node is None:
            child.node = node
        if child.node is not node or k != at:
            return False
    return True


def _shape(node: Any) -> torch.Size:
    """The shape of what a node has made."""
    made = node._input_metadata
    return torch.Size(made[0].shape) if made else torch.Size()


def _numbers(node: Any, name: str) -> dict[str, Any]:
    asked = NUMBERS.get(name, ())
    return {one: getattr(node, f"_saved_{one}", None) for one in asked}


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
