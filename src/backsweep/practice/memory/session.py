"""A session: at most twelve minutes of what is due, and what is left of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fsrs import Rating

from .choice import MINUTES, chosen, fitting, length
from .items import Item, Kind, kind
from .order import interleaved
from .records import Review
from .store import Store

LASTS = timedelta(minutes=30)
"""After this, a session that was left is over, and another begins."""


@dataclass(frozen=True)
class Session:
    """When it was begun, and its items in order."""

    begun: datetime
    items: tuple[Item, ...]


def session(items: Sequence[Item], store: Store, now: datetime) -> Session:
    """The session under way, in whichever tab it was begun, or a fresh one."""
    return under_way(items, store, now) or begin(items, store, now)


def under_way(items: Sequence[Item], store: Store, now: datetime) -> Session | None:
    """The session begun last, unless it is finished or was left long ago."""
    last = store.sitting.last()
    if last is None or now - last[0] > LASTS:
        return None
    known = {item.id: item for item in items}
    same = Session(last[0], tuple(known[name] for name in last[1] if name in known))
    return same if remaining(same, store) else None


def begin(items: Sequence[Item], store: Store, now: datetime) -> Session:
    """A fresh session of what is due ``now``; it has no items if nothing is."""
    fresh = Session(now, interleaved(chosen(items, store.reviews.states(), now)))
    store.sitting.begin(now, [item.id for item in fresh.items])
    return fresh


def remaining(session: Session, store: Store) -> tuple[Item, ...]:
    """What is still to be answered, in order; the first is the next to show.

    A card that was answered Again comes back after all others, whatever its learning
    step says, for a session cannot wait ten minutes. It does so as often as the twelve
    minutes allow; after that it is due in the next session.
    """
    known = {item.id: item for item in session.items}
    answered = [r for r in store.reviews.since(session.begun) if r.item in known]
    latest = {review.item: review for review in answered}
    ahead = [item for item in session.items if item.id not in latest]
    again = [known[review.item] for review in _failed(latest.values())]
    spent = length(known[review.item] for review in answered) + length(ahead)
    return (*ahead, *fitting(again, MINUTES - spent))


def _failed(reviews: Iterable[Review]) -> list[Review]:
    """The cards answered Again, the one answered first at the head."""
    return sorted(
        (r for r in reviews if r.rating is Rating.Again and kind(r.item) is Kind.CARD),
        key=lambda review: review.time,
    )
