"""A card: its question, its answer when asked for, and whether it was known."""

from __future__ import annotations

from fsrs import Rating

from ..lesson.pieces import Flashcard
from ..memory.moments import now
from ..memory.records import Review, ticket
from ..memory.store import Store
from .screen import Screen

RATINGS = {"1": Rating.Again, "2": Rating.Good}
"""The same keys as in the browser."""


def ask_card(screen: Screen, store: Store, card: Flashcard) -> None:
    """Ask a card; what is said of it is on disk when this returns."""
    state = store.reviews.states().get(card.id)
    screen.prose(card.front)
    screen.key("  Enter shows the answer ", "\n")
    screen.space()
    screen.prose(card.back)
    rating = RATINGS[screen.key("  1 not yet   2 knew it ", "".join(RATINGS))]
    review = Review(ticket(), card.id, rating, now())
    store.reviews.record(review, shown=state.turns if state else 0)
