"""The parts of a formula as Typst code, the way ``lesson.formulas`` draws them."""

from __future__ import annotations

import functools

from ..errors import Unreadable
from ..lesson.formulas.parts import (
    Accent,
    Digits,
    Fenced,
    Fraction,
    Name,
    Part,
    Root,
    Row,
    Scripts,
    Sign,
    Space,
    Table,
    Words,
)
from ..lesson.formulas.reading import read
from ..lesson.formulas.sides import sides
from ..lesson.formulas.signs import PRIME
from ..lesson.formulas.text import written
from .typst_code import call, content, row, string

MATRICES = ("matrix", "pmatrix", "bmatrix", "vmatrix")


RELATIONS = {*"=≈≠≤≥<>"}


def equation(latex: str, block: bool = False) -> str:
    """A formula of an author, with its words for those who listen.

    In a line each side of an equation is a formula of its own, and the line may break
    between these only. What cannot be drawn is shown as it was written.

    >>> print(equation("x"))
    inline(math.equation([#symbol("x")], block: false, alt: "x"))
    """
    latex = latex.strip()
    try:
        formula = read(latex)
    except Unreadable:
        return call("raw", string(latex), block=_yes(block))
    if block:
        return _equation(formula, block)
    apart = sides(formula, RELATIONS)
    return " + [ ] + ".join(call("inline", _equation(x, block)) for x in apart)


def _equation(formula: Part, block: bool) -> str:
    words = string(written(formula) or "an empty formula")
    return call("math.equation", _typst(formula), block=_yes(block), alt=words)


def _yes(one: bool) -> str:
    return "true" if one else "false"


@functools.singledispatch
def _typst(one: Part) -> str:
    raise TypeError(f"{type(one).__name__} has no Typst code")


@_typst.register
def _(one: Row) -> str:
    return row(map(_typst, one.parts))


@_typst.register
def _(one: Name) -> str:
    if len(one.word) == 1:
        return (
            call("math.upright", _symbol(one.word))
            if one.upright
            else _symbol(one.word)
        )
    return call("math.op", string(one.word)) if one.upright else content(one.word)


def _symbol(sign: str) -> str:
    return f"[#symbol({string(sign)})]"


@_typst.register
def _(one: Digits) -> str:
    return content(one.digits)


@_typst.register
def _(one: Sign) -> str:
    if one.sign and set(one.sign) == {PRIME}:
        return call("math.primes", str(len(one.sign)))
    if len(one.sign) == 1:
        return _symbol(one.sign)
    return call("math.op", string(one.sign), limits=_yes(one.limits))


@_typst.register
def _(one: Words) -> str:
    return content(one.words)


@_typst.register
def _(one: Space) -> str:
    return f"h({one.width}em)"


@_typst.register
def _(one: Fraction) -> str:
    return call("math.frac", _typst(one.top), _typst(one.bottom))


@_typst.register
def _(one: Root) -> str:
    degree = _typst(one.degree) if one.degree else "none"
    return call("math.root", degree, _typst(one.of))


@_typst.register
def _(one: Scripts) -> str:
    scripts = {"b": one.below, "t": one.above}
    drawn = {place: _typst(part) for place, part in scripts.items() if part}
    return call("math.attach", _typst(one.base), **drawn)


@_typst.register
def _(one: Accent) -> str:
    return call("math.accent", _typst(one.base), string(one.sign))


@_typst.register
def _(one: Fenced) -> str:
    left, right = ([_symbol(sign)] if sign else [] for sign in (one.left, one.right))
    return call("math.lr", row([*left, _typst(one.of), *right]))


@_typst.register
def _(one: Table) -> str:
    """A matrix; lines that belong together begin under each other."""
    rows = [f"({', '.join(map(_typst, cells))},)" for cells in one.rows]
    if one.kind in MATRICES:
        return call("math.mat", *rows, delim="none")
    return call("math.mat", *rows, delim="none", align="left", column_gap="0.25em")
