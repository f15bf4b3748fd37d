"""A factor as edges between single entries, with their rates.

What is zero by the structure of a factor is no edge: an entry erased, a gate shut. A
rate that merely *is* 0, like a slope of ``np.maximum(x, 0)``, is an edge all the same.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from ...factors import (
    Cast,
    Diag,
    Erase,
    Factor,
    Gate,
    Gather,
    Identity,
    Left,
    Over,
    Permute,
    Pick,
    Place,
    Reshape,
    Right,
    RunningSum,
    Scatter,
    Spread,
    Sum,
    Then,
    Zero,
)
from ...graph import Node
from ...ops import GATHER, PICK, constant
from ..errors import TooLarge
from ..values import Values, fraction
from .entries import Edges, Product, places

LARGEST_BASIS = 2**16
LARGEST_LIST = 2**24
Wiring = Edges | Product


@functools.singledispatch
def edges(factor: Factor, values: Values, x: Node, y: Node) -> Wiring:
    """The edges of a factor that leads from ``x`` to ``y``.

    A map without a form of its own, as ``Custom``, is asked for the ripple of each
    entry of ``x``; there, only a rate other than 0 tells of an edge.
    """
    if x.size * y.size > LARGEST_BASIS:
        raise TooLarge(
            f"the rule of {y.op.name} states a map of {x.size} to {y.size} entries as "
            "one closed step",
            why="its single rates are only known by nudging one entry after another",
            cure="state its rule with Diag, Left, Right and their like",
        )
    basis = np.eye(x.size, dtype=x.dtype).reshape(-1, *x.shape)
    pushed = [values(factor.push(constant(one), y)) for one in basis]
    rates = np.array([np.ravel(one) for one in pushed], number_type(values))
    rates = rates.reshape(x.size, y.size)
    sources, targets = np.nonzero(rates)
    return Edges(sources, targets, rates[sources, targets], x.size)


def number_type(values: Values) -> Any:
    """What rates are computed in: fractions, or floats of double precision."""
    return object if values.exact else float


def numbers(values: Values, rates: Any, x: Node) -> np.ndarray:
    """Rates of any kind as numbers."""
    known = values(rates if isinstance(rates, Node) else constant(rates, x.dtype))
    return np.asarray(known, number_type(values))


def moved(values: Values, sources: Any, targets: Any, size: int) -> Edges:
    """Edges of rate 1: entries that are handed on as they are."""
    count = np.size(sources)
    one = fraction(1) if values.exact else 1.0
    rates = np.broadcast_to(np.asarray(one), count)
    return Edges(np.ravel(sources), np.ravel(targets), rates, size)


def numbered(one: Node) -> np.ndarray:
    """The flat index of each entry, in its place."""
    return places(one.size).reshape(one.shape)


@edges.register(Identity)
@edges.register(Cast)
@edges.register(Reshape)
def _straight(factor: Factor, values: Values, x: Node, y: Node) -> Edges:
    return moved(values, places(x.size), places(x.size), x.size)


@edges.register
def _none(factor: Zero, values: Values, x: Node, y: Node) -> Edges:
    return moved(values, places(0), places(0), x.size)


@edges.register(Diag)
@edges.register(Over)
def _entrywise(factor: Diag | Over, values: Values, x: Node, y: Node) -> Edges:
    rates = np.broadcast_to(numbers(values, factor.rates, x), x.shape).ravel()
    return Edges(places(x.size), places(x.size), rates, x.size)


@edges.register
def _open(factor: Gate, values: Values, x: Node, y: Node) -> Edges:
    at = np.flatnonzero(np.broadcast_to(values(factor.mask), x.shape))
    return moved(values, at, at, x.size)


@edges.register
def _left(factor: Left, values: Values, x: Node, y: Node) -> Product:
    return Product(numbers(values, factor.matrix, x), y.shape, columns=True)


@edges.register
def _right(factor: Right, values: Values, x: Node, y: Node) -> Product:
    return Product(numbers(values, factor.matrix, x).mT, y.shape, columns=False)


@edges.register
def _summed(factor: Sum, values: Values, x: Node, y: Node) -> Edges:
    axes = tuple(1 if k in factor.axis else n for k, n in enumerate(x.shape))
    targets = np.broadcast_to(places(y.size).reshape(axes), x.shape)
    return moved(values, places(x.size), targets, x.size)


@edges.register
def _spread(factor: Spread, values: Values, x: Node, y: Node) -> Edges:
    sources = np.broadcast_to(numbered(x), y.shape)
    return moved(values, sources, places(y.size), x.size)


@edges.register
def _permuted(factor: Permute, values: Values, x: Node, y: Node) -> Edges:
    return moved(values, numbered(x).transpose(factor.axes), places(y.size), x.size)


@edges.register
def _picked(factor: Pick, values: Values, x: Node, y: Node) -> Edges:
    return moved(values, PICK.run(numbered(x), factor.slices), places(y.size), x.size)


@edges.register
def _placed(factor: Place, values: Values, x: Node, y: Node) -> Edges:
    return moved(values, places(x.size), PICK.run(numbered(y), factor.slices), x.size)


@edges.register
def _kept(factor: Erase, values: Values, x: Node, y: Node) -> Edges:
    at = np.setdiff1d(places(x.size), PICK.run(numbered(x), factor.slices))
    return moved(values, at, at, x.size)


@edges.register
def _gathered(factor: Gather, values: Values, x: Node, y: Node) -> Edges:
    return moved(values, _taken(factor, values, x), places(y.size), x.size)


@edges.register
def _scattered(factor: Scatter, values: Values, x: Node, y: Node) -> Edges:
    return moved(values, places(x.size), _taken(factor, values, y), x.size)


def _taken(factor: Gather | Scatter, values: Values, many: Node) -> np.ndarray:
    indices = [np.asarray(values(one)) for one in factor.indices]
    return GATHER.run(numbered(many), *indices, factor.axes)


@edges.register
def _running(factor: RunningSum, values: Values, x: Node, y: Node) -> Edges:
    length = x.shape[factor.axis]
    check_list(x.size * length, y)
    lines = np.moveaxis(numbered(x), factor.axis, 0)
    earlier, later = np.triu_indices(length)
    return moved(values, lines[earlier], lines[later], x.size)


@edges.register
def _composed(factor: Then, values: Values, x: Node, y: Node) -> Edges:
    before = edges(factor.before, values, x, x)
    after = edges(factor.after, values, x, y)
    check_list(max(before.count, after.count), y)
    return joined(before.listed(), after.listed())


def check_list(count: int, y: Node) -> None:
    """Raise ``TooLarge`` for more edges than are listed one by one."""
    if count > LARGEST_LIST:
        raise TooLarge(
            f"{y.op.name} makes {count:,} edges between single entries",
            cure="explain it on a shorter array, or ask for the layers instead",
        )


def joined(before: Edges, after: Edges) -> Edges:
    """Each edge of ``before`` with each edge of ``after`` that leaves its end."""
    order = np.argsort(after.sources, kind="stable")
    starts, ends = (
        np.searchsorted(after.sources[order], before.targets, side)
        for side in ("left", "right")
    )
    fans = ends - starts
    first = np.repeat(np.arange(before.count), fans)
    within = np.arange(len(first)) - np.repeat(np.cumsum(fans) - fans, fans)
    second = order[np.repeat(starts, fans) + within]
    rates = before.rates[first] * after.rates[second]
    return Edges(before.sources[first], after.targets[second], rates, before.size)
