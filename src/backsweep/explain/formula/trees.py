"""What holds for every kind of formula: its parts, its size, its rates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from itertools import groupby
from typing import Any

from .expression import Formula, Rate


def rebuilt(formula: Formula, change: Callable[[Formula], Formula]) -> Formula:
    """The same formula with ``change`` made to each of its parts.

    >>> from .expression import Power, Symbol
    >>> print(rebuilt(Power(Symbol("x"), Symbol("n")), lambda part: Symbol("y")))
    y^y
    """
    held = {f.name: getattr(formula, f.name) for f in fields(formula)}
    return replace(formula, **{k: _changed(v, change) for k, v in held.items()})


def _changed(value: Any, change: Callable[[Formula], Formula]) -> Any:
    if isinstance(value, tuple):
        return tuple(_changed(part, change) for part in value)
    return change(value) if isinstance(value, Formula) else value


def parts(formula: Formula) -> Iterator[Formula]:
    """The formulas just inside.

    >>> from .expression import Number, Sum, Symbol
    >>> [str(part) for part in parts(Sum((Symbol("x"), Number(1))))]
    ['x', '1']
    """
    for field in fields(formula):
        value = getattr(formula, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Formula):
                yield part


def size(formula: Formula) -> int:
    """How many symbols, numbers and signs it takes to write the formula.

    >>> from .expression import Number, Sum, Symbol
    >>> size(Sum((Symbol("x"), Number(1))))
    3
    """
    return 1 + sum(size(part) for part in parts(formula))


def nudged(rate: Rate) -> tuple[Formula, list[tuple[Formula, int]]]:
    """What moves, and what is nudged for it, each with how often in a row."""
    found: list[Formula] = []
    of: Formula = rate
    while isinstance(of, Rate):
        found.append(of.by)
        of = of.of
    return of, [(by, len(list(same))) for by, same in groupby(reversed(found))]
