"""Formulas in HTML: a long one is wrapped, or scrolls alone, so it fits a phone."""

from __future__ import annotations

from html import escape

from ..formula.expression import Formula, Rate
from ..formula.mathml import flat, math
from .blocks import Cell, Equation, parts
from .pieces import pieces
from .spans import columns

JOINER = "\N{WORD JOINER}"
PHONE = 24
"""What has no more columns fits on a phone, beside the left side of an equation."""


def inline(cell: Cell) -> str:
    """Words with formulas in them.

    >>> inline("a < b")
    'a &lt; b'
    """
    return "".join(
        _words(p) if isinstance(p, str) else _formula(p) for p in parts(cell)
    )


def lined(cell: Cell) -> str:
    """A cell of a table: the same, but a rate alone keeps to one line."""
    return flat(cell) if isinstance(cell, Rate) and _short(cell) else inline(cell)


def _short(formula: Formula) -> bool:
    return columns(str(formula)) <= PHONE


def _words(words: str) -> str:
    """Words; a sign that follows a formula is not to start a line."""
    glue = JOINER if words[:1] in {*",.;:)?!"} else ""
    return glue + escape(words)


def equation(block: Equation) -> str:
    """A grid of three columns: the left side once, equals signs, the steps."""
    steps = "".join(f"<span>=</span><div>{_formula(one)}</div>" for one in block.steps)
    return f'<div class="equation"><div>{_formula(block.left)}</div>{steps}</div>'


def scrolled(label: str) -> str:
    """What makes an element that scrolls sideways reachable by keyboard, and named."""
    return f'role="group" tabindex="0" aria-label="{escape(label)}"'


def _formula(formula: Formula) -> str:
    """One formula, or its pieces with the operators between, where lines may break."""
    if _short(formula):
        return math(formula)
    return " ".join(_piece(sign, part) for sign, part in pieces(formula))


def _piece(sign: str, part: Formula) -> str:
    before = f"{sign}\N{NO-BREAK SPACE}" if sign else ""
    if _short(part):
        return f'<span class="piece">{before}{math(part)}</span>'
    return f'{before}<span class="wide" {scrolled(str(part))}>{math(part)}</span>'
