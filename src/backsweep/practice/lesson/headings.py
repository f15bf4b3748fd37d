"""What a lesson is called, and the names made of words for what has no label."""

from __future__ import annotations

import re

from markdown_it.token import Token

from .markdown import tokens

TITLE = re.compile(r"^title:[ \t]*(['\"]?)(.+?)\1[ \t]*$", re.MULTILINE)
WORDS = 8


def opening(source: str) -> tuple[str, str]:
    """The title, and the text without it and without front matter.

    The title is the front matter's, else the first heading of the first level. Lines
    that are taken out are left empty, so that every other line keeps its number.

    >>> opening("# Chains\\n\\nRates multiply.")
    ('Chains', '\\n\\nRates multiply.')
    """
    found, lines = tokens(source), source.split("\n")
    matter = next((t for t in found if t.type == "front_matter"), None)
    heading = next((place for place, t in enumerate(found) if _is_title(t)), None)
    titles = []
    if matter:
        titles += [title for _, title in TITLE.findall(matter.content)]
        _empty(lines, matter)
    if heading is not None:
        titles.append(found[heading + 1].content)
        _empty(lines, found[heading])
    return next(iter(titles), ""), "\n".join(lines)


def _is_title(token: Token) -> bool:
    return token.type == "heading_open" and token.tag == "h1" and token.level == 0


def _empty(lines: list[str], token: Token) -> None:
    begin, end = token.map or (0, 0)
    lines[begin:end] = [""] * (end - begin)


def slug(words: str) -> str:
    """A label made of the first words.

    >>> slug("State the chain rule in *one* line.")
    'state-the-chain-rule-in-one-line'
    """
    return "-".join(re.findall(r"[^\W_]+", words.lower())[:WORDS])[:80].strip("-")
