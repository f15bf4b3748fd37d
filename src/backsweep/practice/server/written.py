"""What lessons and formulas say, as HTML that a page may show."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from ...explain.formula.expression import Formula
from ...explain.formula.mathml import math
from ...explain.report.blocks import Cell, parts
from ...explain.report.inline import inline, lined, scrolled
from ..lesson.rendering import rendered, rendered_inline
from .links import link

SIDE = re.compile(r' style="text-align: ?(left|center|right)"')
KEPT = re.compile(r"(<math>(?:[^<]++|<(?!/math>))*+</math>)\u2060?([,.;:?!)]+)")
"""A formula, and the sign after it that shall not start a line."""
TABLE = f'<div class="table" {scrolled("Table")}><table>'


@lru_cache(maxsize=4096)
def prose(source: str, lesson: str) -> Markup:
    """Markdown of a ``lesson`` as HTML; it is safe, for a file is not to be trusted.

    Its pictures lie beside its file, wherever in the room it is shown; a table that is
    wider than a phone scrolls alone.

    >>> prose("![A chain](chain.png)", "first")
    Markup('<p><img src="/beside/first/chain.png" alt="A chain" loading="lazy"></p>\\n')
    """
    beside = f'<img src="{link("beside", lesson)}/'
    html = rendered(source).replace('<img src="', beside)
    return _safe(html.replace("<table>", TABLE).replace("</table>", "</table></div>"))


@lru_cache(maxsize=4096)
def phrase(source: str) -> Markup:
    """One line of Markdown, such as a title."""
    return _safe(rendered_inline(source))


def formula(one: Formula) -> Markup:
    """A formula as MathML."""
    return _safe(math(one))


def inlined(words: Cell) -> Markup:
    """Words with formulas in them; a long one may break over lines."""
    return _safe(inline(words))


def running(words: Cell) -> Markup:
    """The same in small letters: a rate keeps to the line, as ``dC/da3``."""
    return _safe("".join(map(lined, parts(words))))


def _safe(html: str) -> Markup:
    """HTML made by us; the sides of table cells are classes, as policy has it.

    A sign keeps to the formula before it: browsers may begin a line with it otherwise.

    >>> _safe('<td style="text-align:left">1</td>')
    Markup('<td class="left">1</td>')
    >>> _safe("<math><mi>x</mi></math>, or")
    Markup('<span class="kept"><math><mi>x</mi></math>,</span> or')
    """
    html = KEPT.sub(r'<span class="kept">\1\2</span>', html)
    return Markup(SIDE.sub(r' class="\1"', html))
