"""Multiplications, counted on the graph: of the sweep, of ripples, of single chains."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from ..factors import Diag, Factor, Left, Over, Right, Then
from ..graph import Node
from ..ops import constant_value
from ..rules import factors
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
    for y in run.computed:
        if y in run.desires:
            for x, factor in zip(y.inputs, factors(y), strict=True):
                if factor is not None and x in run.active:
                    yield x, y, multiplications(factor, x, y)


def of_sweep(run: Run) -> int:
    """The multiplications of one backward sweep; the cost's own desire is 1."""
    return sum(m for _, y, m in edges(run) if y is not run.cost)


def of_ripple(run: Run, start: Node) -> int:
    """The multiplications of one ripple forward, from a nudge of 1 of one entry."""
    moved, total = {start}, 0
    for x, y, m in edges(run):
        if x in moved:
            moved.add(y)
            total += 0 if x is start else m
    return total


def of_chains(run: Run, start: Node) -> int:
    """The multiplications of every chain to a number on its own: factors less one."""
    count, total = {start: 1}, {start: 0}
    for x, y, m in edges(run):
        if x in count:
            factor = min(m, 1)
            count[y] = count.get(y, 0) + count[x]
            total[y] = total.get(y, 0) + total[x] + factor * count[x]
    return max(total.get(run.cost, 0) - count.get(run.cost, 0), 0)
