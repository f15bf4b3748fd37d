"""Addresses of pages."""

from __future__ import annotations

from urllib.parse import quote

from ..memory.items import SKILL, Item


def link(*parts: str | int) -> str:
    """The address of a page, whatever letters a teacher's file names have.

    >>> link("lesson", "Lektion 1", "cards", 2)
    '/lesson/Lektion%201/cards/2'
    """
    return "/" + "/".join(quote(str(part), safe="") for part in parts)


def exercise(skill: Item) -> str:
    """The address where a skill is worked.

    >>> from ..memory.items import Kind
    >>> exercise(Item("skill:first/chain", Kind.SKILL, "first", "Work a chain", 1.5))
    '/lesson/first/exercise/chain'
    """
    label = skill.id.removeprefix(f"{SKILL}{skill.lesson}/")
    return link("lesson", skill.lesson, "exercise", label)
