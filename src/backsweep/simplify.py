"""Simpler graphs with the same meaning: a list of patterns, each with its reason.

A pattern looks at one node, whose inputs are already simple, and returns a simpler node
or ``None``. What a sweep writes down mechanically (times one, minus of a minus, sums of
spreads) becomes what a person would have written. Every pattern holds for nan,
infinities and signed zeros too: ``0 + x`` is no ``x``, because ``0 + -0.0`` is ``0.0``.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from .functions.build import expand, folded, spread
from .graph import Node, Operation, node, topological
from .ops import (
    CAST,
    MARK,
    PERMUTE,
    RESHAPE,
    SPREAD,
    SUM,
    WHERE,
    constant,
    constant_value,
    elementwise,
)

Pattern = Callable[[Node], Node | None]
ADD, SUBTRACT, NEGATIVE = map(elementwise, (np.add, np.subtract, np.negative))
MULTIPLY, DIVIDE = map(elementwise, (np.multiply, np.divide))
POWER, SQUARE = map(elementwise, (np.power, np.square))


class Reason(NamedTuple):
    """A pattern and why it holds."""

    pattern: Pattern
    text: str


class Change(NamedTuple):
    """One step of a simplification."""

    before: Node
    after: Node
    reason: str


PATTERNS: dict[Operation, list[Reason]] = {}


def pattern(*ops: Operation) -> Callable[[Pattern], Pattern]:
    """Register a pattern for nodes of these operations; its docstring is the reason."""

    def register(function: Pattern) -> Pattern:
        for op in ops:
            PATTERNS.setdefault(op, []).append(Reason(function, function.__doc__ or ""))
        return function

    return register


def simplify(outputs: Sequence[Node], keep: Container[Node] = ()) -> tuple[Node, ...]:
    """The outputs, simplified. Nodes in ``keep``, and all before them, stay as is."""
    return tuple(_rewritten(outputs, keep, []))


def steps(outputs: Sequence[Node]) -> list[Change]:
    """Every change that simplifying the outputs makes, in order."""
    changes: list[Change] = []
    _rewritten(outputs, (), changes)
    return changes


def _rewritten(
    outputs: Sequence[Node], keep: Container[Node], changes: list[Change]
) -> Iterator[Node]:
    simple: dict[Node, Node] = {}
    for one in topological(outputs, keep if isinstance(keep, dict) else ()):
        inputs = tuple([simple.get(i, i) for i in one.inputs])
        same = one if inputs == one.inputs else node(one.op, inputs, one.params)
        simple[one] = _simplest(same, keep, changes)
    return (simple.get(one, one) for one in outputs)


def _simplest(one: Node, keep: Container[Node], changes: list[Change]) -> Node:
    while one not in keep:
        for reason in (*PATTERNS.get(one.op, ()), FOLDING):
            simpler = reason.pattern(one)
            if simpler is not None:
                changes.append(Change(one, simpler, reason.text))
                one = simpler
                break
        else:
            return one
    return one


def _folded(one: Node) -> Node | None:
    return folded(one) if one.op.elementwise else None


FOLDING = Reason(_folded, "an operation on numbers is a number")


def is_number(one: Node, number: float) -> bool:
    """Whether the node is this number, in every entry."""
    value = constant_value(one)
    return value is not None and bool(value == number) and not np.signbit(value)


@pattern(MARK)
def _unmarked(one: Node) -> Node | None:
    """a variable is its value"""
    return one.inputs[0]


@pattern(MULTIPLY)
def _times_one(one: Node) -> Node | None:
    """1·x = x"""
    x, y = one.inputs
    if is_number(y, 1):
        return x
    return y if is_number(x, 1) else None


@pattern(MULTIPLY)
def _times_minus_one(one: Node) -> Node | None:
    """-1·x = -x"""
    x, y = one.inputs
    if constant_value(y) == -1:
        return node(NEGATIVE, (x,))
    return node(NEGATIVE, (y,)) if constant_value(x) == -1 else None


@pattern(MULTIPLY, DIVIDE)
def _minus_outside(one: Node) -> Node | None:
    """x·(-y) = (-x)·y = -(x·y)"""
    x, y = one.inputs
    if y.op is NEGATIVE:
        return node(NEGATIVE, (node(one.op, (x, y.inputs[0])),))
    if x.op is NEGATIVE:
        return node(NEGATIVE, (node(one.op, (x.inputs[0], y)),))
    return None


@pattern(NEGATIVE)
def _twice_negative(one: Node) -> Node | None:
    """-(-x) = x"""
    return one.inputs[0].inputs[0] if one.inputs[0].op is NEGATIVE else None


@pattern(NEGATIVE)
def _minus_into_number(one: Node) -> Node | None:
    """-(-3·x) = 3·x"""
    return positive(one.inputs[0])


def positive(one: Node, within: int = 3) -> Node | None:
    """Minus ``one``, where a negative number near its front makes that simpler."""
    number = constant_value(one)
    if number is not None and number < 0:
        return spread(constant(-number, one.dtype), one.shape)
    if not within or one.op not in (MULTIPLY, DIVIDE):
        return None
    first = positive(one.inputs[0], within - 1)
    return None if first is None else node(one.op, (first, one.inputs[1]))


@pattern(ADD)
def _plus_negative(one: Node) -> Node | None:
    """x + (-y) = x - y"""
    x, y = one.inputs
    if x.op is NEGATIVE and y.op is not NEGATIVE:
        x, y = y, x
    return node(SUBTRACT, (x, y.inputs[0])) if y.op is NEGATIVE else None


@pattern(SUBTRACT)
def _minus_zero(one: Node) -> Node | None:
    """x - 0 = x"""
    return one.inputs[0] if is_number(one.inputs[1], 0) else None


@pattern(DIVIDE)
def _over_one(one: Node) -> Node | None:
    """x/1 = x"""
    return one.inputs[0] if is_number(one.inputs[1], 1) else None


@pattern(SUBTRACT)
def _minus_negative(one: Node) -> Node | None:
    """x - (-y) = x + y"""
    x, y = one.inputs
    return node(ADD, (x, y.inputs[0])) if y.op is NEGATIVE else None


@pattern(POWER)
def _small_power(one: Node) -> Node | None:
    """x¹ = x and x² = x·x, as NumPy computes it"""
    x, y = one.inputs
    if is_number(y, 1):
        return x
    return node(SQUARE, (x,)) if is_number(y, 2) else None


@pattern(WHERE)
def _decided(one: Node) -> Node | None:
    """a choice that is always the same is what it chooses"""
    condition, x, y = one.inputs
    always = constant_value(condition)
    return None if always is None else (x if always else y)


@pattern(CAST)
def _cast_number(one: Node) -> Node | None:
    """a number is written in the precision it is used in"""
    value = constant_value(one.inputs[0])
    if value is None:
        return None
    return spread(constant(value, one.dtype), one.shape)


@pattern(CAST)
def _needless_cast(one: Node) -> Node | None:
    """a conversion to the same type does nothing"""
    return one.inputs[0] if one.inputs[0].dtype == one.dtype else None


@pattern(SPREAD)
def _spread_twice(one: Node) -> Node | None:
    """one spread does for two, and a number spreads to any shape"""
    (x,) = one.inputs
    if x.shape == one.shape:
        return x
    if x.op is RESHAPE and x.size == 1 and x.shape:
        return spread(expand(x.inputs[0], ()), one.shape)
    return spread(x.inputs[0], one.shape) if x.op is SPREAD else None


@pattern(RESHAPE)
def _reshape_twice(one: Node) -> Node | None:
    """the last of two reshapes decides; a number spread out has any shape"""
    (x,) = one.inputs
    if x.shape == one.shape:
        return x
    if x.op is RESHAPE:
        return expand(x.inputs[0], one.shape)
    return spread(x.inputs[0], one.shape) if _scalar_spread(x) else None


def _scalar_spread(one: Node) -> bool:
    return one.op is SPREAD and not one.inputs[0].shape


@pattern(PERMUTE)
def _permute_twice(one: Node) -> Node | None:
    """two reorderings are one, or none"""
    (x,), (axes,) = one.inputs, one.params
    if tuple(axes) == tuple(range(one.ndim)):
        return x
    if x.op is not PERMUTE:
        return None
    inner = x.params[0]
    both = tuple(inner[k] for k in axes)
    return node(PERMUTE, x.inputs, (both,))


@pattern(PERMUTE)
def _permuted_number(one: Node) -> Node | None:
    """a number spread out looks the same from every side"""
    (x,) = one.inputs
    return spread(x.inputs[0], one.shape) if _scalar_spread(x) else None


@pattern(SUM)
def _sum_of_copies(one: Node) -> Node | None:
    """n copies of a number add up to n times it"""
    (x,) = one.inputs
    if not _scalar_spread(x) or not one.size or x.dtype != one.dtype:
        return None
    count = constant(x.size // one.size, one.dtype)
    return spread(node(MULTIPLY, (x.inputs[0], count)), one.shape)
