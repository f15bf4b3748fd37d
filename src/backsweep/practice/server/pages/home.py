"""Where one arrives: what to do today, and the lessons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...lesson.pieces import Lesson
from ...memory.choice import chosen, length
from ...memory.items import Item, Kind, items
from ...memory.schedule import held
from ...memory.session import remaining, under_way
from ...telling.words import counted
from ..rendering import page
from ..room import Room, room


@dataclass(frozen=True)
class Today:
    """What there is to do now.

    ``begun`` if a part of it is done already, ``wait`` until something comes back; who
    has never answered anything has nothing to wait for, and better reads first.
    """

    todo: tuple[Item, ...]
    begun: bool
    wait: timedelta | None

    @property
    def amount(self) -> str:
        """How much there is of each kind."""
        cards = sum(item.kind is Kind.CARD for item in self.todo)
        kinds = (cards, "card"), (len(self.todo) - cards, "exercise")
        return " and ".join(counted(*kind) for kind in kinds if kind[0])

    @property
    def time(self) -> timedelta:
        """How long it will take: a minute at least, since no one reads in seconds."""
        return timedelta(minutes=max(1.0, length(self.todo)))


async def home(request: Request) -> Response:
    """What to do today."""
    here = room(request)
    lessons = [(lesson, share_held(here, lesson)) for lesson in here.course]
    message = here.store.message
    return page(
        request, "home.html", today=today(here), lessons=lessons, message=message
    )


def today(room: Room) -> Today:
    """What is left of the session under way, or what a fresh one would have."""
    now, states = room.clock(), room.store.reviews.states()
    current = under_way(room.items, room.store, now)
    todo = current and remaining(current, room.store)
    due = [states[item.id].due for item in room.items if item.id in states]
    return Today(
        todo or chosen(room.items, states, now),
        begun=bool(todo),
        wait=min(due) - now if due else None,
    )


def share_held(room: Room, lesson: Lesson) -> float:
    """How much of a ``lesson`` is remembered now: what was never seen is not."""
    states, time = room.store.reviews.states(), room.clock()
    parts = items([lesson])
    seen = [held(states[one.id], time) for one in parts if one.id in states]
    return sum(seen) / len(parts) if parts else 0.0


routes = [Route("/", home)]
