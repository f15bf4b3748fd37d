"""Reports as a fragment of HTML, for notebooks and as the inside of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources
from itertools import groupby

from .blocks import (
    Block,
    Equation,
    Figure,
    Heading,
    Note,
    Paragraph,
    Section,
    Table,
)
from .inline import equation, inline
from .tabular import table


@dataclass(frozen=True)
class Place:
    """Where blocks stand: the ``level`` of their headings, a ``path`` for their ids."""

    level: int
    path: str

    def inside(self, number: int) -> Place:
        """The place inside the section that comes at that ``number``."""
        return Place(min(self.level + 1, 6), f"{self.path}-{number}")


def html(blocks: Sequence[Block]) -> str:
    """A fragment of HTML with its styles: no script, no network.

    >>> html([Paragraph(("Rates multiply.",))])[-28:]
    '<p>Rates multiply.</p></div>'
    """
    mark = sha256(repr(blocks).encode()).hexdigest()[:8]
    inside = content(blocks, Place(2, f"backsweep-{mark}"))
    style = f"<style>{stylesheet('fragment.css')}</style>"
    return f'<div class="backsweep">{style}{inside}</div>'


@cache
def stylesheet(name: str) -> str:
    """A style sheet of this package."""
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def content(blocks: Sequence[Block], place: Place) -> str:
    """The blocks without their styles; sections get the ids that ``anchor`` tells."""
    numbered = groupby(enumerate(blocks, 1), lambda one: isinstance(one[1], Equation))
    return "".join(_group([*group], place) for _, group in numbered)


def _group(group: Sequence[tuple[int, Block]], place: Place) -> str:
    """Equations that follow one another stand side by side where there is room."""
    inside = "".join(_block(block, place, number) for number, block in group)
    several = len(group) > 1 and isinstance(group[0][1], Equation)
    return f'<div class="equations">{inside}</div>' if several else inside


def anchor(section: Section, place: Place, number: int) -> str:
    """The id of a section: its own anchor, or where it stands."""
    return escape(section.anchor or f"{place.path}-{number}")


def _block(block: Block, place: Place, number: int) -> str:
    match block:
        case Heading(words):
            return f"<h{place.level}>{escape(words)}</h{place.level}>"
        case Paragraph(words):
            return f"<p>{inline(words)}</p>"
        case Note(words):
            return f'<p role="note"><strong>Note</strong> {inline(words)}</p>'
        case Figure(svg, words):
            return f"<figure>{svg}<figcaption>{escape(words)}</figcaption></figure>"
        case Equation():
            return equation(block)
        case Table():
            return table(block)
        case Section():
            return _section(block, place, number)


def _section(section: Section, place: Place, number: int) -> str:
    name, level = anchor(section, place, number), place.level
    return (
        f'<section id="{name}" aria-labelledby="{name}-title">'
        f'<h{level} id="{name}-title">{escape(section.title)}</h{level}>'
        f"{content(section.blocks, place.inside(number))}</section>"
    )
