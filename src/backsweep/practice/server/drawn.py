"""Drawings of ``explain`` on pages that allow no style but what is known beforehand.

A drawing holds its styles within it: a style sheet, which the policy of a page can
allow by its hash, and attributes, which it cannot. The attributes become rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)
ATTRIBUTE = re.compile(r' style="([^"]*)"')


@dataclass(frozen=True)
class Drawn:
    """A drawing as ``html``, and its style ``sheet`` for the policy of the page."""

    html: Markup
    sheet: str


def drawn(drawing: str) -> Drawn:
    """The same ``drawing`` with all of its style in its style sheet.

    >>> one = drawn('<div><style>p{margin:0}</style><p style="color:red">x</p></div>')
    >>> one.sheet
    'p{margin:0}.backsweep-drawing [data-look="0"][data-look]{color:red}'
    >>> one.html == f'<div><style>{one.sheet}</style><p data-look="0">x</p></div>'
    True
    """
    looks = {look: at for at, look in enumerate(dict.fromkeys(_looks(drawing)))}
    html = ATTRIBUTE.sub(lambda found: f' data-look="{looks[found[1]]}"', drawing)
    sheet = _sheet(drawing) + "".join(map(_rule, looks, looks.values()))
    return Drawn(Markup(SHEET.sub(lambda _: f"<style>{sheet}</style>", html)), sheet)


def _looks(drawing: str) -> list[str]:
    return ATTRIBUTE.findall(drawing)


def _sheet(drawing: str) -> str:
    found = SHEET.search(drawing)
    return found[1] if found else ""


def _rule(look: str, at: int) -> str:
    """Strong enough to hold against the drawing's own rules, as an attribute would."""
    return f'.backsweep-drawing [data-look="{at}"][data-look]{{{look}}}'
