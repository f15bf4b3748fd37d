"""What is answered once and then told: a bug that was looked for, a slope predicted."""

from __future__ import annotations

from collections.abc import Sequence

from ..memory.records import Attempt, Review
from ..memory.schedule import skill_rating
from ..memory.store import Store
from .answering import RECENT


def answered_once(
    store: Store, attempts: Sequence[Attempt], ticket: str, turns: int
) -> None:
    """Write down the answers to one item; all is on disk when this returns.

    The first time, the skill is reviewed too: Good if all was right. Whoever answers
    again has been told. ``turns`` is how often the skill had been reviewed before.
    """
    skill, variant = attempts[0].skill, attempts[0].variant
    with store.together():
        before = store.attempts.of(skill, RECENT)
        store.attempts.record(attempts)
        if all(one.variant != variant for one in before):
            wrong = sum(not one.right for one in attempts)
            rating, time = skill_rating(wrong, hints=0), attempts[0].time
            review = Review(f"{variant}/{ticket}", skill, rating, time)
            store.reviews.record(review, shown=turns)
