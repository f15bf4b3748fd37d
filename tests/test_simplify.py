"""Every pattern keeps the value: to the bit, or where it says so to rounding."""

from typing import Any

import numpy as np
import pytest

from backsweep.graph import Node, describe, node, topological, verify
from backsweep.ops import (
    CAST,
    INPUT,
    MARK,
    PERMUTE,
    RESHAPE,
    SPREAD,
    SUM,
    WHERE,
    constant,
    elementwise,
)
from backsweep.program import Program
from backsweep.simplify import FOLDING, PATTERNS, simplify, steps

TINY = 5e-324
SPECIAL = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    np.inf,
    -np.inf,
    np.nan,
    TINY,
    1e308,
    0.1,
    -3.7,
    1e-308,
]
COUNT = len(SPECIAL) ** 2


def wire(name: str, *shape: int, dtype: Any = float) -> Node:
    return node(INPUT, (), (name, shape, np.dtype(dtype)))


def op(ufunc: np.ufunc, *inputs: Any) -> Node:
    return node(elementwise(ufunc), inputs)


def number(value: float, *shape: int, dtype: Any = float) -> Node:
    one = constant(value, dtype)
    return node(SPREAD, (one,), (shape,)) if shape else one


X, Y = wire("x", COUNT), wire("y", COUNT)
M, S, ONE = wire("m", 2, 3), wire("s"), wire("one", 1, 1)
NEGATIVE = op(np.negative, Y)

# (a graph, what it should become); every pair of special values is tried for x and y
EXACT = [
    (node(MARK, (X,), (0,)), X),
    (op(np.multiply, X, number(1, COUNT)), X),
    (op(np.multiply, number(1, COUNT), X), X),
    (op(np.multiply, X, number(-1, COUNT)), op(np.negative, X)),
    (op(np.multiply, number(-1, COUNT), X), op(np.negative, X)),
    (op(np.multiply, X, NEGATIVE), op(np.negative, op(np.multiply, X, Y))),
    (op(np.multiply, NEGATIVE, X), op(np.negative, op(np.multiply, Y, X))),
    (op(np.divide, X, NEGATIVE), op(np.negative, op(np.divide, X, Y))),
    (op(np.divide, NEGATIVE, X), op(np.negative, op(np.divide, Y, X))),
    (op(np.negative, NEGATIVE), Y),
    (
        op(np.negative, op(np.multiply, number(-3, COUNT), X)),
        op(np.multiply, number(3, COUNT), X),
    ),
    (
        op(np.negative, op(np.divide, op(np.multiply, number(-3, COUNT), X), Y)),
        op(np.divide, op(np.multiply, number(3, COUNT), X), Y),
    ),
    (op(np.add, X, NEGATIVE), op(np.subtract, X, Y)),
    (op(np.add, NEGATIVE, X), op(np.subtract, X, Y)),
    (op(np.subtract, X, NEGATIVE), op(np.add, X, Y)),
    (op(np.subtract, X, number(0, COUNT)), X),
    (op(np.divide, X, number(1, COUNT)), X),
    (op(np.power, X, number(1, COUNT)), X),
    (op(np.power, X, number(2, COUNT)), op(np.square, X)),
    (op(np.add, number(2, 3), number(3, 3)), number(5, 3)),
    (op(np.log, number(0.0)), number(-np.inf)),
    (op(np.equal, number(2, 3), number(3, 3)), number(0, 3, dtype=bool)),
    (node(WHERE, (number(1, COUNT, dtype=bool), X, Y)), X),
    (node(WHERE, (number(0, COUNT, dtype=bool), X, Y)), Y),
    (node(CAST, (number(0.1, 3),), (np.dtype("f4"),)), number(0.1, 3, dtype="f4")),
    (node(CAST, (X,), (np.dtype(float),)), X),
    (node(SPREAD, (X,), ((COUNT,),)), X),
    (
        node(SPREAD, (node(SPREAD, (S,), ((3,),)),), ((2, 3),)),
        node(SPREAD, (S,), ((2, 3),)),
    ),
    (
        node(SPREAD, (node(RESHAPE, (S,), ((1, 1),)),), ((2, 3),)),
        node(SPREAD, (S,), ((2, 3),)),
    ),
    (node(RESHAPE, (M,), ((2, 3),)), M),
    (node(RESHAPE, (node(RESHAPE, (M,), ((6,),)),), ((2, 3),)), M),
    (
        node(RESHAPE, (node(RESHAPE, (M,), ((6,),)),), ((3, 2),)),
        node(RESHAPE, (M,), ((3, 2),)),
    ),
    (
        node(RESHAPE, (node(SPREAD, (S,), ((2, 3),)),), ((6,),)),
        node(SPREAD, (S,), ((6,),)),
    ),
    (node(PERMUTE, (M,), ((0, 1),)), M),
    (node(PERMUTE, (node(PERMUTE, (M,), ((1, 0),)),), ((1, 0),)), M),
    (
        node(PERMUTE, (node(SPREAD, (S,), ((2, 3),)),), ((1, 0),)),
        node(SPREAD, (S,), ((3, 2),)),
    ),
]

