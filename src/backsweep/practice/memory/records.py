"""The rows of the file of progress."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from fsrs import Card, Rating


def ticket() -> str:
    """A name for one page, so that it counts once however often it is sent."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True)
class Review:
    """An item was answered and rated: one line of a log that only grows.

    ``ticket`` is the page's own, so that a page sent twice counts once. ``counted`` is
    false where another tab had reviewed the item since the page was shown.
    """

    ticket: str
    item: str
    rating: Rating
    time: datetime
    seconds: float | None = None
    counted: bool = True


class Outcome(StrEnum):
    """What became of a review that was handed in."""

    COUNTED = "counted"
    SEEN = "seen"
    REPEATED = "repeated"


@dataclass(frozen=True)
class State:
    """What the scheduler knows of an item after ``turns`` counted reviews."""

    item: str
    card: Card
    turns: int
    begun: datetime

    @property
    def due(self) -> datetime:
        """When it is to come again."""
        return self.card.due

    @property
    def last(self) -> datetime:
        """When it was last reviewed."""
        return self.card.last_review or self.begun


@dataclass(frozen=True)
class Attempt:
    """Something was typed into a box and checked: one line of a log that only grows.

    ``mistakes`` are the ids of every wrong derivation that gives what was typed: ids
    mean the same in every variant, numbers do not. ``hints`` is the highest hint that
    was open then, 0 to 3.
    """

    ticket: str
    skill: str
    variant: str
    step: str
    typed: str
    right: bool
    time: datetime
    mistakes: tuple[str, ...] = ()
    hints: int = 0


@dataclass(frozen=True)
class Draft:
    """What stands in the boxes of an unfinished exercise, and the hints open there."""

    skill: str
    variant: str
    time: datetime
    boxes: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Opportunity:
    """One variant worked: ``right`` of ``asked`` boxes were right at the first try."""

    skill: str
    variant: str
    begun: datetime
    asked: int
    right: int


@dataclass(frozen=True)
class Recurrence:
    """How often a wrong derivation fitted an answer, ``certain`` where it alone did."""

    skill: str
    mistake: str
    count: int
    certain: int
    last: datetime
