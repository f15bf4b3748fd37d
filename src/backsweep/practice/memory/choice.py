"""Which items a session has: what is due, a few skills, then what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from .items import Item, Kind, kind
from .moments import midnight
from .records import State

MINUTES = 12.0
"""A session is no longer than this."""

SKILLS = 2
"""A session has no more exercises than this."""

NEW_CARDS = 9
"""No more cards than this are begun in a day, for each comes back several times."""


def chosen(
    items: Sequence[Item], states: Mapping[str, State], now: datetime
) -> tuple[Item, ...]:
    """What a session begun ``now`` has; all that does not fit is first in the next.

    What has been due for longest comes first, so nothing waits for ever. Skills choose
    their place before cards, since a pile of cards would leave them none. The first of
    all has its place even if it is longer than a session.
    """
    new = [item for item in items if item.id not in states]
    due = [i for i in items if i.id in states and states[i.id].due <= now]
    due.sort(key=lambda item: states[item.id].due)
    fresh = _of_kind(new, Kind.CARD)[: _room_for_new_cards(states.values(), now)]
    skills = _two_lessons(_of_kind([*due, *new], Kind.SKILL))
    line = [*skills, *_of_kind(due, Kind.CARD), *fresh]
    return (*line[:1], *fitting(line[1:], MINUTES - length(line[:1])))


def fitting(line: Iterable[Item], minutes: float) -> tuple[Item, ...]:
    """Those of ``line`` that fit into ``minutes`` together, the earlier ones first."""
    taken: list[Item] = []
    for item in line:
        if length([*taken, item]) <= minutes:
            taken.append(item)
    return tuple(taken)


def length(items: Iterable[Item]) -> float:
    """How many minutes ``items`` are expected to take."""
    return sum(item.minutes for item in items)


def _of_kind(items: Iterable[Item], kind: Kind) -> list[Item]:
    return [item for item in items if item.kind is kind]


def _two_lessons(skills: Sequence[Item]) -> list[Item]:
    """The first of ``skills``, and the next one from another lesson if there is one."""
    first = skills[:1]
    others = sorted(skills[1:], key=lambda skill: skill.lesson == first[0].lesson)
    return [*first, *others[: SKILLS - 1]]


def _room_for_new_cards(states: Iterable[State], now: datetime) -> int:
    today = midnight(now)
    begun = [s for s in states if s.begun >= today and kind(s.item) is Kind.CARD]
    return max(0, NEW_CARDS - len(begun))
