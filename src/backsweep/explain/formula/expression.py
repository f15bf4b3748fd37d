"""Formulas as trees, which the three writers print: text, MathML and LaTeX.

A formula says what stands where, never how it looks: ``Symbol("a3")`` is *a3* in a
terminal and an *a* with a small 3 on a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Formula:
    """Any formula; ``str()`` is its text."""

    def __str__(self) -> str:
        from .text import text

        return text(self)


@dataclass(frozen=True)
class Symbol(Formula):
    """A value by its name; ``index`` picks an entry of it.

    ``turn`` counts the values that share one name, in a loop: the second ``a`` is
    ``a⁽²⁾``.
    """

    name: str
    index: tuple[int, ...] = ()
    turn: int | None = None


@dataclass(frozen=True)
class Number(Formula):
    """A number: whole, a fraction, or a float."""

    value: int | float | Fraction


@dataclass(frozen=True)
class Sum(Formula):
    """Terms added up; a term that is a ``Minus`` is taken away."""

    terms: tuple[Formula, ...]


@dataclass(frozen=True)
class Minus(Formula):
    """The opposite."""

    of: Formula


@dataclass(frozen=True)
class Product(Formula):
    """Factors written close together: ``2(a3 − y)``, ``w1·a0``."""

    factors: tuple[Formula, ...]


@dataclass(frozen=True)
class Chain(Formula):
    """Factors of a chain, each standing on its own: ``2(a3 − y) · w3 · a2``."""

    factors: tuple[Formula, ...]


@dataclass(frozen=True)
class Quotient(Formula):
    """``top / bottom``."""

    top: Formula
    bottom: Formula


@dataclass(frozen=True)
class Power(Formula):
    """``base`` to the power ``exponent``."""

    base: Formula
    exponent: Formula


@dataclass(frozen=True)
class Call(Formula):
    """A function of arguments: ``tanh(z1)``; ``sqrt`` and ``abs`` have signs.

    ``options`` follow the arguments, as Python writes them: ``axis=0``.
    """

    function: str
    arguments: tuple[Formula, ...]
    options: str = ""


@dataclass(frozen=True)
class Rate(Formula):
    """How fast ``of`` moves with ``by``: ``dC/dw1``; ``by`` may be nudged twice.

    A ``partial`` rate is that of one way among several: ``∂C/∂x``.
    """

    of: Formula
    by: Formula
    partial: bool = False


@dataclass(frozen=True)
class Desire(Formula):
    """The desire for ``of``, dC/da, as a value with a name of its own: ``δa1``."""

    cost: Formula
    of: Formula


@dataclass(frozen=True)
class MatrixProduct(Formula):
    """``left @ right``."""

    left: Formula
    right: Formula


@dataclass(frozen=True)
class Transpose(Formula):
    """Rows and columns exchanged."""

    of: Formula


@dataclass(frozen=True)
class Compare(Formula):
    """``left < right``, with the sign as Python writes it; also ``and``, ``or``."""

    sign: str
    left: Formula
    right: Formula


@dataclass(frozen=True)
class Choice(Formula):
    """``yes`` where the condition holds, ``no`` elsewhere."""

    condition: Formula
    yes: Formula
    no: Formula


@dataclass(frozen=True)
class Entry(Formula):
    """An entry or part of a value without a name; ``index`` as Python writes it."""

    of: Formula
    index: str
