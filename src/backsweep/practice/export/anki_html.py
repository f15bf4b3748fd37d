r"""Markdown of a card as HTML for Anki, where MathJax draws ``\( \)`` and ``\[ \]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it.token import Token

from ..errors import Unreadable
from ..lesson.directives import DEEPEST
from ..lesson.directives import read as read_directive
from ..lesson.formulas.reading import read
from ..lesson.markdown import Markdown

Rule = Callable[[Any, Sequence[Token], int, Any, dict[str, Any]], str]
DELIMITER = re.compile(r"\\(?=[(\[])")
UNSEEN = "\N{WORD JOINER}"


def html(source: str) -> str:
    r"""Markdown as HTML that runs nothing, in a browser or in Anki.

    >>> html("Find $\\frac{da_1}{dw_1}$, *please*.")
    '<p>Find \\(\\frac{da_1}{dw_1}\\), <em>please</em>.</p>'
    """
    return str(_markdown().render(source, {})).strip()


@cache
def _markdown() -> Markdown:
    return Markdown(RULES)


def formula(latex: str, left: str = r"\(", right: str = r"\)") -> str:
    """A formula between delimiters; what we cannot draw is nothing for MathJax."""
    try:
        read(latex)
    except Unreadable:
        return f"<code>{_quiet(latex)}</code>"
    return left + _quiet(latex) + right


def _quiet(words: str) -> str:
    """Escaped, also for Anki, which plays ``[sound:…]`` and runs ``[latex]``."""
    return escape(words).replace("[", "&#91;")


def _text(self: Any, tokens: Sequence[Token], place: int, *_: Any) -> str:
    """Words, in which nothing begins a formula."""
    return _quiet(DELIMITER.sub(rf"\\{UNSEEN}", tokens[place].content))


def _code(self: Any, tokens: Sequence[Token], place: int, *_: Any) -> str:
    return f"<code>{_quiet(tokens[place].content)}</code>"


def _listing(self: Any, tokens: Sequence[Token], place: int, *_: Any) -> str:
    return f"<pre><code>{_quiet(tokens[place].content)}</code></pre>\n"


def _inline(self: Any, tokens: Sequence[Token], place: int, *_: Any) -> str:
    return formula(" ".join(tokens[place].content.split()))


def _block(self: Any, tokens: Sequence[Token], place: int, *_: Any) -> str:
    return formula(" ".join(tokens[place].content.split()), r"\[", r"\]") + "\n"


def _aside(
    self: Any, tokens: Sequence[Token], place: int, options: Any, env: dict[str, Any]
) -> str:
    """A note; one too deep inside others is shown as it was written."""
    one, depth = read_directive(tokens[place]), env.get("depth", 0) + 1
    if depth > DEEPEST:
        return f"<pre>{_quiet(one.body.source)}</pre>\n"
    title = f"<p><b>{_quiet(one.title)}</b></p>\n" if one.title else ""
    inside = _markdown().render(one.body.source, {"depth": depth})
    return f'<div class="aside">\n{title}{inside}</div>\n'


def _image(
    self: Any, tokens: Sequence[Token], place: int, options: Any, env: dict[str, Any]
) -> str:
    """Its words: the picture stays beside the lesson."""
    return _quiet(self.renderInlineAsText(tokens[place].children or [], options, env))


RULES: Mapping[str, Rule] = {
    "text": _text,
    "code_inline": _code,
    "code_block": _listing,
    "fence": _listing,
    "math_inline": _inline,
    "math_block": _block,
    "math_block_label": _block,
    "image": _image,
    "colon_fence": _aside,
}
