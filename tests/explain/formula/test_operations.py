"""Every operation of the graph is written in a way that can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.special as special

import backsweep as bs
from backsweep import ops
from backsweep.explain.formula.expression import Formula, Symbol
from backsweep.explain.formula.latex import latex
from backsweep.explain.formula.mathml import math
from backsweep.explain.formula.spelling import formula_of
from backsweep.graph import Node, Operation, node, topological
from backsweep.ops import INPUT, constant
from backsweep.rules.table import RULES
from backsweep.trace import tracing
from backsweep.traced import Traced

X, Y = np.array([0.5, 1.5, 2.5]), np.array([1.0, 3.0, 2.0])
W = np.arange(6.0).reshape(2, 3)
T = np.arange(24.0).reshape(2, 3, 4)
softplus = bs.rule(lambda x: np.log1p(np.exp(x)), lambda y, x: bs.Diag(1 - np.exp(-y)))


def assigned(x: Any, y: Any, w: Any, t: Any) -> Any:
    z = x * 2.0
    z[1] = y[0]
    return z


def traced(f: Callable[..., Any]) -> tuple[Node, dict[Node, Formula]]:
    """The node that ``f`` gives of x, y, W and T, and the symbols of these."""
    with tracing() as trace:
        given = {
            name: trace.leaf(a, name)
            for name, a in zip("xyWT", (X, Y, W, T), strict=True)
        }
        args = [Traced(trace, one, trace.values[one]) for one in given.values()]
        return f(*args).node, {one: Symbol(name) for name, one in given.items()}


ROWS: list[tuple[Callable[..., Any], str]] = [
    # arithmetic
    (lambda x, y, w, t: 2 * (x - y), "2(x − y)"),
    (lambda x, y, w, t: (x - y) ** 2, "(x − y)²"),
    (lambda x, y, w, t: -(x + y) + 1, "−(x + y) + 1"),
    (lambda x, y, w, t: x * 2 * y * 3, "6x·y"),
    (lambda x, y, w, t: 0.1 * x / y, "0.1·x/y"),
    (lambda x, y, w, t: np.reciprocal(x), "1/x"),
    (lambda x, y, w, t: x**3 + x**-0.5, "x³ + x^(−0.5)"),
    (lambda x, y, w, t: np.float_power(x, y) + np.exp2(x), "x^y + 2^x"),
    (lambda x, y, w, t: x // y, "floor(x/y)"),
    (lambda x, y, w, t: np.remainder(x, y), "remainder(x, y)"),
    (lambda x, y, w, t: np.positive(x), "x"),
    (lambda x, y, w, t: x + 0.044715 * y, "x + 0.044715·y"),
    (lambda x, y, w, t: x.astype("f4") * 0.1, "0.1·x"),
    (lambda x, y, w, t: np.minimum(x, np.inf), "min(x, ∞)"),
    # functions
    (lambda x, y, w, t: 1 / (1 + np.exp(-x)), "1/(1 + exp(−x))"),
    (lambda x, y, w, t: 1 - np.tanh(x) * np.tanh(x), "1 − tanh(x)²"),
    (lambda x, y, w, t: np.expm1(x) + np.log1p(x), "exp(x) − 1 + log(1 + x)"),
    (lambda x, y, w, t: np.sqrt(np.abs(x)), "√(|x|)"),
    (lambda x, y, w, t: np.maximum(x, 0), "max(x, 0)"),
    (lambda x, y, w, t: np.rint(x) + np.sign(x), "round(x) + sign(x)"),
    (lambda x, y, w, t: special.expit(x), "expit(x)"),
    (lambda x, y, w, t: softplus(x), "lambda(x)"),
    # choices and conversions
    (lambda x, y, w, t: np.where(x > 0, x, 0.01 * x), "x if x > 0 else 0.01·x"),
    (lambda x, y, w, t: x * (y <= 1), "x·(y ≤ 1)"),
    (lambda x, y, w, t: (x > 0) & ~(y == 1), "(x > 0) and not (y == 1)"),
    (lambda x, y, w, t: np.logical_or(x < 0, y != 1), "(x < 0) or (y ≠ 1)"),
    (lambda x, y, w, t: x.astype(int), "int(x)"),
    (lambda x, y, w, t: x.astype(bool), "bool(x)"),
    (lambda x, y, w, t: x.astype("f4"), "x"),
    (lambda x, y, w, t: bs.stop_gradient(x) * y, "x·y"),
    # reductions
    (lambda x, y, w, t: np.sum(w) + np.sum(w, axis=0), "Σ(W) + Σ(W, axis=0)"),
    (lambda x, y, w, t: np.sum(t, axis=(0, 2)), "Σ(T, axis=(0, 2))"),
    (lambda x, y, w, t: np.mean(x), "Σ(x)/3"),
    (lambda x, y, w, t: np.max(x) - np.min(w, 1), "max(x) − min(W, axis=1)"),
    (lambda x, y, w, t: np.any(x) | np.all(y), "any(x) or all(y)"),
    (lambda x, y, w, t: np.linalg.norm(x), "‖x‖"),
    (lambda x, y, w, t: np.linalg.norm(w, axis=0), "length(W, axis=0)"),
    (
        lambda x, y, w, t: np.argmax(w, 1) + np.argmin(x),
        "argmax(W, axis=1) + argmin(x)",
    ),
    (lambda x, y, w, t: np.argsort(x), "argsort(x)"),
    (lambda x, y, w, t: np.cumsum(w, 1), "cumsum(W, axis=1)"),
    (lambda x, y, w, t: w / np.sum(w, 1, keepdims=True), "W/Σ(W, axis=1)"),
    # products of matrices
    (lambda x, y, w, t: w @ x + 1, "W @ x + 1"),
    (lambda x, y, w, t: x @ w.T, "x @ Wᵀ"),
    (lambda x, y, w, t: x @ y, "x @ y"),
    (lambda x, y, w, t: np.outer(x, x), "x[:, None]·x"),
    (lambda x, y, w, t: np.swapaxes(t, 1, 2) @ t, "Tᵀ @ T"),
    # shapes
    (lambda x, y, w, t: np.transpose(t, (1, 0, 2)), "transpose(T, (1, 0, 2))"),
    (lambda x, y, w, t: np.ravel(w), "reshape(W, (6,))"),
    (lambda x, y, w, t: x[None] + w, "x + W"),
    (lambda x, y, w, t: w[:, None, :], "W[:, None]"),
    (
        lambda x, y, w, t: (x[:, None] * y[:, None])[:, 0],
        "(x[:, None]·y[:, None])[:, 0]",
    ),
    (lambda x, y, w, t: np.broadcast_to(x, (2, 3)), "x"),
    (lambda x, y, w, t: np.concatenate([x, y]), "concatenate(x, y, axis=0)"),
    (
        lambda x, y, w, t: np.concatenate([x, y] * 4),
        "concatenate(x, y, x, y, …, y, axis=0)",
    ),
    # parts
    (lambda x, y, w, t: w[1, 2] * x[-1], "W[1,2]·x[2]"),
    (lambda x, y, w, t: w[0], "W[0]"),
    (lambda x, y, w, t: w[0][2], "W[0,2]"),
    (lambda x, y, w, t: w[1:][0, ::2][1], "W[1,2]"),
    (lambda x, y, w, t: w.T[2, 0] + w.reshape(3, 2)[2, 0], "W[0,2] + W[1,1]"),
    (lambda x, y, w, t: np.broadcast_to(x, (2, 3))[1, 2], "x[2]"),
    (lambda x, y, w, t: np.broadcast_to(x, (2, 3))[1:], "broadcast_to(x, (2, 3))[1]"),
    (lambda x, y, w, t: w[:, 1:], "W[:, 1:]"),
    (lambda x, y, w, t: t[0, 1:], "T[0, 1:]"),
    (lambda x, y, w, t: x[::-1], "x[::-1]"),
    (lambda x, y, w, t: (x * y)[0], "(x·y)[0]"),
    (lambda x, y, w, t: x[np.argsort(y)], "x[argsort(y)]"),
    (lambda x, y, w, t: w[:, np.argsort(y)], "W[:, argsort(y)]"),
    (lambda x, y, w, t: np.pad(x, 1), "place(x, [1:4] of zeros(5,))"),
    (assigned, "put(2x, y[0], [1])"),
]


@pytest.mark.parametrize(("f", "line"), ROWS, ids=[row[1] for row in ROWS])
def test_operations(f: Callable[..., Any], line: str) -> None:
    formula = formula_of(*traced(f))
    assert str(formula) == line
    assert latex(formula)
    assert math(formula)


def wire(name: str, *shape: int, dtype: Any = float) -> Node:
    return node(INPUT, (), (name, shape, np.dtype(dtype)))


A, B, PLACES = wire("a", 3), wire("b", 3), wire("k", 3, dtype=np.intp)
NODES = [
    (node(ops.MARK, (A,), (0,)), "a"),
    (
        node(ops.SCATTER, (A, PLACES), ((0,), (5,))),
        "scatter(a, k, axes=(0,), shape=(5,))",
    ),
    (node(ops.GATHER, (A, PLACES), ((0,),)), "a[k]"),
    (A * B + wire("c", 3), "a·b + ?"),
    (A * constant([1.0, 2.5, 3.0]), "a·[1, 2.5, 3]"),
    (A * constant(np.ones((1, 3))), "a"),
    (
        node(ops.MATMUL, (wire("m", 2, 2), constant(np.eye(2))), ()),
        "? @ constant array (2, 2)",
    ),
    (np.logical_and(A > 0, constant(True)), "(a > 0) and True"),
]


@pytest.mark.parametrize(("one", "line"), NODES, ids=[row[1] for row in NODES])
def test_what_no_program_of_numpy_alone_shows(one: Node, line: str) -> None:
    named = {A: Symbol("a"), B: Symbol("b"), PLACES: Symbol("k")}
    assert str(formula_of(one, named)) == line


def test_no_operation_is_left_out() -> None:
    roots = [traced(f)[0] for f, _ in ROWS] + [one for one, _ in NODES]
    met = {one.op for one in topological(roots)}
    assert {op for op in vars(ops).values() if isinstance(op, Operation)} <= met


@pytest.mark.parametrize("op", [op for op in RULES if op.elementwise], ids=repr)
def test_every_rule_has_operations_that_can_be_written(op: Operation) -> None:
    count = 3 if op is ops.WHERE else getattr(op.run, "nin", 1)
    inputs = (A > 0, A, B) if count == 3 else (A, B)[:count]
    formula = formula_of(node(op, inputs), {A: Symbol("a"), B: Symbol("b")})
    assert "a" in str(formula)
    assert "?" not in str(formula)
