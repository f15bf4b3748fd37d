"""The Markdown of lessons: CommonMark with tables, formulas and colon fences.

It is the part of MyST that lessons need, so that a lesson also reads well in Jupyter
Book. HTML in a lesson is text, since the author of a lesson need not be trusted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

SCHEME = re.compile(r"[^/?#]*:")
ALLOWED = re.compile(r"https?://|mailto:", re.IGNORECASE)


class Markdown(MarkdownIt):
    """A parser that makes no link but to the web, a mail address or a nearby page.

    ``rules`` say how tokens of some kinds are written, where that is not as usual.

    >>> Markdown().renderInline("[here](javascript:alert) <b>")
    '[here](javascript:alert) &lt;b&gt;'
    """

    def __init__(self, rules: Mapping[str, Callable[..., str]] | None = None) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("table")
        self.use(front_matter_plugin).use(colon_fence_plugin).use(dollarmath_plugin)
        for name, rule in (rules or {}).items():
            self.add_render_rule(name, rule)

    def validateLink(self, url: str) -> bool:
        """Whether a link may lead there; of the schemes only harmless ones may."""
        return not SCHEME.match(url) or bool(ALLOWED.match(url))


def tokens(source: str) -> list[Token]:
    """The blocks of a text, in order, as the parser sees them."""
    return Markdown().parse(source)
