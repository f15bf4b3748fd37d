"""The number of a formula, in exact fractions wherever its functions allow them."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ...explain.formula.expression import (
    Call,
    Chain,
    Choice,
    Compare,
    Formula,
    Minus,
    Number,
    Power,
    Product,
    Quotient,
    Rate,
    Sum,
    Symbol,
)
from ..errors import LessonMistake

Real = int | float | Fraction
Numbers = Mapping[str, Real]
Work = Callable[[Numbers], Any]


def evaluate(formula: Formula, known: Numbers) -> Real:
    """The formula worked out; ``known`` gives numbers by name: ``a3``, ``dC/da3``.

    Whole numbers are ints, ratios are fractions; only ``exp`` and its like give floats.
    Raises ``KeyError`` for a symbol that is not known, ``ArithmeticError`` where there
    is no number (division by zero, the logarithm of a negative number, an overflow).

    >>> w, two = Symbol("w"), Number(2)
    >>> evaluate(Product((two, Power(w, two))), {"w": Fraction(1, 4)})
    Fraction(1, 8)
    """
    return as_real(work(formula)(known))


def from_parts(formula: Formula) -> Work:
    """The same as ``work``, but a chain that has a number already is worked out anew.

    A path is called by its own chain: what is asked for must not be looked up.
    """
    if type(formula) is Chain:
        return _folded(operator.mul, formula.factors)
    return work(formula)


def work(formula: Formula) -> Work:
    """The formula as a function of the numbers that are known."""
    kind = type(formula)
    if kind in NAMED:
        return _looked_up(formula)
    if kind is Number:
        value = as_real(formula.value)  # type: ignore[attr-defined]
        return lambda known: value
    if kind not in WORK:
        raise LessonMistake(
            f"{formula} is too much for one step by hand",
            cure="give each array on the way a name of its own, such as z = W @ x",
        )
    return WORK[kind](formula)


def as_real(value: Any) -> Real:
    """A whole number as an ``int``; an infinity or a nan is no number."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise OverflowError("no finite number")
        return value
    return int(value) if value.denominator == 1 else value


def _looked_up(formula: Formula) -> Work:
    """A name is known, or worked out from its parts if it has any: a chain's rates."""
    name = str(formula)
    if type(formula) is not Chain:
        return operator.itemgetter(name)
    made = _folded(operator.mul, formula.factors)
    return lambda known: known[name] if name in known else made(known)


def _folded(join: Callable[[Any, Any], Any], parts: tuple[Formula, ...]) -> Work:
    first, *others = map(work, parts)

    def fold(known: Numbers) -> Any:
        made = first(known)
        for one in others:
            made = join(made, one(known))
        return made

    return fold


def _minus(formula: Minus) -> Work:
    of = work(formula.of)
    return lambda known: -of(known)


def _quotient(formula: Quotient) -> Work:
    top, bottom = work(formula.top), work(formula.bottom)
    return lambda known: divided(top(known), bottom(known))


def divided(top: Any, bottom: Any) -> Any:
    """``top / bottom``, exact if both are."""
    exact = not isinstance(top, float) and not isinstance(bottom, float)
    return Fraction(top) / bottom if exact else top / bottom


def _power(formula: Power) -> Work:
    base, exponent = work(formula.base), work(formula.exponent)
    return lambda known: raised(base(known), exponent(known))


def raised(base: Any, exponent: Any) -> Any:
    """``base`` to a power, exact where the exponent is whole; e is the number e."""
    if isinstance(exponent, float) or Fraction(exponent).denominator != 1:
        if base < 0:
            raise ArithmeticError("a root of a negative number")
        return float(base) ** float(exponent)
    if isinstance(base, float):
        return base ** int(exponent)
    if abs(exponent) * _bits(base) > LONGEST:
        raise OverflowError("a number too long to work with")
    return Fraction(base) ** int(exponent)


LONGEST = 100_000
"""The bits of the longest power that is worked out: powers of powers grow quickly."""


def _bits(number: int | Fraction) -> int:
    return max(number.numerator.bit_length(), number.denominator.bit_length())


def _call(formula: Call) -> Work:
    function, args = FUNCTIONS[formula.function], [work(a) for a in formula.arguments]
    return lambda known: function(*(a(known) for a in args))


def _choice(formula: Choice) -> Work:
    condition, yes, no = map(work, (formula.condition, formula.yes, formula.no))
    return lambda known: yes(known) if condition(known) else no(known)


def _compare(formula: Compare) -> Work:
    holds = COMPARISONS[formula.sign]
    left, right = work(formula.left), work(formula.right)
    return lambda known: holds(left(known), right(known))


def sigmoid(z: Real) -> float:
    """One over one and ``exp(−z)``."""
    return 1 / (1 + math.exp(-z))


def relu(z: Real) -> Real:
    """What is above zero; zero for the rest."""
    return z if z > 0 else 0


def _within(function: Callable[[Any], float]) -> Callable[[Real], float]:
    """Refused as arithmetic is, where the mathematics library has other errors."""

    def found(z: Real) -> float:
        try:
            return function(z)
        except ValueError as error:
            raise ArithmeticError(str(error)) from None

    return found


FUNCTIONS: Mapping[str, Callable[..., Real]] = {
    "sigmoid": sigmoid,
    "tanh": math.tanh,
    "relu": relu,
    "exp": math.exp,
    "log": _within(math.log),
    "sqrt": _within(math.sqrt),
    "abs": abs,
    "max": max,
    "min": min,
}
COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
NAMED = (Symbol, Rate, Chain)
WORK: Mapping[type[Formula], Callable[[Any], Work]] = {
    Sum: lambda formula: _folded(operator.add, formula.terms),
    Product: lambda formula: _folded(operator.mul, formula.factors),
    Minus: _minus,
    Quotient: _quotient,
    Power: _power,
    Call: _call,
    Choice: _choice,
    Compare: _compare,
}
