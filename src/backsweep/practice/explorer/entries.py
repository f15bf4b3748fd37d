"""Other numbers in the place of those that are given, in the same shapes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ...explain.formula.expression import Symbol
from ..exercise.entries import Given
from ..grammar.graph import Value


def with_numbers(given: Given, numbers: Mapping[str, Fraction]) -> Given:
    """The same shapes with other numbers, by the names of their entries.

    >>> F = Fraction
    >>> with_numbers({"x": (F(1), F(2))}, {"x[0]": F(5), "x[1]": F(6)})
    {'x': (Fraction(5, 1), Fraction(6, 1))}
    """
    return {name: _filled(Symbol(name), x, numbers) for name, x in given.items()}


def _filled(symbol: Symbol, value: Value, numbers: Mapping[str, Fraction]) -> Value:
    if not isinstance(value, tuple):
        return numbers[str(symbol)]
    places = (Symbol(symbol.name, (*symbol.index, k)) for k in range(len(value)))
    pairs = zip(places, value, strict=True)
    return tuple(_filled(place, part, numbers) for place, part in pairs)
