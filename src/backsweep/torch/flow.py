"""What the desire flows through on its way from the loss back to the front."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from ..explain.depth.dominators import passed_by_all
from ..health.record import NORMALISATION, OPAQUE, SLOPE, WEIGHT
from .kinds import KINDS, STILL
from .operation import Operation
from .saved import number
from .walk import Walk

COUNTED = (WEIGHT, SLOPE, NORMALISATION, OPAQUE)
"""Kinds of operations that make a value lie one deeper behind the loss."""


@dataclass(frozen=True, eq=False)
class Pull:
    """The factor of the operation ``of``, which sends a desire back to ``by``."""

    of: Operation
    by: Operation


class Flow:
    """All chains from the loss to the front, none of them listed.

    The *spine* is what the data come through, the loss first; ``sides`` are what its
    operations take that is made of parameters alone. The *front* is the operation that
    uses a parameter and has the most weights, slopes and normalisations before it.
    """

    def __init__(self, walk: Walk):
        self.walk = walk
        self.data: dict[Operation, list[Operation]] = {}
        self.sides: dict[Operation, list[Operation]] = {}
        self.depth: dict[Operation, tuple[int, int]] = {walk.root: (0, 0)}
        for node in reversed(walk.order):
            if node in self.depth:
                self._enter(node)

    def _enter(self, node: Operation) -> None:
        self.data[node], self.sides[node] = self.walk.sides(node)
        deep, far = self.depth[node]
        deep += KINDS.get(node.name, OPAQUE) in COUNTED
        for child in self.data[node]:
            self.depth[child] = max(self.depth.get(child, (0, 0)), (deep, far + 1))

    @property
    def spine(self) -> Iterator[Operation]:
        """The operations that the data come through, the loss first."""
        return iter(self.data)

    @cached_property
    def front(self) -> Operation | None:
        """The deepest operation that uses a parameter; ``None`` without any."""
        using = [one for one, sides in self.sides.items() if any(self._leaves(sides))]
        return max(using, key=self._behind, default=None)

    def _behind(self, node: Operation) -> tuple[int, int]:
        deep, far = self.depth[node]
        return deep + (KINDS.get(node.name, OPAQUE) in COUNTED), far

    def _leaves(self, nodes: list[Operation]) -> Iterator[Operation]:
        """The parameters that nodes off the spine are made of."""
        stack, seen = list(nodes), set(nodes)
        while stack:
            node = stack.pop()
            if node.parameter is not None:
                yield node
            fresh = {c for c, _ in node.edges if c and c not in seen}
            seen |= fresh
            stack.extend(fresh)

    @cached_property
    def into(self) -> dict[Operation, list[Pull]]:
        """For each operation before the front, the pulls that lead on to it."""
        found: dict[Operation, list[Pull]] = {}
        for node in self.walk.order:
            if node in self.data and node is not self.front:
                inputs = self.data[node]
                on = [c for c in inputs if c is self.front or c in found]
                if on:
                    found[node] = [Pull(node, child) for child in on]
        return found

    @cached_property
    def order(self) -> list[Operation]:
        """The operations on a chain, the front first."""
        return [] if self.front is None else [self.front, *self.into]

    @cached_property
    def users(self) -> dict[Operation, list[Pull]]:
        """For each operation on a chain, the pulls that lead to it."""
        found: dict[Operation, list[Pull]] = defaultdict(list)
        for pulls in self.into.values():
            for pull in pulls:
                found[pull.by].append(pull)
        return found

    @cached_property
    def passed(self) -> list[Operation]:
        """The operations that all chains pass, from the loss back to the front."""
        return cast("list[Operation]", passed_by_all(cast(Any, self)))

    def single(self, of: Operation, by: Operation) -> bool:
        """Whether one operation leads from ``of`` to ``by``, with no branches."""
        pulls = self.users[by]
        return len(pulls) == 1 and pulls[0].of is of

    def still(self, of: Operation, by: Operation) -> bool:
        """Whether the desire for ``by`` is that for ``of``, but for its places."""
        if not self.single(of, by):
            return False
        name = of.name
        shifts = name in ("Add", "Sub") and of.shape == by.shape
        return name in STILL or (shifts and number(of, "alpha") == 1)

    def settled(self, node: Operation) -> Operation:
        """The operation whose output a node only hands on."""
        while node.name in STILL and self.data.get(node):
            node = self.data[node][0]
        return node

    def passes(self, of: Operation, by: Operation) -> int:
        """How many weights the longest way from ``of`` back to ``by`` passes."""
        if self.single(of, by):
            return self._weighs(of)
        most = {of: self._weighs(of)}
        for node in reversed(self.order):
            for pull in self.into.get(node, ()) if node in most else ():
                weighs = self._weighs(pull.by) if pull.by is not by else 0
                reached = most[node] + weighs
                most[pull.by] = max(most.get(pull.by, 0), reached)
        return most[by]

    def _weighs(self, node: Operation) -> int:
        """1 for an operation that multiplies the data with parameters."""
        kind = KINDS.get(node.name, OPAQUE)
        return int(kind in (WEIGHT, OPAQUE) and bool(self.sides[node]))
