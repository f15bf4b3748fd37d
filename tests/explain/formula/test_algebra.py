"""Formulas put together as a person would write them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from backsweep.explain.formula.algebra import (
    CUT,
    opposite,
    power,
    product,
    quotient,
    total,
)
from backsweep.explain.formula.expression import Call, Formula, Number, Symbol

x, y, z = map(Symbol, "xyz")
TANH = Call("tanh", (z,))


def number(value: float | Fraction) -> Number:
    return Number(value)


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        (opposite(opposite(x)), "x"),
        (opposite(number(-3)), "3"),
        (total(x, number(0)), "x"),
        (total(number(0), number(0)), "0"),
        (total(total(x, y), total(z, x)), "x + y + z + x"),
        (total(x, opposite(total(y, z))), "x − (y + z)"),
        (total(TANH, TANH), "2·tanh(z)"),
        (product(number(1), x), "x"),
        (product(number(1), number(1)), "1"),
        (product(number(-1), x), "−x"),
        (product(opposite(x), opposite(y)), "x·y"),
        (product(product(number(2), x), product(y, number(3))), "6x·y"),
        (product(number(0.5), product(number(2), x)), "x"),
        (product(number(Fraction(1, 10)), number(3)), "0.3"),
        (product(number(1 / 3), number(1 / 7)), "0.3333·0.1429"),
        (product(number(float("inf")), product(number(0), x)), "∞·0·x"),
        (product(x, x), "x²"),
        (product(product(x, x), x), "x³"),
        (product(product(x, y), x), "x·y·x"),
        (product(TANH, TANH), "tanh(z)²"),
        (product(TANH, Call("tanh", (y,))), "tanh(z)·tanh(y)"),
        (product(x, power(x, number(-1))), "x·x⁻¹"),
        (quotient(x, number(1)), "x"),
        (quotient(opposite(x), y), "−x/y"),
        (quotient(number(-2), opposite(y)), "2/y"),
        (power(x, number(1)), "x"),
        (power(x, y), "x^y"),
        (total(CUT, replace(CUT)), "…"),
        (product(product(x, CUT), replace(CUT)), "x·…"),
        (product(CUT, CUT), "…²"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_algebra(formula: Formula, line: str) -> None:
    assert str(formula) == line


def test_a_product_of_a_product_with_itself_is_its_square() -> None:
    both = product(x, y)
    assert str(product(both, both)) == "(x·y)²"
