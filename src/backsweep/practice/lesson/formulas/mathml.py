"""The parts of a formula as MathML Core, which browsers draw by themselves."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from html import escape

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
from .sides import sides
from .text import written

APPLIED = "<mo>\N{FUNCTION APPLICATION}</mo>"
FENCES = {*"()[]{}|‖⟨⟩"}
LEFT = ' style="text-align: left"'
RIGHT = ' style="text-align: right; text-align: -webkit-right"'
"""A cell holds a block, which only the second of the two moves in some browsers."""
ALIGNED = {"aligned": (RIGHT, LEFT), "cases": (LEFT, LEFT)}
ALIGNED |= dict.fromkeys(("align", "align*", "split"), ALIGNED["aligned"])


RELATIONS = {*"=≈≤≥<>"}
LONG = 32
"""What has no more columns as text needs no place to break."""


def math(latex: str, block: bool = False) -> str:
    """The formula as ``<math>``, in the line or on a line of its own.

    In the line a long one is several elements, so that the line may break before an
    equals sign.

    >>> math("x^2")
    '<math><msup><mi>x</mi><mn>2</mn></msup></math>'
    """
    formula = read(latex)
    if block:
        return f'<math display="block">{_mathml(formula)}</math>'
    long = len(written(formula)) > LONG
    apart = sides(formula, RELATIONS) if long else [formula]
    return " ".join(_tag("math", _mathml(part)) for part in apart)


def _tag(name: str, *inside: str) -> str:
    return f"<{name}>{''.join(inside)}</{name}>"


@functools.singledispatch
def _mathml(one: Part) -> str:
    raise TypeError(f"{type(one).__name__} has no MathML")


@_mathml.register
def _(one: Row) -> str:
    made = [piece for part in one.parts for piece in _applied(part)]
    if made and made[-1] == APPLIED:
        made.pop()
    return made[0] if len(made) == 1 else _tag("mrow", *made)


def _applied(part: Part) -> list[str]:
    """A part; one that is a function is applied to what follows."""
    base = part.base if isinstance(part, Scripts) else part
    word = isinstance(base, Name) and base.upright and len(base.word) > 1
    return [_mathml(part), APPLIED] if word else [_mathml(part)]


@_mathml.register
def _(one: Name) -> str:
    upright = ' mathvariant="normal"' if one.upright and len(one.word) == 1 else ""
    return f"<mi{upright}>{escape(one.word)}</mi>"


@_mathml.register
def _(one: Digits) -> str:
    return _tag("mn", one.digits)


@_mathml.register
def _(one: Sign) -> str:
    return f"<mo{''.join(_marks(one))}>{escape(one.sign)}</mo>"


def _marks(one: Sign) -> Iterator[str]:
    """What a browser would not do by itself."""
    if one.sign in FENCES:
        yield ' stretchy="false"'
    if one.limits:
        yield ' movablelimits="true"'
    if one.sign == "/" or one.sign.isalpha():
        yield ' lspace="0" rspace="0"'
    if one.front or one.sign in RELATIONS:
        yield ' form="prefix"' if one.front else ' form="infix"'


@_mathml.register
def _(one: Words) -> str:
    return _tag("mtext", escape(one.words).replace(" ", "\N{NO-BREAK SPACE}"))


@_mathml.register
def _(one: Space) -> str:
    return f'<mspace width="{one.width}em"></mspace>'


@_mathml.register
def _(one: Fraction) -> str:
    return _tag("mfrac", _mathml(one.top), _mathml(one.bottom))


@_mathml.register
def _(one: Root) -> str:
    if one.degree is None:
        return _tag("msqrt", _mathml(one.of))
    return _tag("mroot", _mathml(one.of), _mathml(one.degree))


@_mathml.register
def _(one: Scripts) -> str:
    limits = isinstance(one.base, Sign) and one.base.limits
    below, above = ("under", "over") if limits else ("sub", "sup")
    kind = (below if one.below else "") + (above if one.above else "")
    scripts = [_mathml(s) for s in (one.below, one.above) if s]
    return _tag(f"m{kind}", _mathml(one.base), *scripts)


@_mathml.register
def _(one: Accent) -> str:
    sign = f'<mo stretchy="false">{one.sign}</mo>'
    return f'<mover accent="true">{_mathml(one.base)}{sign}</mover>'


@_mathml.register
def _(one: Fenced) -> str:
    return _tag("mrow", _bracket(one.left), _mathml(one.of), _bracket(one.right))


def _bracket(sign: str) -> str:
    return f'<mo fence="true" stretchy="true">{sign}</mo>' if sign else ""


@_mathml.register
def _(one: Table) -> str:
    sides = ALIGNED.get(one.kind, ("", ""))
    rows = [[_cell(c, sides[place % 2]) for place, c in enumerate(r)] for r in one.rows]
    return _tag("mtable", *(_tag("mtr", *row) for row in rows))


def _cell(one: Part, side: str) -> str:
    return f"<mtd{side}>{_mathml(one)}</mtd>"
