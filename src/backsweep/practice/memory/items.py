"""What is remembered: cards, and skills whose review is a fresh variant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..lesson.pieces import Flashcard, Lesson, Task

CARD_MINUTES = 0.1
"""A median answer to a card takes six seconds."""

SKILL_MINUTES = 1.5
"""A chain of four factors, a box each, takes about a minute and a half."""

SKILL = "skill:"
"""How a skill's id begins, so that a card may have the same label."""


class Kind(StrEnum):
    """A card is recalled and rated by its reader; a skill is worked and checked."""

    CARD = "card"
    SKILL = "skill"


@dataclass(frozen=True)
class Item:
    """One thing to come back to; ``minutes`` is how long it is expected to take."""

    id: str
    kind: Kind
    lesson: str
    title: str
    minutes: float


def kind(item: str) -> Kind:
    """Whether the id of an item is that of a skill.

    >>> kind("skill:lesson/chain").value, kind("lesson/what-is-the-rule").value
    ('skill', 'card')
    """
    return Kind.SKILL if item.startswith(SKILL) else Kind.CARD


def items(course: Iterable[Lesson]) -> tuple[Item, ...]:
    """Everything in ``course`` to come back to, in the order of its lessons."""
    return tuple(
        item
        for lesson in course
        for item in (*map(card_item, lesson.cards), *map(skill_item, lesson.tasks))
    )


def card_item(card: Flashcard) -> Item:
    """The item of a flashcard."""
    return Item(card.id, Kind.CARD, card.lesson, card.front, CARD_MINUTES)


def skill_item(task: Task) -> Item:
    """The item of an exercise.

    >>> from backsweep.practice.grammar.graph import Graph
    >>> task = Task("chain", "Work a chain", "", Graph((), {}), 1, "lesson")
    >>> skill_item(task).id
    'skill:lesson/chain'
    """
    return Item(SKILL + task.id, Kind.SKILL, task.lesson, task.title, SKILL_MINUTES)
