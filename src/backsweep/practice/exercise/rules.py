"""The rules of calculus in words: how fast a formula moves with something in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...explain.formula.expression import (
    Call,
    Formula,
    Minus,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
)
from ...explain.formula.trees import parts
from .words import Words


def rule(formula: Formula, by: Formula) -> Words:
    """The rule that holds for the rate of ``formula`` in ``by``, not what it comes to.

    >>> from ...explain.formula.expression import Symbol
    >>> w, a = Symbol("w"), Symbol("a")
    >>> print(*rule(Product((w, a)), a), sep="")
    the rate is what a is multiplied by
    """
    tell = RULES.get(type(formula))
    return tell(formula, by) if tell else ("find out how fast it moves with ", by)


def has(formula: Formula, one: Formula) -> bool:
    """Whether something stands in a formula."""
    return formula == one or any(has(part, one) for part in parts(formula))


def _sum(formula: Sum, by: Formula) -> Words:
    moving = [term for term in formula.terms if has(term, by)]
    if len(moving) > 1:
        return ("add the rates of the parts that ", by, " stands in")
    if moving == [by]:
        return ("a part of a sum moves it just as much",)
    if moving == [Minus(by)]:
        return ("what is taken away moves it the other way, just as much",)
    return ("only ", moving[0], " has ", by, " in it; ", *rule(moving[0], by))


def _product(formula: Product, by: Formula) -> Words:
    moving = [factor for factor in formula.factors if has(factor, by)]
    if len(moving) > 1:
        return ("for each factor with ", by, ", its rate times the rest; add them up")
    if moving == [by]:
        return ("the rate is what ", by, " is multiplied by")
    return ("the other factors stay; ", *rule(moving[0], by))


def _power(formula: Power, by: Formula) -> Words:
    squared = formula.exponent == Number(2)
    inner: Words = ("",) if formula.base == by else (", times how fast that moves",)
    if squared:
        return ("the rate of a square is twice what is squared", *inner)
    return ("bring the exponent down and lower it by one", *inner)


def _quotient(formula: Quotient, by: Formula) -> Words:
    if not has(formula.bottom, by):
        return ("the rate of the top, over the bottom",)
    if not has(formula.top, by):
        return ("minus the fraction over its bottom, times the rate of the bottom",)
    return ("what the top brings, less what the bottom brings",)


def _call(formula: Call, by: Formula) -> Words:
    inner: Words = ("",) if formula.arguments == (by,) else (", times its own rate",)
    slope = SLOPES.get(formula.function, f"the slope of {formula.function}")
    return (slope, *inner)


def _minus(formula: Minus, by: Formula) -> Words:
    return ("the same with the other sign: ", *rule(formula.of, by))


SLOPES: Mapping[str, str] = {
    "sigmoid": "the slope of sigmoid is what comes out, times one less what comes out",
    "tanh": "the slope of tanh is one less the square of what comes out",
    "relu": "the slope of relu is 1 where what goes in is above zero, and 0 elsewhere",
    "exp": "the slope of exp is what comes out",
    "log": "the slope of log is one over what goes in",
    "sqrt": "the slope of a root is one over twice what comes out",
    "sum": "each entry moves the sum just as much",
}
RULES: Mapping[type[Formula], Callable[..., Words]] = {
    Sum: _sum,
    Product: _product,
    Power: _power,
    Quotient: _quotient,
    Call: _call,
    Minus: _minus,
}
