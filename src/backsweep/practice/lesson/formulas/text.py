"""The parts of a formula as text for a terminal: ``dC/dw1 = 2(a3 − y) · w3``."""

from __future__ import annotations

import functools
import re

from .parts import (
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
from .reading import read

RAISED = str.maketrans("0123456789−+T\N{DOWN TACK}", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵀᵀ")
SPACED = {*"=≈≠≤≥≪≫<>+−·×→←⇒∈∝⊙"}
LINES = {"aligned", "align", "align*", "split", "cases"}


def text(latex: str) -> str:
    r"""The formula on one line.

    >>> text(r"\frac{dC}{da_3} = 2(a_3 - y)^2 \cdot W^\mathsf{T}")
    'dC/da3 = 2(a3 − y)² · Wᵀ'
    """
    return written(read(latex))


def written(formula: Part) -> str:
    """A formula that has been read, on one line."""
    return re.sub(r"\s+", " ", _text(formula)).strip()


@functools.singledispatch
def _text(one: Part) -> str:
    raise TypeError(f"{type(one).__name__} has no text")


@_text.register
def _(one: Row) -> str:
    return "".join(map(_text, one.parts))


@_text.register
def _(one: Name) -> str:
    return one.word


@_text.register
def _(one: Digits) -> str:
    return one.digits


@_text.register
def _(one: Sign) -> str:
    if one.sign in SPACED and not one.front:
        return f" {one.sign} "
    return ", " if one.sign == "," else one.sign


@_text.register
def _(one: Words) -> str:
    return one.words


@_text.register
def _(one: Space) -> str:
    return " " if one.width else ""


@_text.register
def _(one: Fraction) -> str:
    return f"{_closed(one.top)}/{_closed(one.bottom)}"


def _closed(one: Part) -> str:
    """In brackets, unless it is a single thing."""
    written = _text(one).strip()
    return written if re.fullmatch(r"[\w∂.]+|\(.*\)", written) else f"({written})"


@_text.register
def _(one: Root) -> str:
    degree = _text(one.degree).translate(RAISED) if one.degree else ""
    return f"{degree}√({_text(one.of)})"


@_text.register
def _(one: Scripts) -> str:
    below = _text(one.below) if one.below else ""
    if not re.fullmatch(r"\w*", below):
        below = f"[{below}]"
    return _text(one.base) + below + (_above(one.above) if one.above else "")


def _above(one: Part) -> str:
    written = _text(one)
    raised = written.translate(RAISED)
    if re.fullmatch("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵀ\N{PRIME}]+", raised):
        return raised
    return f"^{_closed(one)}"


@_text.register
def _(one: Accent) -> str:
    return f"{_text(one.base)}{one.sign}"


@_text.register
def _(one: Fenced) -> str:
    if isinstance(one.of, Table):
        return _text(one.of)
    return f"{one.left}{_text(one.of).strip()}{one.right}"


@_text.register
def _(one: Table) -> str:
    if one.kind in LINES:
        return "; ".join(" ".join(map(_text, row)) for row in one.rows)
    rows = [f"[{', '.join(_text(cell).strip() for cell in row)}]" for row in one.rows]
    return f"[{', '.join(rows)}]"
