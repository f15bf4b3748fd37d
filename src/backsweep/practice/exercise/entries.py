"""The single numbers of what is given: those of an array by their place in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ...explain.formula.expression import Symbol
from ..grammar.graph import Value
from .arithmetic import Real, as_real

Given = Mapping[str, Value]


def entries(given: Given) -> Iterator[tuple[Symbol, Real]]:
    """Every number with its name.

    >>> from fractions import Fraction as F
    >>> [(str(name), one) for name, one in entries({"w": F(2), "x": (F(1), F(3))})]
    [('w', 2), ('x[0]', 1), ('x[1]', 3)]
    """
    for name, value in given.items():
        yield from _entries(Symbol(name), value)


@lru_cache(maxsize=4096)
def called(symbol: Symbol) -> str:
    """The name of a number, kept: every variant of an exercise has the same ones."""
    return str(symbol)


def _entries(symbol: Symbol, value: Value) -> Iterator[tuple[Symbol, Real]]:
    if not isinstance(value, tuple):
        yield symbol, as_real(value)
        return
    for place, part in enumerate(value):
        yield from _entries(Symbol(symbol.name, (*symbol.index, place)), part)
