"""A network as it is stated: how values are computed, and the numbers given."""

from __future__ import annotations

from ...explain.formula.expression import Formula, Number, Symbol
from ...explain.formula.numbers import is_rounded, spelled
from ..exercise.arithmetic import Real
from ..exercise.entries import Given
from ..exercise.words import Words
from ..grammar.graph import Graph, Value


def computed(graph: Graph) -> list[Words]:
    """How each value is computed, as the author wrote it."""
    return [(Symbol(one.name), " = ", one.formula) for one in graph.statements]


def numbers(given: Given) -> list[Words]:
    """The numbers that are given, arrays row by row."""
    return [(Symbol(name), " = ", _value(value)) for name, value in given.items()]


def _value(value: Value) -> str | Formula:
    return _rows(value) if isinstance(value, tuple) else Number(value)


def _rows(value: Value) -> str:
    """
    >>> from fractions import Fraction
    >>> _rows((Fraction(1), Fraction(1, 2)))
    '[1, 0.5]'
    """
    if isinstance(value, tuple):
        return f"[{', '.join(map(_rows, value))}]"
    return spelled(value)


def equals(number: Real) -> str:
    """What stands before a number: whether it is printed in full.

    >>> equals(0.5), equals(2 / 3)
    ('=', '≈')
    """
    return "≈" if is_rounded(number) else "="
