"""Reports as one HTML document that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import takewhile

from .blocks import Block, Figure, Section
from .html import Place, anchor, content, stylesheet

TITLE = "A gradient and its chains"
MANY = 3
"""So many sections get a table of contents."""
TOP = Place(2, "section")


def page(blocks: Sequence[Block], title: str = TITLE) -> str:
    """A whole page: no script, no network, light and dark, for screen and paper.

    >>> page([], "C < 1").count("C &lt; 1")
    2
    """
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_styles()}</style></head>"
        '<body class="backsweep"><a class="skip" href="#main">Skip to the content</a>'
        f"<header><h1>{escape(title)}</h1></header>"
        f'<main id="main" tabindex="-1">{_inside(blocks)}</main></body></html>\n'
    )


def _inside(blocks: Sequence[Block]) -> str:
    """What is drawn at the top, with what leads to it, then contents and the rest."""
    top = takewhile(lambda one: not isinstance(one, Section), blocks)
    figures = (n for n, one in enumerate(top, 1) if isinstance(one, Figure))
    drawn = max(figures, default=0)
    written = blocks[drawn:]
    return content(blocks[:drawn], TOP) + _contents(written) + content(written, TOP)


def _styles() -> str:
    return stylesheet("fragment.css") + stylesheet("page.css")


def _contents(blocks: Sequence[Block]) -> str:
    """Links to the sections, if there are many."""
    links = [
        f'<li><a href="#{anchor(b, TOP, n)}">{escape(b.title)}</a></li>'
        for n, b in enumerate(blocks, 1)
        if isinstance(b, Section)
    ]
    if len(links) < MANY:
        return ""
    return f'<nav aria-label="Contents"><ol>{"".join(links)}</ol></nav>'
