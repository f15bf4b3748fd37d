"""The numbers that are given, each as a formula of its own; arrays with their rows."""

from __future__ import annotations

from markupsafe import Markup

from ...explain.formula.expression import Number, Symbol
from ...explain.formula.mathml import mathml
from ..exercise.derivation import RATE
from ..grammar.graph import Update, Value
from ..variants.variant import Variant


def given_numbers(variant: Variant) -> list[Markup]:
    """What is given for a variant; for a step, the learning rate too."""
    asks = variant.exercise.graph.asks
    rates = [ask.rate for ask in asks if isinstance(ask, Update)]
    given = [_stated(name, value) for name, value in variant.given.items()]
    return [*given, *(_stated(RATE.name, rate) for rate in rates[-1:])]


def _stated(name: str, value: Value) -> Markup:
    """
    >>> from fractions import Fraction
    >>> _stated("w", Fraction(2))
    Markup('<math><mi>w</mi><mo>=</mo><mn>2</mn></math>')
    """
    return Markup(f"<math>{mathml(Symbol(name))}<mo>=</mo>{_value(value)}</math>")


def _value(value: Value) -> str:
    if not isinstance(value, tuple):
        return mathml(Number(value))
    rows = "".join(f"<mtr>{_row(row)}</mtr>" for row in value)
    return f"<mrow><mo>[</mo><mtable>{rows}</mtable><mo>]</mo></mrow>"


def _row(row: Value) -> str:
    """A row of a matrix; a vector stands upright, one number to a row."""
    cells = row if isinstance(row, tuple) else (row,)
    return "".join(f"<mtd>{_value(cell)}</mtd>" for cell in cells)