ROUNDED = [
    (
        node(SUM, (node(SPREAD, (S,), ((2, 3),)),), ((0, 1),)),
        op(np.multiply, S, number(6.0)),
    ),
    (
        node(SUM, (node(SPREAD, (S,), ((2, 3),)),), ((0,),)),
        node(SPREAD, (op(np.multiply, S, number(2.0)),), ((3,),)),
    ),
]

# What looks simpler and is not the same
DIFFERENT = [
    op(np.add, X, number(0, COUNT)),  # -0.0 + 0.0 is 0.0
    op(np.subtract, number(0, COUNT), X),  # 0.0 - 0.0 is 0.0
    op(np.subtract, X, number(-0.0, COUNT)),
    op(np.multiply, X, number(0, COUNT)),  # nan and infinities
    op(np.subtract, X, X),
    op(np.divide, X, X),
    op(np.power, X, number(3, COUNT)),
    op(np.multiply, number(0.5, COUNT), op(np.multiply, number(2, COUNT), X)),
    op(np.negative, op(np.multiply, number(3, COUNT), X)),
    node(SUM, (ONE,), ((0,),)),  # np.sum([-0.0]) is 0.0
    node(SPREAD, (M,), ((4, 2, 3),)),
]


def values(graph: Node) -> Any:
    """What the graph computes as it stands, with special values for its inputs."""
    x, y = (np.ravel(g) for g in np.meshgrid(SPECIAL, SPECIAL))
    known = {
        X: x,
        Y: y,
        M: np.array([[np.nan, -0.0, 1.0], [np.inf, 2.0, -3.0]]),
        S: np.float64(-0.1),
        ONE: np.array([[-0.0]]),
    }
    used = [one for one in known if one in topological([graph])]
    with np.errstate(all="ignore"):
        (result,) = Program(used, [graph]).run([known[one] for one in used])
    return np.asarray(result)


def bits(array: Any) -> list[Any]:
    """Numbers that tell signed zeros apart; all nan are one."""
    return [("nan" if v != v else (v, np.signbit(v))) for v in np.ravel(array).tolist()]


@pytest.mark.parametrize(("graph", "simpler"), EXACT + ROUNDED, ids=str)
def test_becomes(graph, simpler):
    (got,) = simplify([graph])
    verify([got])
    assert got is simpler
    assert describe(got) == describe(graph)


@pytest.mark.parametrize(("graph", "simpler"), EXACT, ids=str)
def test_keeps_every_bit(graph, simpler):
    assert bits(values(graph)) == bits(values(simpler))


@pytest.mark.parametrize(("graph", "simpler"), ROUNDED, ids=str)
def test_keeps_the_value_to_rounding(graph, simpler):
    np.testing.assert_allclose(values(graph), values(simpler), rtol=1e-15)


@pytest.mark.parametrize("graph", DIFFERENT, ids=str)
def test_leaves_alone(graph):
    (got,) = simplify([graph])
    assert bits(values(got)) == bits(values(graph))
    assert got is graph


def test_every_pattern_has_a_reason_and_a_case():
    told = {change.reason for graph, _ in EXACT + ROUNDED for change in steps([graph])}
    known = {reason.text for reasons in PATTERNS.values() for reason in reasons}
    assert told == known | {FOLDING.text}
    assert all(known)


def test_steps_tell_what_became_of_what():
    graph = op(np.multiply, op(np.negative, NEGATIVE), number(1, COUNT))
    changes = steps([graph])
    assert [(c.after, c.reason) for c in changes] == [(Y, "-(-x) = x"), (Y, "1·x = x")]


def test_what_is_kept_stays():
    inner = op(np.multiply, X, number(1, COUNT))
    outer = op(np.multiply, inner, number(1, COUNT))
    assert simplify([outer], {inner: None}) == (inner,)


def test_a_deep_graph_does_not_recurse():
    one = X
    for _ in range(5000):
        one = op(np.negative, op(np.multiply, one, Y))
    simplify([one])
