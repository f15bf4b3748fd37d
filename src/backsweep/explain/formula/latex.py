"""Formulas as LaTeX for a document with ``amsmath``."""

from __future__ import annotations

import functools
import re

from .brackets import Brackets, joins, ready
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
from .names import GREEK, SPELLED, read
from .numbers import digits, simplest
from .trees import nudged

SIGNS = {
    "<=": r"\le",
    ">=": r"\ge",
    "!=": r"\ne",
    "==": "=",
    "and": r"\land",
    "or": r"\lor",
}
SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
SIGNED = {"nan": r"\mathrm{nan}", "∞": r"\infty", "…": r"\dots"}
KNOWN = (
    *("exp", "log", "max", "min", "sin", "cos", "tan", "sinh", "cosh", "tanh"),
    *("arcsin", "arccos", "arctan"),
)
NAMES = {name: rf"\{name}" for name in KNOWN} | {"sum": r"\sum", "not": r"\lnot"}
FENCED = {
    "sqrt": r"\sqrt{%s}",
    "abs": r"\left|%s\right|",
    "length": r"\left\|%s\right\|",
}
TALL = re.compile(r"\\frac|\\begin|\\sum")


def latex(formula: Formula) -> str:
    r"""The formula for math mode.

    >>> print(latex(Rate(Symbol("C"), Symbol("w1"))))
    \frac{dC}{dw_1}
    """
    return _latex(ready(formula, line=False))


def escaped(words: str) -> str:
    r"""Words for text mode.

    >>> print(escaped("learning_rate"))
    learning\_rate
    """
    return re.sub(r"[&%$#_{}~^\\]", lambda m: SPECIAL.get(m[0], "\\" + m[0]), words)


def _word(word: str) -> str:
    """A name or a number as it stands in a name."""
    greek = SPELLED.get(word, word)
    if greek in GREEK:
        return rf"\{greek}"
    if word in SIGNED:
        return SIGNED[word]
    if word.isdigit() or (len(word) == 1 and word.isalpha()):
        return word
    return rf"\{'mathrm' if word.isidentifier() else 'text'}{{{escaped(word)}}}"


def _script(mark: str, inside: str) -> str:
    """Something below or above: braces are needed for more than one sign."""
    return mark + (inside if len(inside) == 1 else f"{{{inside}}}")


def _fenced(inside: str, left: str = "(", right: str = ")") -> str:
    if TALL.search(inside):
        return rf"\left{left}{inside}\right{right}"
    return left + inside + right


@functools.singledispatch
def _latex(one: Formula) -> str:
    raise TypeError(f"{type(one).__name__} has no LaTeX")


@_latex.register
def _(one: Symbol) -> str:
    base, below = read(one.name)
    subscript = _script("_", ",".join(map(_word, below))) if below else ""
    turn = "" if one.turn is None else f"^{{({one.turn})}}"
    index = f"[{','.join(map(str, one.index))}]" if one.index else ""
    return _word(base) + subscript + turn + index


@_latex.register
def _(one: Number) -> str:
    mantissa = digits(simplest(one.value)).mantissa
    return SIGNED.get(mantissa, mantissa)


@_latex.register
def _(one: Brackets) -> str:
    return _fenced(_latex(one.of))


@_latex.register
def _(one: Sum) -> str:
    first, *rest = one.terms
    return _latex(first) + "".join(map(_term, rest))


def _term(one: Formula) -> str:
    if isinstance(one, Minus):
        return f" - {_latex(one.of)}"
    return f" + {_latex(one)}"


@_latex.register
def _(one: Minus) -> str:
    return f"-{_latex(one.of)}"


@_latex.register
def _(one: Product) -> str:
    first, *rest = one.factors
    dot = "" if rest and joins(first, rest[0]) else r" \cdot "
    return dot.join(filter(None, [_latex(first), r" \cdot ".join(map(_latex, rest))]))


@_latex.register
def _(one: Chain) -> str:
    return r" \cdot ".join(map(_latex, one.factors))


@_latex.register
def _(one: Quotient) -> str:
    return rf"\frac{{{_latex(one.top)}}}{{{_latex(one.bottom)}}}"


@_latex.register
def _(one: Power) -> str:
    return _latex(one.base) + _script("^", _latex(one.exponent))


@_latex.register
def _(one: Call) -> str:
    inside = ", ".join(map(_latex, one.arguments))
    if one.function in FENCED and not one.options:
        return FENCED[one.function] % inside
    name = NAMES.get(one.function) or rf"\operatorname{{{escaped(one.function)}}}"
    below = rf"_{{\text{{{escaped(one.options)}}}}}" if one.options else ""
    return name + below + _fenced(inside)


@_latex.register
def _(one: Rate) -> str:
    of, by = nudged(one)
    d = r"\partial " if one.partial else "d"
    below = r"\,".join(f"{d}{_latex(what)}{_times(count)}" for what, count in by)
    return rf"\frac{{{d}{_times(sum(n for _, n in by))}{_latex(of)}}}{{{below}}}"


def _times(count: int) -> str:
    return _script("^", str(count)) if count > 1 else ""


@_latex.register
def _(one: Desire) -> str:
    return rf"\delta_{{{_latex(one.of)}}}"


@_latex.register
def _(one: MatrixProduct) -> str:
    return rf"{_latex(one.left)} \, {_latex(one.right)}"


@_latex.register
def _(one: Transpose) -> str:
    return rf"{_latex(one.of)}^{{\mathsf{{T}}}}"


@_latex.register
def _(one: Compare) -> str:
    return f"{_latex(one.left)} {SIGNS.get(one.sign, one.sign)} {_latex(one.right)}"


@_latex.register
def _(one: Choice) -> str:
    yes, no, condition = map(_latex, (one.yes, one.no, one.condition))
    rows = rf"{yes} & \text{{if }} {condition} \\ {no} & \text{{otherwise}}"
    return rf"\begin{{cases}} {rows} \end{{cases}}"


@_latex.register
def _(one: Entry) -> str:
    return rf"{_latex(one.of)}\text{{[{escaped(one.index)}]}}"
