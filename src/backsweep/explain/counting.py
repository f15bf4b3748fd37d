"""Multiplications, counted on the graph: of the sweep, of ripples, of single chains."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

from ..factors import Diag, Factor, Left, Over, Right, Then
from ..graph import Node
from ..ops import constant_value
from .depth.flow import pulls
from .run import Run


@functools.singledispatch
def multiplications(factor: Factor, x: Node, y: Node) -> int:
    """How many multiplications it takes to pass one desire through a factor.

    Copies, sums and moves take none. A division counts as one.
    """
    return 0


@multiplications.register(Diag)
@multiplications.register(Over)
def _rates(factor: Diag | Over, x: Node, y: Node) -> int:
    rates = factor.rates
    number = constant_value(rates) if isinstance(rates, Node) else rates
    return 0 if number in (1, -1) else y.size


@multiplications.register(Left)
def _left(factor: Left, x: Node, y: Node) -> int:
    return y.size * x.shape[-2]


@multiplications.register(Right)
def _right(factor: Right, x: Node, y: Node) -> int:
    return y.size * x.shape[-1]


@multiplications.register(Then)
def _then(factor: Then, x: Node, y: Node) -> int:
    return multiplications(factor.before, x, x) + multiplications(factor.after, x, y)


def edges(run: Run) -> Iterator[tuple[Node, Node, int]]:
    """Every factor on a chain: from, to, and the multiplications it takes."""
    behind = set(run.varied)
    for y in filter(run.desires.__contains__, run.computed):
        for pull in pulls(y):
            if pull.by in behind:
                behind.add(y)
                yield pull.by, y, multiplications(pull.factor, pull.by, y)


def of_sweep(run: Run) -> int:
    """The multiplications of one backward sweep; by a desire of 1 there is none."""
    return sum(m for _, y, m in edges(run) if not _is_one(run.desires[y]))


def _is_one(desire: Node) -> bool:
    return constant_value(desire) in (1, -1)


def of_ripple(run: Run, start: Node) -> int:
    """The multiplications of one ripple forward, from a nudge of 1 of one entry.

    A rate is not multiplied with that 1: only what is ``scaled`` already.
    """
    moved, scaled, total = {start}, set[Node](), 0
    for x, y, m in edges(run):
        if x in moved:
            total += m if x in scaled else 0
            if m or x in scaled or y in moved:
                scaled.add(y)
            moved.add(y)
    return total


def of_chains(run: Run, start: Node) -> int:
    """The multiplications of every chain to a number on its own: factors less one."""
    begun, total = Counter[Node](), Counter[Node]()
    bare = Counter({start: 1})  # chains without a factor so far
    for x, y, m in edges(run):
        factor = min(m, 1)
        begun[y] += begun[x] + factor * bare[x]
        bare[y] += (1 - factor) * bare[x]
        total[y] += total[x] + factor * begun[x]
    return total[run.cost]
