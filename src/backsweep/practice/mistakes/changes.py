"""Changes to formulas that several kinds of mistake have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ...explain.formula.expression import (
    Formula,
    Minus,
    Product,
    Rate,
    Sum,
    Symbol,
)
from ...explain.formula.trees import parts, rebuilt

NUMBERED = re.compile(r"(.*?)(\d+)")


def everywhere(formula: Formula, change: Callable[[Formula], Formula]) -> Formula:
    """``change`` made to every part, from the outside in, until one is changed.

    A rate is a value with a name here: what it is the rate of stays as it is.
    """
    changed = change(formula)
    if changed != formula or isinstance(formula, Rate):
        return changed
    return rebuilt(formula, lambda part: everywhere(part, change))


def swapped(formula: Formula, old: Formula, new: Formula) -> Formula:
    """``new`` wherever ``old`` stands.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> print(swapped(Product((x, y)), x, y))
    y·y
    """
    return everywhere(formula, lambda part: new if part == old else part)


def inside(formula: Formula) -> Iterator[Formula]:
    """The formula and all of its parts, the outermost first; rates are whole."""
    yield formula
    for part in () if isinstance(formula, Rate) else parts(formula):
        yield from inside(part)


def symbols(formula: Formula) -> set[Symbol]:
    """The symbols of a formula."""
    return {one for one in inside(formula) if isinstance(one, Symbol)}


def has_difference(formula: Formula) -> bool:
    """Whether something is taken away from something in it."""
    sums = (one for one in inside(formula) if isinstance(one, Sum))
    return any(isinstance(term, Minus) for one in sums for term in one.terms)


def without(whole: Formula, place: int) -> Formula:
    """A product, chain or sum without the part at a place; the other if two."""
    name = "terms" if isinstance(whole, Sum) else "factors"
    held = getattr(whole, name)
    rest = (*held[:place], *held[place + 1 :])
    if len(rest) == 1:
        return rest[0]
    return replace(whole, **{name: rest})


def product(factors: tuple[Formula, ...]) -> Formula:
    """Factors multiplied; a single one is itself."""
    return Product(factors) if len(factors) > 1 else factors[0]


def layer(symbol: Symbol) -> tuple[str, int] | None:
    """The name without its number, and the number: ``a``, 3."""
    found = NUMBERED.fullmatch(symbol.name)
    return (found[1], int(found[2])) if found and found[1] else None


def transposed(formula: Formula) -> Formula:
    """The formula with rows and columns of every matrix exchanged."""

    def change(part: Formula) -> Formula:
        if isinstance(part, Symbol) and len(part.index) == 2:
            return replace(part, index=part.index[::-1])
        return part

    return everywhere(formula, change)
