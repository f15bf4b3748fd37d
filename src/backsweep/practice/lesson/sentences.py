"""The running text and the formulas of a lesson, each with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markdown_it.token import Token

from .directives import DEEPEST, read
from .markdown import tokens

FORMULA = re.compile(r"\$([^$]*)\$")
CUT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is neither words nor a formula, such as code."""


@dataclass(frozen=True)
class Sentence:
    """Words on one line, formulas as ``$...$``.

    ``line`` is where they begin, and ``breaks`` are the places of later lines in them.
    """

    text: str
    line: int
    breaks: tuple[int, ...] = ()
    heading: bool = False

    def line_at(self, place: int) -> int:
        """The line on which a place of the text stands."""
        return self.line + sum(1 for one in self.breaks if one < place)

    @property
    def formulas(self) -> Iterator[tuple[int, str]]:
        """The formulas as LaTeX, each with the place where it stands."""
        for found in FORMULA.finditer(self.text):
            yield found.start(), found[1]


def sentences(source: str, first: int = 1, depth: int = 0) -> Iterator[Sentence]:
    """The paragraphs, headings, cells and formulas of a text, in order.

    >>> [one.text for one in sentences("*Now* `x = 1`,\\nso $x = 2$.")]
    ['Now \\ufffc, so $x = 2$.']
    """
    line, heading = first, False
    for token in tokens(source):
        line = first + token.map[0] if token.map else line
        if token.type == "inline":
            yield replace(_joined(list(_words(token)), line), heading=heading)
        elif token.type.startswith("math_block"):
            yield _joined([f"${token.content.strip()}$"], line)
        elif token.type == "colon_fence" and depth < DEEPEST:
            one = read(token, first)
            yield from sentences(one.body.source, one.body.line, depth + 1)
        heading = token.type == "heading_open"


def _words(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type == "math_inline":
            yield f"${child.content}$"
        elif child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif child.type == "text":
            yield child.content.replace("$", CUT)
        elif not child.type.endswith(("_open", "_close")):
            yield CUT


def _joined(words: list[str], line: int) -> Sentence:
    text = "".join(words)
    breaks = tuple(place for place, sign in enumerate(text) if sign == "\n")
    return Sentence(text.replace("\n", " "), line, breaks)
