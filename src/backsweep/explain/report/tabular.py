"""Tables in HTML: quiet, named, and scrolled in a box of their own where they must."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import chain

from .blocks import Cell, Table, parts
from .inline import JOINER, lined, scrolled
from .spans import columns, length, spans

PHONE = 34
"""A table whose unbroken words take no more columns fits on a phone."""
WORDS = 16
"""Longer words may be wrapped, but not narrower than a column for them needs."""
GAP = 2


def table(block: Table) -> str:
    """A table with its caption; the first cell of a row names the row."""
    head = "".join(_cell(c, n, block, "col") for n, c in enumerate(block.head))
    rows = "".join(f"<tr>{_row(row, block)}</tr>" for row in block.rows)
    return (
        f'<div class="table"{_scrolled(block)}><table>'
        f"<caption>{escape(block.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(row: Iterable[Cell], block: Table) -> str:
    return "".join(_cell(c, n, block, "" if n else "row") for n, c in enumerate(row))


def _cell(cell: Cell, column: int, block: Table, scope: str) -> str:
    """A head with a ``scope``, unless it is empty; else data.

    Checkers of accessibility see no text in MathML, and want some in a head.
    """
    kind = _kind(cell, column in block.numeric)
    if scope and cell:
        return f'<th scope="{scope}"{kind}>{JOINER}{lined(cell)}</th>'
    return f"<td{kind}>{lined(cell)}</td>"


def _kind(cell: Cell, numeric: bool) -> str:
    if numeric:
        return ' class="number"'
    return ' class="words"' if length(spans(cell)) > WORDS else ""


def _scrolled(block: Table) -> str:
    least = sum(GAP + max(map(_unbroken, column)) for column in block.columns)
    return f" {scrolled(block.caption)}" if least > PHONE else ""


def _unbroken(cell: Cell) -> int:
    """How many columns the longest part of a cell takes that stays on one line."""
    words = (p.split() if isinstance(p, str) else [str(p)] for p in parts(cell))
    longest = max(map(columns, chain.from_iterable(words)), default=0)
    return max(longest, min(length(spans(cell)), WORDS))
