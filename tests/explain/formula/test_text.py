"""Formulas on one line."""

from __future__ import annotations

import pytest

from backsweep.explain.formula.expression import (
    Call,
    Chain,
    Compare,
    Entry,
    Formula,
    Number,
    Rate,
    Symbol,
)
from backsweep.explain.formula.text import text

C, x, y = map(Symbol, ("C", "x", "y"))
A1, A2, W1, W2 = map(Symbol, ("a1", "a2", "w1", "w2"))


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        (Symbol("params[0]['weights']"), "params[0]['weights']"),
        (Symbol("alpha"), "alpha"),
        (Symbol("W1", (0, 2)), "W1[0,2]"),
        (Symbol("a", turn=12), "a⁽¹²⁾"),
        (Symbol("a", (1,), 2), "a⁽²⁾[1]"),
        (Call("sqrt", (x,)), "√(x)"),
        (Call("abs", (x,)), "|x|"),
        (Call("length", (x,)), "‖x‖"),
        (Call("length", (x,), "axis=1"), "length(x, axis=1)"),
        (Call("sum", (x,)), "Σ(x)"),
        (Call("sum", (x,), "axis=0"), "Σ(x, axis=0)"),
        (Call("max", (x, Number(0))), "max(x, 0)"),
        (Call("exp", (x,)), "exp(x)"),
        (Call("not", (Compare("==", x, y),)), "not (x == y)"),
        (Entry(x, "1:, ::2"), "x[1:, ::2]"),
        (Rate(C, W1), "dC/dw1"),
        (Rate(Rate(C, W1), W2), "d²C/(dw1 dw2)"),
        (Rate(Rate(C, W1), W1), "d²C/dw1²"),
        (Rate(Rate(Rate(C, W1), W1), W2), "d³C/(dw1² dw2)"),
        (Rate(C, Symbol("W1", (0, 2))), "dC/dW1[0,2]"),
        (Chain((Rate(C, A2), Rate(A2, A1))), "dC/da2 · da2/da1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_text(formula: Formula, line: str) -> None:
    assert text(formula) == str(formula) == line


def test_what_is_no_formula_is_refused() -> None:
    with pytest.raises(TypeError, match="Formula has no text"):
        text(Formula())
