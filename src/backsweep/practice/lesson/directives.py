"""Colon fences: ``:::{name} title``, options, and a body in two parts.

The syntax is MyST's. Options are ``:key: value`` lines at the top, and a line that is
indented continues the value; the body may be split in two by a line ``---``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from markdown_it.token import Token

from .markdown import tokens

OPENING = re.compile(r"\{([^}\s]*)\}[ \t]*(.*)")
OPTION = re.compile(r":([A-Za-z][\w-]*):(?:[ \t]+(.*))?$")
CONTINUED = re.compile(r"[ \t]+\S")
NEXT = re.compile(r"(:{3,})\{")
DEEPEST = 8
"""How many fences may stand inside each other."""


@dataclass(frozen=True)
class Option:
    """One ``:key: value``, and the line on which it begins."""

    key: str
    value: str
    line: int


@dataclass(frozen=True)
class Part:
    """A part of a body: Markdown, and the line on which it begins."""

    source: str
    line: int


@dataclass(frozen=True)
class Directive:
    """A fence as it was written: ``lines`` from its first to the one after its last.

    ``inside`` says that it stands in a list, a quotation or another directive;
    ``closed`` that it ends where its author meant it to.
    """

    name: str
    title: str
    options: tuple[Option, ...]
    body: Part
    lines: tuple[int, int]
    inside: bool = False
    closed: bool = True

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """What stands before and after the first ``---``; without one, the whole."""
        return _parts(self.body)

    @property
    def line(self) -> int:
        """The line on which the fence opens."""
        return self.lines[0]

    @property
    def end(self) -> int:
        """The line after the fence."""
        return self.lines[1]

    def all(self, key: str) -> list[Option]:
        """Every option of that name, in order."""
        return [one for one in self.options if one.key == key]

    def text(self, key: str, joined: str = " ") -> str:
        """The values of that name as one text, empty without any."""
        return joined.join(one.value for one in self.all(key))


def directives(source: str, first: int = 1, depth: int = 0) -> Iterator[Directive]:
    """The fences of a text whose first line is numbered ``first``, and those in them.

    >>> text = ":::{flashcard}\\n:label: one\\nFront\\n---\\nBack\\n:::"
    >>> [card] = directives(text)
    >>> card.name, card.text("label"), [part.source for part in card.parts]
    ('flashcard', 'one', ['Front', 'Back'])
    """
    lines = source.split("\n")
    for token in tokens(source):
        if token.type == "colon_fence":
            closed, inside = _closed(token, lines), depth > 0 or token.level > 0
            one = replace(read(token, first), inside=inside, closed=closed)
            yield one
            if closed and depth < DEEPEST:
                yield from directives(token.content, one.line + 1, depth + 1)


def read(token: Token, first: int = 1) -> Directive:
    """The fence of a token of a text whose first line is numbered ``first``."""
    opening = OPENING.fullmatch(token.info.strip())
    name, title = opening.groups() if opening else ("", token.info.strip())
    begin, end = token.map or (0, 0)
    options, body = _split(token.content.split("\n"), begin + first + 1)
    lines = (begin + first, end + first)
    return Directive(name, title.strip(), options, body, lines)


def _closed(token: Token, lines: list[str]) -> bool:
    """Whether the fence ends by itself, and no other begins before it does."""
    last = lines[(token.map or [0, 0])[1] - 1]
    opened = (NEXT.match(line) for line in token.content.split("\n"))
    width = len(token.markup)
    if any(other and len(other[1]) >= width for other in opened):
        return False
    return set(last.strip(" \t>")) == {":"}


def _split(body: list[str], line: int) -> tuple[tuple[Option, ...], Part]:
    """The options at the top of a body, and what is left."""
    options: list[Option] = []
    for place, written in enumerate(body):
        if found := OPTION.match(written):
            value = (found[2] or "").strip()
            options.append(Option(found[1], value, line + place))
        elif options and CONTINUED.match(written):
            last = options.pop()
            value = f"{last.value} {written.strip()}".strip()
            options.append(Option(last.key, value, last.line))
        else:
            return tuple(options), Part("\n".join(body[place:]), line + place)
    return tuple(options), Part("", line + len(body))


def _parts(body: Part) -> tuple[Part, ...]:
    breaks = [place for t in tokens(body.source) for place in _break(t)]
    if not breaks:
        return (trimmed(body),)
    lines = body.source.split("\n")
    before, after = lines[: breaks[0]], lines[breaks[0] + 1 :]
    answer = Part("\n".join(after), body.line + breaks[0] + 1)
    return trimmed(Part("\n".join(before), body.line)), trimmed(answer)


def _break(token: Token) -> Iterator[int]:
    """The line of ``---``, which under a line of text makes it a heading."""
    if token.level or not token.map:
        return
    if token.type == "hr" and token.markup.startswith("-"):
        yield token.map[0]
    elif token.type == "heading_open" and token.markup == "-":
        yield token.map[1] - 1


def trimmed(part: Part) -> Part:
    """Without empty lines around it."""
    kept = part.source.lstrip("\n")
    skipped = len(part.source) - len(kept)
    return Part(kept.rstrip(), part.line + skipped)
