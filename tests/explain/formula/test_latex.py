"""Formulas for a LaTeX document."""

from __future__ import annotations

import pytest

from backsweep.explain.formula.expression import (
    Call,
    Entry,
    Formula,
    Minus,
    Number,
    Power,
    Quotient,
    Rate,
    Sum,
    Symbol,
)
from backsweep.explain.formula.latex import escaped, latex

C, x, W1 = map(Symbol, ("C", "x", "w1"))
LONG = Sum((Symbol("a"), Symbol("b"), Symbol("c"), Symbol("d"), x, W1))


@pytest.mark.parametrize(
    ("formula", "page"),
    [
        (Symbol("a12"), "a_{12}"),
        (Symbol("w_out"), r"w_{\mathrm{out}}"),
        (Symbol("theta_1"), r"\theta_1"),
        (Symbol("Ω"), r"\Omega"),
        (Symbol("learning_rate"), r"\mathrm{learning\_rate}"),
        (Symbol("params[0]['w']"), r"\mathrm{params}_{0,w}"),
        (Symbol("the cost"), r"\text{the cost}"),
        (Symbol("…"), r"\dots"),
        (Symbol("W1", (0, 2)), "W_1[0,2]"),
        (Symbol("a1", turn=2), "a_1^{(2)}"),
        (Number(float("-inf")), r"-\infty"),
        (Number(float("nan")), r"\mathrm{nan}"),
        (Call("sqrt", (Sum((x, Number(1))),)), r"\sqrt{x + 1}"),
        (Call("abs", (x,)), r"\left|x\right|"),
        (Call("length", (x,)), r"\left\|x\right\|"),
        (Call("exp", (Minus(x),)), "e^{-x}"),
        (Call("exp", (LONG,)), r"\exp(a + b + c + d + x + w_1)"),
        (Call("log", (Quotient(x, W1),)), r"\log\left(\frac{x}{w_1}\right)"),
        (Call("log_expit", (x,)), r"\operatorname{log\_expit}(x)"),
        (Call("sum", (x,), "axis=0"), r"\sum_{\text{axis=0}}(x)"),
        (Power(Call("exp", (x,)), Number(2)), "(e^x)^2"),
        (Entry(x, "idx_1"), r"x\text{[idx\_1]}"),
        (Rate(Rate(C, W1), x), r"\frac{d^2C}{dw_1\,dx}"),
        (Rate(Rate(C, W1), W1), r"\frac{d^2C}{dw_1^2}"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_latex(formula: Formula, page: str) -> None:
    assert latex(formula) == page


def test_words_are_escaped() -> None:
    assert escaped("50% of {a_b} \\ ^~") == (
        r"50\% of \{a\_b\} \textbackslash{} \textasciicircum{}\textasciitilde{}"
    )


def test_what_is_no_formula_is_refused() -> None:
    with pytest.raises(TypeError, match="Formula has no LaTeX"):
        latex(Formula())
