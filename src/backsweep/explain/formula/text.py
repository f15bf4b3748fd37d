"""Formulas as text for a terminal: ``2(a3 − y)``, ``x @ W1ᵀ``, ``tanh(z)²``."""

from __future__ import annotations

import functools

from .brackets import Brackets, joins, ready, whole
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
from .numbers import MINUS, spelled, superscript
from .trees import nudged

SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠"}
CALLS = {
    "sqrt": "√({})",
    "abs": "|{}|",
    "length": "‖{}‖",
    "sum": "Σ({})",
    "not": "not ({})",
}


def text(formula: Formula) -> str:
    """The formula on one line.

    >>> a3, y = Symbol("a3"), Symbol("y")
    >>> print(text(Product((Number(2), Sum((a3, Minus(y)))))))
    2(a3 − y)
    """
    return _text(ready(formula, line=True))


@functools.singledispatch
def _text(one: Formula) -> str:
    raise TypeError(f"{type(one).__name__} has no text")


@_text.register
def _(one: Symbol) -> str:
    turn = "" if one.turn is None else f"⁽{superscript(one.turn)}⁾"
    index = f"[{','.join(map(str, one.index))}]" if one.index else ""
    return one.name + turn + index


@_text.register
def _(one: Number) -> str:
    return spelled(one.value)


@_text.register
def _(one: Brackets) -> str:
    return f"({_text(one.of)})"


@_text.register
def _(one: Sum) -> str:
    first, *rest = one.terms
    return _text(first) + "".join(map(_term, rest))


def _term(one: Formula) -> str:
    if isinstance(one, Minus):
        return f" {MINUS} {_text(one.of)}"
    return f" + {_text(one)}"


@_text.register
def _(one: Minus) -> str:
    return MINUS + _text(one.of)


@_text.register
def _(one: Product) -> str:
    first, *rest = one.factors
    dot = "" if rest and joins(first, rest[0]) else "·"
    return dot.join(filter(None, [_text(first), "·".join(map(_text, rest))]))


@_text.register
def _(one: Chain) -> str:
    return " · ".join(map(_text, one.factors))


@_text.register
def _(one: Quotient) -> str:
    return f"{_text(one.top)}/{_text(one.bottom)}"


@_text.register
def _(one: Power) -> str:
    exponent = whole(one.exponent)
    raised = f"^{_text(one.exponent)}" if exponent is None else superscript(exponent)
    return _text(one.base) + raised


@_text.register
def _(one: Call) -> str:
    inside = ", ".join([*map(_text, one.arguments), *filter(None, [one.options])])
    bare = "" if one.options and one.function != "sum" else one.function
    return CALLS.get(bare, one.function + "({})").format(inside)


@_text.register
def _(one: Rate) -> str:
    of, by = nudged(one)
    d, count = "∂" if one.partial else "d", sum(times for _, times in by)
    below = " ".join(f"{d}{_text(what)}{_times(times)}" for what, times in by)
    return f"{d}{_times(count)}{_text(of)}/{below if len(by) == 1 else f'({below})'}"


def _times(count: int) -> str:
    return superscript(count) if count > 1 else ""


@_text.register
def _(one: Desire) -> str:
    return f"δ{_text(one.of)}"


@_text.register
def _(one: MatrixProduct) -> str:
    return f"{_text(one.left)} @ {_text(one.right)}"


@_text.register
def _(one: Transpose) -> str:
    return f"{_text(one.of)}ᵀ"


@_text.register
def _(one: Compare) -> str:
    return f"{_text(one.left)} {SIGNS.get(one.sign, one.sign)} {_text(one.right)}"


@_text.register
def _(one: Choice) -> str:
    return f"{_text(one.yes)} if {_text(one.condition)} else {_text(one.no)}"


@_text.register
def _(one: Entry) -> str:
    return f"{_text(one.of)}[{one.index}]"
