"""Changes to formulas that mistakes are made of."""

import pytest

from backsweep.explain.formula.expression import Chain, Rate, Symbol
from backsweep.practice.grammar.expressions import expression
from backsweep.practice.mistakes.changes import (
    everywhere,
    has_difference,
    layer,
    product,
    swapped,
    symbols,
    transposed,
    without,
)

A, B = Symbol("a"), Symbol("b")


def test_one_part_in_the_place_of_another():
    assert swapped(expression("(a - y)**2*a"), A, B) == expression("(b - y)**2*b")


def test_a_rate_is_whole():
    rate = Rate(A, B)
    assert swapped(rate, A, B) == rate
    assert symbols(Chain((rate, A))) == {A}


def test_a_change_is_made_from_the_outside_in_and_once():
    doubled = everywhere(
        expression("a + b"), lambda x: product((B, x)) if x == A else x
    )
    assert doubled == expression("b*a + b")


@pytest.mark.parametrize(
    ("text", "place", "left"),
    [("a*b*c", 1, "a*c"), ("a*b", 0, "b"), ("a + b + c", 2, "a + b")],
)
def test_a_part_left_out(text, place, left):
    assert without(expression(text), place) == expression(left)


@pytest.mark.parametrize(
    ("name", "found"),
    [("a3", ("a", 3)), ("w12", ("w", 12)), ("w", None), ("a3x", None)],
)
def test_the_layer_of_a_value(name, found):
    assert layer(Symbol(name)) == found


def test_rows_and_columns():
    assert transposed(expression("W[0,1]*x[0]")) == expression("W[1,0]*x[0]")


def test_differences():
    assert has_difference(expression("2*(a - y)"))
    assert not has_difference(expression("-a*y"))
