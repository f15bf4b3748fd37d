"""Markdown of a lesson as HTML that runs nothing, whatever the file says.

HTML in the source is shown as text. A link leads to the web, a mail address or a
nearby page; an image lies beside the lesson. Formulas are MathML; one that cannot be
drawn is shown as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it.token import Token

from ...explain.report.inline import PHONE, scrolled
from ..errors import Unreadable
from .directives import DEEPEST, read
from .formulas.mathml import math
from .formulas.text import text
from .markdown import Markdown

NEARBY = re.compile(r"(?!/)(?!.*\.\.)[\w./%~ -]+")
Rule = Callable[[Any, Sequence[Token], int, Any, dict[str, Any]], str]


def rendered(source: str) -> str:
    """Markdown as HTML blocks.

    >>> rendered("Rates *multiply*: <b>")
    '<p>Rates <em>multiply</em>: &lt;b&gt;</p>\\n'
    """
    return str(_markdown().render(source, {}))


def rendered_inline(source: str) -> str:
    """The same for one line, such as a title.

    >>> rendered_inline("Find $x$")
    'Find <math><mi>x</mi></math>'
    """
    return str(_markdown().renderInline(source, {}))


@cache
def _markdown() -> Markdown:
    return Markdown(RULES)


def _inline(self: Any, tokens: Sequence[Token], place: int, *_: Any) -> str:
    latex = tokens[place].content.strip()
    return _drawn(latex, lambda: math(latex))


def _block(self: Any, tokens: Sequence[Token], place: int, *_: Any) -> str:
    """A formula on a line of its own; a long one scrolls alone."""
    latex = tokens[place].content.strip()
    return f'<div class="formula">{_drawn(latex, lambda: _wide(latex))}</div>\n'


def _wide(latex: str) -> str:
    words, drawn = text(latex), math(latex, block=True)
    if len(words) <= PHONE:
        return drawn
    return f'<div class="wide" {scrolled(words)}>{drawn}</div>'


def _drawn(latex: str, draw: Callable[[], str]) -> str:
    try:
        return draw()
    except Unreadable:
        return f'<code class="latex">{escape(latex)}</code>'


def _image(
    self: Any, tokens: Sequence[Token], place: int, options: Any, env: dict[str, Any]
) -> str:
    """An image beside the lesson; what lies elsewhere is replaced by its words."""
    source = str(tokens[place].attrs.get("src", ""))
    words = self.renderInlineAsText(tokens[place].children or [], options, env)
    if not NEARBY.fullmatch(source):
        return escape(words)
    return f'<img src="{escape(source)}" alt="{escape(words)}" loading="lazy">'


def _aside(
    self: Any, tokens: Sequence[Token], place: int, options: Any, env: dict[str, Any]
) -> str:
    """A directive that is none of practice's: a note, a tip, a warning."""
    one = read(tokens[place])
    depth = env.get("depth", 0) + 1
    if depth > DEEPEST:
        return f"<pre>{escape(one.body.source)}</pre>\n"
    title = rendered_inline(one.title) or escape(one.name.capitalize())
    head = f'<p class="title">{title}</p>\n' if title else ""
    inside = _markdown().render(one.body.source, {"depth": depth})
    return f'<div class="aside" role="note">\n{head}{inside}</div>\n'


RULES: Mapping[str, Rule] = {
    "math_inline": _inline,
    "math_block": _block,
    "math_block_label": _block,
    "image": _image,
    "colon_fence": _aside,
}
