"""Formulas for a page: well-formed, and of what browsers draw by themselves."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from backsweep.explain.formula.expression import (
    Call,
    Chain,
    Choice,
    Compare,
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
from backsweep.explain.formula.mathml import math, mathml

LEAVES = {"mi", "mn", "mo", "mtext", "mspace"}
CORE = {
    "math",
    "mrow",
    "msup",
    "msub",
    "mfrac",
    "msqrt",
    "mtable",
    "mtr",
    "mtd",
} | LEAVES
COUNTS = {"msup": 2, "msub": 2, "mfrac": 2, "mtr": 2}
TIGHT = "\N{INVISIBLE TIMES}\N{FUNCTION APPLICATION}"

C, x, y = map(Symbol, "Cxy")
A3, W1, W2 = map(Symbol, ("a3", "w1", "w2"))
CHOICE = Choice(Compare("<", x, y), x, Call("exp", (y,)))

ROWS: list[tuple[Formula, str]] = [
    (Symbol("a3"), "a3"),
    (Symbol("lambda_max"), "λmax"),
    (Symbol("params[0]['weights']"), "params0,weights"),
    (Symbol("the <cost> & more"), "the <cost> & more"),
    (Symbol("W1", (0, 2), 3), "W1(3)[0,2]"),
    (Number(-0.5), "−0.5"),
    (Number(1.2e-5), "1.2·10−5"),
    (Number(float("inf")), "∞"),
    (Product((Number(2), Sum((A3, Minus(y))))), "2(a3−y)"),
    (Chain((Product((Number(2), A3)), W1, Number(-3))), "2a3·w1·(−3)"),
    (Quotient(Sum((x, y)), Power(x, Number(2))), "x+yx2"),
    (Rate(C, W1), "dCdw1"),
    (Rate(Rate(C, W1), W2), "d2Cdw1dw2"),
    (Rate(Rate(C, W1), W1), "d2Cdw12"),
    (Call("tanh", (x,)), "tanh(x)"),
    (Call("max", (x, Number(0)), "axis=0"), "maxaxis=0(x,0)"),
    (Call("sum", (x,)), "∑(x)"),
    (Call("sqrt", (x,)), "x"),
    (Call("abs", (x,)), "|x|"),
    (Call("length", (x,)), "‖x‖"),
    (Call("exp", (x,)), "ex"),
    (MatrixProduct(x, Transpose(W1)), "xw1T"),
    (CHOICE, "{xifx<yeyotherwise"),
    (Compare("and", Compare(">=", x, y), x), "(x≥y)∧x"),
    (Entry(x, "x<1"), "x[x<1]"),
]


@pytest.mark.parametrize(("formula", "words"), ROWS, ids=[row[1] for row in ROWS])
def test_mathml(formula: Formula, words: str) -> None:
    tree = ElementTree.fromstring(math(formula))
    read = "".join(tree.itertext())
    assert read.translate(dict.fromkeys(map(ord, TIGHT))) == words
    for element in tree.iter():
        assert element.tag in CORE
        assert len(element) == COUNTS.get(element.tag, len(element))
        assert not (len(element) if element.tag in LEAVES else element.text)


def test_the_fraction_of_a_rate_stands_above_and_below() -> None:
    assert mathml(Rate(C, W1)) == (
        "<mfrac><mrow><mi>d</mi><mi>C</mi></mrow>"
        "<mrow><mrow><mi>d</mi><msub><mi>w</mi><mn>1</mn></msub></mrow></mrow></mfrac>"
    )


def test_brackets_grow_only_around_what_is_tall() -> None:
    assert 'stretchy="false"' in mathml(Power(Sum((x, y)), Number(2)))
    assert "stretchy" not in mathml(Power(Quotient(x, y), Number(2)))


def test_a_block_stands_on_a_line_of_its_own() -> None:
    assert math(x, block=True) == '<math display="block"><mi>x</mi></math>'


def test_what_is_no_formula_is_refused() -> None:
    with pytest.raises(TypeError, match="Formula has no MathML"):
        mathml(Formula())
