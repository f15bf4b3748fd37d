"""A part of an explanation: one content, shown as text, HTML, LaTeX and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from .blocks import Block
from .html import html
from .latex import latex
from .page import TITLE, page
from .plain import plain
from .text import text


class Part:
    """Subclasses say what they show; how it looks is the same for all.

    ``blocks`` is for people and ``data`` for programs: plain dicts, lists, strings and
    numbers (a fraction is its text, ``"1/3"``).
    """

    def blocks(self) -> Sequence[Block]:
        """What it shows."""
        raise NotImplementedError

    def data(self) -> dict[str, Any]:
        """The same for programs."""
        raise NotImplementedError

    def text(self, width: int = 88) -> str:
        """For a terminal, lines of at most ``width`` where words can be wrapped."""
        return text(self.blocks(), width)

    def html(self) -> str:
        """A fragment of HTML with native MathML: no script, no network."""
        return html(self.blocks())

    def latex(self) -> str:
        """For a document with ``amsmath``, ``booktabs`` and ``tabularx``."""
        return latex(self.blocks())

    def json(self, indent: int | None = 2) -> str:
        """The data as strict JSON."""
        data = plain(self.data())
        return json.dumps(data, indent=indent, ensure_ascii=False, allow_nan=False)

    def page(self, title: str = TITLE) -> str:
        """One self-contained HTML page."""
        return page(self.blocks(), title)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        """What a notebook shows: HTML, or LaTeX, or text, whichever it can."""
        bundle = {
            "text/plain": self.text(),
            "text/html": self.html(),
            "text/latex": self.latex(),
        }
        wanted = set(include or bundle) - set(exclude or ())
        return {kind: shown for kind, shown in bundle.items() if kind in wanted}
