"""A card that is asked, and what its reader says of it."""

from __future__ import annotations

from dataclasses import dataclass

from fsrs import Rating
from starlette.requests import Request

from ..lesson.pieces import Flashcard
from ..memory.records import Review
from .forms import field
from .room import Room, room

RATINGS = {"yes": Rating.Good, "no": Rating.Again}


@dataclass(frozen=True)
class Asked:
    """A ``card`` on a page, with the page's ``ticket``.

    ``turns`` is how often the card had been reviewed when the page was made, so that
    the same card open in two tabs counts once.
    """

    card: Flashcard
    ticket: str
    turns: int


def asked(room: Room, card: Flashcard) -> Asked:
    """The ``card``, ready for a page."""
    state = room.store.reviews.states().get(card.id)
    return Asked(card, room.ticket(), state.turns if state else 0)


async def rate(request: Request, item: str) -> None:
    """Write down what the form says of an ``item``: it is on disk before we go on."""
    here = room(request)
    rating = RATINGS[await field(request, "knew", "yes|no")]
    ticket = await field(request, "ticket", "[0-9a-f]{16}")
    turns = await field(request, "turns", "[0-9]{1,6}")
    review = Review(ticket, item, rating, here.clock())
    here.store.reviews.record(review, shown=int(turns))
