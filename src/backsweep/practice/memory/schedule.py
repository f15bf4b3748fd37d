"""When an item comes again: FSRS, the same for cards and for skills."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from fsrs import Card, Rating, Scheduler

from .records import Review, State

SCHEDULER = Scheduler(enable_fuzzing=False)
"""Without fuzz, a log of reviews always gives the same states again."""

WORKED_FACTOR = 3
"""The last hint, which works the factor out."""


def reviewed(state: State | None, review: Review) -> State:
    """The state after one more review; ``None`` is that of an item never seen.

    >>> from datetime import UTC, timedelta
    >>> time = datetime(2026, 11, 24, 10, tzinfo=UTC)
    >>> state = reviewed(None, Review("t1", "lesson/card", Rating.Good, time))
    >>> state.due - time == timedelta(minutes=10)
    True
    """
    before = state or _unseen(review)
    card, _ = SCHEDULER.review_card(before.card, review.rating, review.time)
    return State(review.item, card, before.turns + 1, before.begun)


def replayed(reviews: Iterable[Review]) -> State | None:
    """The state of an item after all its counted reviews, in order of time."""
    state = None
    for review in reviews:
        state = reviewed(state, review)
    return state


def held(state: State, at: datetime) -> float:
    """The chance that the item is remembered ``at`` a time, as FSRS expects it."""
    return float(SCHEDULER.get_card_retrievability(state.card, at))


def skill_rating(wrong: int, hints: int) -> Rating:
    """How well a skill went, from ``wrong`` first answers and the highest hint used.

    A skill is rated by what was done, not by how it felt. A wrong first answer to a
    slope or an update that the exercise asks for means the skill was not there; so
    does the last hint, since whoever copied a worked factor has not shown that they
    can find one. Lighter hints leave the work to the learner: it was there, with
    effort. The verdict on each box is the same with hints as without.

    >>> skill_rating(wrong=0, hints=0).name, skill_rating(wrong=0, hints=2).name
    ('Good', 'Hard')
    >>> skill_rating(wrong=1, hints=0).name, skill_rating(wrong=0, hints=3).name
    ('Again', 'Again')
    """
    if wrong or hints >= WORKED_FACTOR:
        return Rating.Again
    return Rating.Hard if hints else Rating.Good


def _unseen(review: Review) -> State:
    card = Card(_number(review.item), due=review.time)
    return State(review.item, card, 0, review.time)


def _number(item: str) -> int:
    """A number of the item's own: the package would take one from the clock."""
    return int.from_bytes(hashlib.sha256(item.encode()).digest()[:6])
