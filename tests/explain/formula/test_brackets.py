"""Brackets stand where they are needed, and nowhere else, in all three scripts."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backsweep.explain.formula.brackets import ready
from backsweep.explain.formula.expression import (
    Call,
    Chain,
    Choice,
    Compare,
    Desire,
    Entry,
    Formula,
    MatrixProduct,
    Minus,
    Number,
    Power,
    Product,
    Quotient,
    Rate,
    Sum,
    Symbol,
    Transpose,
)
from backsweep.explain.formula.latex import latex
from backsweep.explain.formula.text import text

from .reading import read_back

a, b, x, y, w = map(Symbol, "abxyw")
ONE, TWO, THREE = map(Number, (1, 2, 3))
LOSS = Sum((Symbol("a3"), Minus(Symbol("y"))))
OVER = Quotient(a, b)
CHOSEN = Choice(Compare(">", x, Number(0)), x, Number(0))
CASES = r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}"


def times(*factors: Formula) -> Product:
    return Product(factors)


def plus(*terms: Formula) -> Sum:
    return Sum(terms)


ROWS: list[tuple[Formula, str, str]] = [
    # sums
    (plus(a, Minus(b)), "a − b", "a - b"),
    (plus(Minus(a), b), "−a + b", "-a + b"),
    (plus(a, Minus(plus(b, x))), "a − (b + x)", "a - (b + x)"),
    (plus(plus(a, b), x), "(a + b) + x", "(a + b) + x"),
    (plus(a, Number(-3)), "a − 3", "a - 3"),
    (plus(a, Minus(Number(-3))), "a − (−3)", "a - (-3)"),
    (plus(a, times(Number(-2), b)), "a + (−2b)", "a + (-2b)"),
    (plus(a, CHOSEN), "a + (x if x > 0 else 0)", rf"a + \left({CASES}\right)"),
    (plus(Compare(">", x, y), ONE), "(x > y) + 1", "(x > y) + 1"),
    # signs
    (Minus(plus(a, b)), "−(a + b)", "-(a + b)"),
    (Minus(Minus(a)), "−(−a)", "-(-a)"),
    (Minus(times(TWO, a)), "−2a", "-2a"),
    (Minus(times(Number(-2), a)), "−(−2a)", "-(-2a)"),
    (Minus(OVER), "−a/b", r"-\frac{a}{b}"),
    (Minus(Power(x, TWO)), "−x²", "-x^2"),
    # products
    (times(TWO, LOSS), "2(a3 − y)", "2(a_3 - y)"),
    (times(TWO, Symbol("a1")), "2a1", "2a_1"),
    (times(Number(-2), Symbol("a1")), "−2a1", "-2a_1"),
    (times(Symbol("w3"), Symbol("w2")), "w3·w2", r"w_3 \cdot w_2"),
    (times(Number(0.5), w), "0.5·w", r"0.5 \cdot w"),
    (times(Number(0.5), plus(a, b)), "0.5(a + b)", "0.5(a + b)"),
    (times(TWO, Symbol("e1")), "2·e1", r"2 \cdot e_1"),
    (times(TWO, Symbol("rate")), "2·rate", r"2 \cdot \mathrm{rate}"),
    (times(TWO, Number(-3)), "2·(−3)", r"2 \cdot (-3)"),
    (times(TWO, THREE), "2·3", r"2 \cdot 3"),
    (times(x, Minus(y)), "x·(−y)", r"x \cdot (-y)"),
    (times(x, plus(a, b), y), "x·(a + b)·y", r"x \cdot (a + b) \cdot y"),
    (times(OVER, x), "(a/b)·x", r"\frac{a}{b} \cdot x"),
    (times(TWO, Power(x, TWO)), "2x²", "2x^2"),
    (times(TWO, Call("tanh", (x,))), "2·tanh(x)", r"2 \cdot \tanh(x)"),
    (times(Number(1.2e-5), x), "1.2·10⁻⁵·x", r"1.2 \cdot 10^{-5} \cdot x"),
    (times(Number(1), Chain((a, b))), "1(a · b)", r"1(a \cdot b)"),
    # chains
    (Chain((TWO, Number(-3))), "2 · (−3)", r"2 \cdot (-3)"),
    (Chain((Number(-2), THREE)), "−2 · 3", r"-2 \cdot 3"),
    (Chain((plus(a, b), x)), "(a + b) · x", r"(a + b) \cdot x"),
    (Chain((times(TWO, LOSS), w)), "2(a3 − y) · w", r"2(a_3 - y) \cdot w"),
    (Chain((OVER, x)), "a/b · x", r"\frac{a}{b} \cdot x"),
    (plus(Chain((a, b)), x), "a · b + x", r"a \cdot b + x"),
    (plus(x, Chain((Minus(a), b))), "x + (−a · b)", r"x + (-a \cdot b)"),
    (Chain((Chain((a, b)), x)), "(a · b) · x", r"(a \cdot b) \cdot x"),
    (Chain((plus(a, b),)), "a + b", "a + b"),
    (times(TWO, Chain((x,))), "2x", "2x"),
    # quotients
    (Quotient(plus(a, b), x), "(a + b)/x", r"\frac{a + b}{x}"),
    (Quotient(x, plus(a, b)), "x/(a + b)", r"\frac{x}{a + b}"),
    (Quotient(times(TWO, x), times(a, b)), "2x/(a·b)", r"\frac{2x}{a \cdot b}"),
    (Quotient(OVER, x), "(a/b)/x", r"\frac{\frac{a}{b}}{x}"),
    (Quotient(x, OVER), "x/(a/b)", r"\frac{x}{\frac{a}{b}}"),
    (Quotient(Minus(x), y), "−x/y", r"\frac{-x}{y}"),
    (Quotient(x, Power(y, TWO)), "x/y²", r"\frac{x}{y^2}"),
    # powers
    (Power(LOSS, TWO), "(a3 − y)²", "(a_3 - y)^2"),
    (Power(times(TWO, x), TWO), "(2x)²", "(2x)^2"),
    (Power(Call("tanh", (x,)), TWO), "tanh(x)²", r"\tanh(x)^2"),
    (Power(Power(x, TWO), THREE), "(x²)³", "(x^2)^3"),
    (Power(Number(-2), TWO), "(−2)²", "(-2)^2"),
    (Power(OVER, TWO), "(a/b)²", r"\left(\frac{a}{b}\right)^2"),
    (Power(x, Number(-12)), "x⁻¹²", "x^{-12}"),
    (Power(x, Number(0.5)), "x^0.5", "x^{0.5}"),
    (Power(x, plus(a, ONE)), "x^(a + 1)", "x^{a + 1}"),
    (Power(x, Symbol("n")), "x^n", "x^n"),
    (Power(Symbol("a", turn=2), TWO), "(a⁽²⁾)²", "(a^{(2)})^2"),
    (Power(Symbol("W1", (0, 2)), TWO), "W1[0,2]²", "W_1[0,2]^2"),
    (Power(Rate(y, x), TWO), "(dy/dx)²", r"\left(\frac{dy}{dx}\right)^2"),
    # matrices
    (plus(MatrixProduct(x, w), b), "x @ w + b", r"x \, w + b"),
    (MatrixProduct(plus(x, y), w), "(x + y) @ w", r"(x + y) \, w"),
    (MatrixProduct(MatrixProduct(x, w), a), "x @ w @ a", r"x \, w \, a"),
    (MatrixProduct(x, MatrixProduct(w, a)), "x @ (w @ a)", r"x \, (w \, a)"),
    (MatrixProduct(x, times(TWO, w)), "x @ (2w)", r"x \, (2w)"),
    (times(MatrixProduct(x, w), a), "(x @ w)·a", r"(x \, w) \cdot a"),
    (MatrixProduct(x, Transpose(w)), "x @ wᵀ", r"x \, w^{\mathsf{T}}"),
    (Transpose(MatrixProduct(x, w)), "(x @ w)ᵀ", r"(x \, w)^{\mathsf{T}}"),
    (Entry(plus(x, y), "1:"), "(x + y)[1:]", r"(x + y)\text{[1:]}"),
    # rates
    (Rate(a, times(w, x)), "da/d(w·x)", r"\frac{da}{d(w \cdot x)}"),
    (Rate(plus(a, b), w), "d(a + b)/dw", r"\frac{d(a + b)}{dw}"),
    (times(TWO, Rate(y, x)), "2(dy/dx)", r"2 \cdot \frac{dy}{dx}"),
    # comparisons and choices
    (Compare("<=", plus(a, b), x), "a + b ≤ x", r"a + b \le x"),
    (
        Compare("and", Compare("<", a, b), Compare("!=", x, y)),
        "(a < b) and (x ≠ y)",
        r"(a < b) \land (x \ne y)",
    ),
    (times(CHOSEN, y), "(x if x > 0 else 0)·y", rf"\left({CASES}\right) \cdot y"),
    (Call("tanh", (CHOSEN,)), "tanh(x if x > 0 else 0)", rf"\tanh\left({CASES}\right)"),
]


@pytest.mark.parametrize(
    ("formula", "line", "page"), ROWS, ids=[row[1] for row in ROWS]
)
def test_brackets(formula: Formula, line: str, page: str) -> None:
    assert text(formula) == line
    assert latex(formula) == page


VALUES = {"a": 1.25, "b": -0.5, "x": 3.0, "y": -2.0}
LEAVES = st.one_of(
    st.sampled_from([a, b, x, y]),
    st.sampled_from([1, 2, -3, 0.5, -0.25]).map(Number),
)


def grown(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    powers = st.sampled_from([2, 3, -1]).map(Number)
    return st.one_of(
        st.builds(Sum, several),
        st.builds(Product, several),
        st.builds(Chain, several),
        st.builds(Minus, inner),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, powers),
        st.builds(Choice, st.builds(Compare, st.just(">"), inner, inner), inner, inner),
    )


def value(formula: Formula) -> Any:
    """What the formula means, whatever it looks like."""
    match formula:
        case Symbol(name):
            return VALUES[name]
        case Number(number):
            return number
        case Sum(terms):
            return sum(map(value, terms))
        case Product(factors) | Chain(factors):
            return math.prod(map(value, factors))
        case Minus(of):
            return -value(of)
        case Quotient(top, bottom):
            return value(top) / value(bottom)
        case Power(base, exponent):
            return value(base) ** value(exponent)
        case Choice(Compare(_, left, right), yes, no):
            return value(yes) if value(left) > value(right) else value(no)


@given(st.recursive(LEAVES, grown, max_leaves=10))
def test_the_text_of_any_formula_means_what_the_formula_does(formula: Formula) -> None:
    try:
        meant = value(formula)
    except (ZeroDivisionError, OverflowError):
        meant = math.nan
    assume(abs(meant) < 1e100)
    found = eval(read_back(text(formula)), dict(VALUES))
    assert found == pytest.approx(meant, rel=1e-9, abs=1e-9)


@given(st.recursive(LEAVES, grown, max_leaves=10), st.booleans())
def test_what_is_ready_stays_as_it_is(formula: Formula, line: bool) -> None:
    for one in (formula, Rate(Entry(formula, "0"), formula), Desire(a, formula)):
        made = ready(one, line)
        assert ready(made, line) == made
