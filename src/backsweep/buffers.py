"""Memory for the intermediates of a program, planned ahead and used again at each run.

Fresh memory for a large array costs more than computing it. So the large results of
steps that can write into a given array get one, and an array whose last user has run is
given to a later step. A view keeps the array that it looks into in use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .graph import Node
from .ops import MATMUL

SMALLEST = 1 << 15
"""Bytes below which asking for fresh memory is cheaper than the plan."""

Kind = tuple[tuple[int, ...], np.dtype]


def fills(one: Node) -> bool:
    """Whether the step of this node can write its result into a given array."""
    return isinstance(one.op.run, np.ufunc) or one.op is MATMUL


class Buffers:
    """The plan for one program: which target slot is written into which array."""

    def __init__(
        self, steps: Sequence[Any], nodes: Mapping[int, Node], results: Sequence[int]
    ):
        self.number: dict[int, int] = {}
        self._kinds: list[Kind] = []
        self._idle: list[list[np.ndarray]] = []
        self._assign(steps, nodes, _last_uses(steps, nodes, results))

    def _assign(
        self, steps: Sequence[Any], nodes: Mapping[int, Node], last: dict[int, float]
    ) -> None:
        free: dict[Kind, list[int]] = {}
        ending: dict[float, list[int]] = {}
        for when, step in enumerate(steps):
            one = nodes.get(step.target)
            if one is not None and _large(one) and last.get(step.target, -1) < np.inf:
                kind = (one.shape, one.dtype)
                self.number[step.target] = self._take(free.setdefault(kind, []), kind)
                ending.setdefault(last.get(step.target, when), []).append(step.target)
            for target in ending.pop(when, ()):
                number = self.number[target]
                free[self._kinds[number]].append(number)

    def _take(self, free: list[int], kind: Kind) -> int:
        if not free:
            self._kinds.append(kind)
            return len(self._kinds) - 1
        return free.pop()

    def borrow(self) -> list[np.ndarray]:
        """Arrays for one run; two runs at once get arrays of their own."""
        try:
            return self._idle.pop()
        except IndexError:
            return [np.empty(*kind) for kind in self._kinds]

    def give_back(self, arrays: list[np.ndarray]) -> None:
        """The run is over."""
        self._idle.append(arrays)


def _large(one: Node) -> bool:
    return fills(one) and one.size * one.dtype.itemsize >= SMALLEST


def _last_uses(
    steps: Sequence[Any], nodes: Mapping[int, Node], results: Sequence[int]
) -> dict[int, float]:
    """When each target's memory is used last, also through views of it."""
    owners: dict[int, set[int]] = {}
    last: dict[int, float] = {}
    for when, step in enumerate(steps):
        seen = set().union(*(owners.get(k, {k}) for k in step.sources))
        last.update(dict.fromkeys(seen, when))
        one = nodes.get(step.target)
        owners[step.target] = (
            {step.target} if one is None or fills(one) else {step.target, *seen}
        )
    for k in results:
        last.update(dict.fromkeys(owners.get(k, {k}), np.inf))
    return last
