"""Formulas as MathML Core, which browsers draw by themselves."""

from __future__ import annotations

import functools
from html import escape

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
from .names import GREEK, read
from .numbers import MINUS, digits, simplest
from .trees import nudged

SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "=", "and": "∧", "or": "\N{LOGICAL OR}"}
FENCES = {"abs": "|", "length": "‖"}
NAMES = {"sum": "∑", "not": "¬"}
JOINED = "<mo>\N{INVISIBLE TIMES}</mo>"
APPLIED = "<mo>\N{FUNCTION APPLICATION}</mo>"
DOT = "<mo>·</mo>"
OVER = '<mo lspace="0" rspace="0">/</mo>'
THIN = '<mspace width="0.17em"></mspace>'
WIDE = '<mspace width="1em"></mspace>'
CELL = '<mtd style="text-align: left">'


def math(formula: Formula, block: bool = False) -> str:
    """A whole ``<math>`` element, in the line or on a line of its own.

    >>> math(Symbol("x"))
    '<math><mi>x</mi></math>'
    """
    display = ' display="block"' if block else ""
    return f"<math{display}>{mathml(formula)}</math>"


def flat(formula: Formula) -> str:
    """The same where a line is to stay low: a rate as ``dC/dw1``, without a bar.

    >>> flat(Rate(Symbol("C"), Symbol("w"))).count("/</mo>")
    1
    """
    one = ready(formula, line=False)
    if not isinstance(one, Rate):
        return math(formula)
    top, below = _over_and_under(one)
    return f"<math>{_row(top, OVER, below)}</math>"


def mathml(formula: Formula) -> str:
    """What stands inside ``<math>``.

    >>> mathml(Power(Symbol("a3"), Number(2)))
    '<msup><msub><mi>a</mi><mn>3</mn></msub><mn>2</mn></msup>'
    """
    return _mathml(ready(formula, line=False))


def _row(*pieces: str) -> str:
    return f"<mrow>{''.join(pieces)}</mrow>"


def _sign(sign: str) -> str:
    return f"<mo>{escape(sign)}</mo>"


def _word(word: str) -> str:
    """A name or a number as it stands in a name."""
    tag = "mn" if word.isdigit() else "mi" if word.isidentifier() else "mtext"
    return f"<{tag}>{escape(GREEK.get(word, word), quote=False)}</{tag}>"


def _listed(words: tuple[str, ...] | list[str]) -> str:
    return _row(*_sign(",").join(words)) if len(words) > 1 else "".join(words)


@functools.singledispatch
def _mathml(one: Formula) -> str:
    raise TypeError(f"{type(one).__name__} has no MathML")


@_mathml.register
def _(one: Symbol) -> str:
    base, below = read(one.name)
    made = _word(base)
    if below:
        made = f"<msub>{made}{_listed([*map(_word, below)])}</msub>"
    if one.turn is not None:
        made = f"<msup>{made}{_fenced('(', f'<mn>{one.turn}</mn>', ')')}</msup>"
    if one.index:
        places = _listed([f"<mn>{place}</mn>" for place in one.index])
        made = _row(made, _fenced("[", places, "]"))
    return made


def _fenced(left: str, inside: str, right: str) -> str:
    """In brackets, which grow only around what is tall: grown ones are set wider."""
    tall = "<mfrac>" in inside or "<mtable>" in inside
    still = "" if tall else ' stretchy="false"'
    return _row(f"<mo{still}>{left}</mo>", inside, f"<mo{still}>{right}</mo>")


@_mathml.register
def _(one: Number) -> str:
    return f"<mn>{digits(simplest(one.value)).mantissa}</mn>"


@_mathml.register
def _(one: Brackets) -> str:
    return _fenced("(", _mathml(one.of), ")")


@_mathml.register
def _(one: Sum) -> str:
    first, *rest = one.terms
    return _row(_mathml(first), *map(_term, rest))


def _term(one: Formula) -> str:
    if isinstance(one, Minus):
        return _sign(MINUS) + _mathml(one.of)
    return _sign("+") + _mathml(one)


@_mathml.register
def _(one: Minus) -> str:
    return _row(_sign(MINUS), _mathml(one.of))


@_mathml.register
def _(one: Product) -> str:
    first, *rest = one.factors
    dot = JOINED if rest and joins(first, rest[0]) else DOT
    others = DOT.join(map(_mathml, rest))
    return _row(dot.join(filter(None, [_mathml(first), others])))


@_mathml.register
def _(one: Chain) -> str:
    return _row(DOT.join(map(_mathml, one.factors)))


@_mathml.register
def _(one: Quotient) -> str:
    return f"<mfrac>{_mathml(one.top)}{_mathml(one.bottom)}</mfrac>"


@_mathml.register
def _(one: Power) -> str:
    return f"<msup>{_mathml(one.base)}{_mathml(one.exponent)}</msup>"


@_mathml.register
def _(one: Call) -> str:
    inside = _listed([*map(_mathml, one.arguments)])
    if one.function == "sqrt":
        return f"<msqrt>{inside}</msqrt>"
    fence = FENCES.get(one.function)
    if fence and not one.options:
        return _fenced(fence, inside, fence)
    return _row(_function(one), APPLIED, _fenced("(", inside, ")"))


def _function(one: Call) -> str:
    """The function's name, over its options."""
    sign = NAMES.get(one.function)
    name = _sign(sign) if sign else f"<mi>{escape(one.function)}</mi>"
    below = f"<mtext>{escape(one.options)}</mtext>"
    return f"<msub>{name}{below}</msub>" if one.options else name


@_mathml.register
def _(one: Rate) -> str:
    return f"<mfrac>{''.join(_over_and_under(one))}</mfrac>"


def _over_and_under(one: Rate) -> tuple[str, str]:
    of, by = nudged(one)
    times = sum(count for _, count in by)
    d = f"<mi>{'∂' if one.partial else 'd'}</mi>"
    top = _row(_raised(d, times), _mathml(of))
    below = [_row(d, _raised(_mathml(what), n)) for what, n in by]
    return top, _row(THIN.join(below))


def _raised(base: str, times: int) -> str:
    return f"<msup>{base}<mn>{times}</mn></msup>" if times > 1 else base


@_mathml.register
def _(one: Desire) -> str:
    return f"<msub><mi>δ</mi>{_mathml(one.of)}</msub>"


@_mathml.register
def _(one: MatrixProduct) -> str:
    return _row(_mathml(one.left), THIN, _mathml(one.right))


@_mathml.register
def _(one: Transpose) -> str:
    return f'<msup>{_mathml(one.of)}<mi mathvariant="normal">T</mi></msup>'


@_mathml.register
def _(one: Compare) -> str:
    sign = _sign(SIGNS.get(one.sign, one.sign))
    return _row(_mathml(one.left), sign, _mathml(one.right))


@_mathml.register
def _(one: Choice) -> str:
    condition = _row("<mtext>if</mtext>", WIDE, _mathml(one.condition))
    rows = [(one.yes, condition), (one.no, "<mtext>otherwise</mtext>")]
    cells = [f"{CELL}{_mathml(left)}</mtd>{CELL}{right}</mtd>" for left, right in rows]
    table = "".join(f"<mtr>{cell}</mtr>" for cell in cells)
    return _row(_sign("{"), f"<mtable>{table}</mtable>")


@_mathml.register
def _(one: Entry) -> str:
    return _row(_mathml(one.of), f"<mtext>[{escape(one.index)}]</mtext>")
