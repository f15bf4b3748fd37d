"""The rules of calculus in words, for every shape that a formula has."""

import pytest

from backsweep.explain.formula.expression import Symbol
from backsweep.practice.exercise.rules import SLOPES, has, rule
from backsweep.practice.grammar.expressions import expression

X = Symbol("x")


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("w*x", "the rate is what x is multiplied by"),
        ("x*w*x", "for each factor with x, its rate times the rest; add them up"),
        ("x + b", "a part of a sum moves it just as much"),
        ("b - x", "what is taken away moves it the other way, just as much"),
        ("w*x + b", "only w·x has x in it; the rate is what x is multiplied by"),
        ("x + w*x", "add the rates of the parts that x stands in"),
        ("x**2", "the rate of a square is twice what is squared"),
        ("x**3", "bring the exponent down and lower it by one"),
        ("x/w", "the rate of the top, over the bottom"),
        ("w/x", "minus the fraction over its bottom, times the rate of the bottom"),
        ("x/(x + 1)", "what the top brings, less what the bottom brings"),
        ("tanh(x)", "the slope of tanh is one less the square of what comes out"),
        ("log(x)", "the slope of log is one over what goes in"),
        ("-x", "the same with the other sign: find out how fast it moves with x"),
    ],
)
def test_the_rule_for(formula, told):
    assert "".join(map(str, rule(expression(formula), X))) == told


def test_what_is_inside_has_a_rate_of_its_own():
    for text in ("(w*x)**2", "(w*x)**3", "tanh(w*x)"):
        words = "".join(map(str, rule(expression(text), X)))
        assert words.endswith((", times how fast that moves", ", times its own rate"))


def test_every_function_has_a_slope_in_words():
    assert set(SLOPES) == {"sigmoid", "tanh", "relu", "exp", "log", "sqrt", "sum"}


def test_what_stands_in_a_formula():
    formula = expression("(w*x)**2 + b")
    assert has(formula, X)
    assert not has(formula, Symbol("y"))
