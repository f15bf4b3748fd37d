"""Where a long formula may be broken: between its terms and between its factors."""

from __future__ import annotations

from collections.abc import Iterator

from ..formula.brackets import joins, ready
from ..formula.expression import Chain, Formula, Minus, Product, Sum

Piece = tuple[str, Formula]
"""The operator before it (none before the first) and what it stands before."""


def pieces(formula: Formula) -> Iterator[Piece]:
    """The factors of a chain, the terms of a sum, or the formula as it is.

    >>> from backsweep.explain.formula.expression import Number, Symbol
    >>> chain = Chain((Symbol("w3"), Symbol("w2"), Number(-2)))
    >>> [f"{sign} {part}" for sign, part in pieces(Sum((Symbol("b"), Minus(chain))))]
    [' b', '− w3', '· w2', '· (−2)']
    """
    return _pieces(ready(formula, line=False))


def _pieces(formula: Formula) -> Iterator[Piece]:
    match formula:
        case Product((first, second, *others)) if joins(first, second):
            yield ("", Product((first, second)))
            yield from (("·", other) for other in others)
        case Chain((first, *others)) | Product((first, *others)):
            yield ("", first)
            yield from (("·", other) for other in others)
        case Sum((first, *others)):
            yield from _pieces(first)
            for other in others:
                yield from _added(other)
        case _:
            yield ("", formula)


def _added(term: Formula) -> Iterator[Piece]:
    """A term that is taken away has its minus for an operator."""
    sign, term = ("−", term.of) if isinstance(term, Minus) else ("+", term)
    (_, first), *others = _pieces(term)
    yield (sign, first)
    yield from others
