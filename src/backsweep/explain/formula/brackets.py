"""Where brackets stand: decided once, before anyone writes.

``ready`` turns a formula into one that every writer can write part by part without
thinking: a negative number is a ``Minus``, and ``Brackets`` stand wherever the parts
would otherwise be read in another way. On a line, as text is, more of them are needed
than on a page, where a fraction's bar and a raised exponent hold their parts together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .expression import (
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
from .numbers import digits, is_ratio, simplest
from .trees import rebuilt, size

# How tightly a formula holds together, from the loosest.
CHOICE, COMPARISON, SUM, SIGN, MATRIX, CHAIN, QUOTIENT, PRODUCT, POWER, ATOM = range(10)
TIGHTNESS: dict[type[Formula], int] = {
    Choice: CHOICE,
    Compare: COMPARISON,
    Sum: SUM,
    Minus: SIGN,
    MatrixProduct: MATRIX,
    Chain: CHAIN,
    Quotient: QUOTIENT,
    Rate: QUOTIENT,
    Product: PRODUCT,
    Power: POWER,
    Transpose: POWER,
}
SHORT = 6
"""The longest exponent of e that is raised; above it is ``exp(...)``."""


@dataclass(frozen=True)
class Brackets(Formula):
    """A formula in round brackets."""

    of: Formula


ALONE = (Symbol, Desire, Brackets)
"""What may follow a d or a delta as it is."""


def ready(formula: Formula, line: bool) -> Formula:
    """The formula with brackets and signs where they are written.

    What is ready stays as it is, so that its parts may be written one by one.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> made = ready(Product((Sum((x, y)), Number(-2))), line=True)
    >>> [type(factor).__name__ for factor in made.factors]
    ['Brackets', 'Brackets']
    """
    parts = rebuilt(_plain(formula, line), lambda part: ready(part, line))
    bracket = RULES.get(type(parts))
    return bracket(parts, line) if bracket else parts


def _plain(formula: Formula, line: bool) -> Formula:
    """The formula as the signs that are written for it."""
    match formula:
        case Number(value):
            return _number(simplest(value))
        case Sum((only,)) | Product((only,)) | Chain((only,)):
            return _plain(only, line)
        case Call("exp", (exponent,)) if not line and size(exponent) <= SHORT:
            return Power(Symbol("e"), exponent)
    return formula


def _number(value: Any) -> Formula:
    """A number as sign, fraction and power of ten."""
    if value < 0:
        return Minus(_number(-value))
    if is_ratio(value):
        return Quotient(Number(value.numerator), Number(value.denominator))
    mantissa, exponent = digits(value)
    if exponent is None:
        return Number(value)
    return Product((Number(Fraction(mantissa)), Power(Number(10), Number(exponent))))


def _tightness(formula: Formula, line: bool) -> int:
    if isinstance(formula, Symbol):
        return ATOM if formula.turn is None else POWER
    if not line and isinstance(formula, (Quotient, Rate)):
        return POWER
    return TIGHTNESS.get(type(formula), ATOM)


def _first(formula: Formula, line: bool) -> Formula | None:
    """What the formula begins with, where that is a part of it."""
    match formula:
        case Product(factors) | Chain(factors):
            return factors[0]
        case MatrixProduct(left):
            return left
        case Quotient(top) if line:
            return top
    return None


def _leads_with_minus(formula: Formula | None, line: bool) -> bool:
    while formula is not None and not isinstance(formula, Minus):
        formula = _first(formula, line)
    return formula is not None


def _within(formula: Formula, level: int, line: bool) -> Formula:
    """The formula as a part that must hold together at least as ``level`` does."""
    tight = SIGN if _leads_with_minus(formula, line) else ATOM
    fits = min(tight, _tightness(formula, line)) >= level
    return formula if fits else Brackets(formula)


def _leading(formula: Formula, level: int, line: bool) -> Formula:
    """As ``_within`` for a first part: a minus in front of all is read rightly."""
    if isinstance(formula, Minus):
        return Minus(_within(formula.of, level, line))
    fits = _tightness(formula, line) >= level
    return formula if fits else Brackets(formula)


def _row(row: tuple[Formula, ...], level: int, line: bool) -> tuple[Formula, ...]:
    first, *rest = row
    return _leading(first, level, line), *[_within(one, level, line) for one in rest]


def _sum(one: Sum, line: bool) -> Formula:
    first, *rest = one.terms
    others = [t if isinstance(t, Minus) else _within(t, MATRIX, line) for t in rest]
    return Sum((_within(first, SIGN, line), *others))


def _quotient(one: Quotient, line: bool) -> Formula:
    if not line:
        return one
    return Quotient(_leading(one.top, PRODUCT, line), _within(one.bottom, POWER, line))


def whole(formula: Formula) -> int | None:
    """The whole number that a formula is, minus and all; ``None`` for others."""
    match formula:
        case Number(int(value)):
            return value
        case Minus(Number(int(value))):
            return -value
    return None


def _power(one: Power, line: bool) -> Formula:
    base = _within(one.base, ATOM, line)
    if not line or whole(one.exponent) is not None:
        return Power(base, one.exponent)
    return Power(base, _within(one.exponent, ATOM, line))


def _matrix_product(one: MatrixProduct, line: bool) -> Formula:
    row = isinstance(one.left, MatrixProduct)
    left = one.left if row else _leading(one.left, PRODUCT, line)
    return MatrixProduct(left, _within(one.right, POWER, line))


def _rate(one: Rate, line: bool) -> Formula:
    of = one.of if isinstance(one.of, (*ALONE, Rate)) else Brackets(one.of)
    alone = isinstance(one.by, ALONE)
    return Rate(of, one.by if alone else Brackets(one.by), one.partial)


def _desire(one: Desire, line: bool) -> Formula:
    alone = isinstance(one.of, ALONE) or not line
    return Desire(one.cost, one.of if alone else Brackets(one.of))


def _all(level: int) -> Callable[[Any, bool], Formula]:
    return lambda one, line: rebuilt(one, lambda part: _within(part, level, line))


RULES: dict[type[Formula], Callable[[Any, bool], Formula]] = {
    Choice: lambda one, line: _all(COMPARISON)(one, line) if line else one,
    Compare: _all(SUM),
    Sum: _sum,
    Minus: _all(MATRIX),
    Chain: lambda one, line: Chain(_row(one.factors, QUOTIENT, line)),
    Product: lambda one, line: Product(_row(one.factors, PRODUCT, line)),
    Quotient: _quotient,
    Power: _power,
    MatrixProduct: _matrix_product,
    Transpose: _all(ATOM),
    Entry: _all(ATOM),
    Desire: _desire,
    Rate: _rate,
}


def joins(left: Formula, right: Formula) -> bool:
    """Whether a number needs no dot before what it multiplies: ``2a``, ``0.5(a + b)``.

    A dot keeps apart what is easily misread: ``0.5·w``, ``2·e1``, ``2·(−3)``.
    """
    number = left.of if isinstance(left, Minus) else left
    if not isinstance(number, Number):
        return False
    base = right.base if isinstance(right, Power) else right
    if isinstance(base, Brackets):
        return not isinstance(base.of, Minus)
    short = isinstance(base, Symbol) and re.fullmatch(r"[^\W\deE_]\d*", base.name)
    return bool(short and isinstance(number.value, int) and number.value > 0)
