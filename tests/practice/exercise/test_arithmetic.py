"""Formulas worked out: exactly where they can be, and refused where there is none."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.explain.formula.expression import Chain, Entry, Rate, Symbol
from backsweep.practice.errors import LessonMistake
from backsweep.practice.exercise.arithmetic import evaluate
from backsweep.practice.grammar.expressions import expression

small = st.fractions(-9, 9, max_denominator=12)


def worked(text, **known):
    return evaluate(expression(text), known)


@given(small, small, small.filter(bool))
def test_fractions_stay_fractions(x, y, z):
    found = worked("(x - y)**2*3 + x/z - -y", x=x, y=y, z=z)
    assert found == (x - y) ** 2 * 3 + x / z + y
    assert isinstance(found, (int, Fraction))


def test_a_whole_number_is_an_int():
    assert type(worked("x/2", x=6)) is int
    assert type(worked("x/2", x=5)) is Fraction


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sigmoid(x)", 1 / (1 + math.exp(-2))),
        ("tanh(x)", math.tanh(2)),
        ("exp(x)", math.exp(2)),
        ("log(x)", math.log(2)),
        ("sqrt(x)", math.sqrt(2)),
    ],
)
def test_functions_give_floats(text, found):
    assert worked(text, x=Fraction(2)) == found


@given(small)
def test_relu_is_exact(x):
    found = worked("relu(x)", x=x)
    assert found == max(x, 0)
    assert not isinstance(found, float)


@pytest.mark.parametrize(
    "text", ["1/x", "x**-1", "log(x)", "log(x - 1)", "sqrt(x - 1)"]
)
def test_where_there_is_no_number(text):
    with pytest.raises(ArithmeticError):
        worked(text, x=0)


@pytest.mark.parametrize("text", ["exp(x)", "exp(exp(x))", "exp(x/200)**2"])
def test_where_it_is_too_large(text):
    with pytest.raises(ArithmeticError):
        worked(text, x=Fraction(10**5))


def test_a_chain_is_known_or_worked_out_from_its_rates():
    first, second = Rate(Symbol("C"), Symbol("a")), Rate(Symbol("a"), Symbol("w"))
    chain = Chain((first, second))
    assert evaluate(chain, {"dC/da": 2, "da/dw": 3}) == 6
    assert evaluate(chain, {"dC/da": 2, "da/dw": 3, "dC/da · da/dw": 7}) == 7


def test_what_is_not_known_is_a_key_error():
    with pytest.raises(KeyError):
        worked("x", y=1)


def test_a_part_of_an_array_that_has_no_name_is_too_much():
    with pytest.raises(LessonMistake, match="too much for one step by hand"):
        evaluate(Entry(expression("W @ x"), (0,)), {})
