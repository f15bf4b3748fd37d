"""The session: one thing after another, until what was due is done."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ...items.fading import Form, form
from ...lesson.pieces import Flashcard
from ...memory.items import Item, Kind, skill_item
from ...memory.session import Session, remaining, session, under_way
from ..asking import asked, rate
from ..forms import field
from ..links import exercise
from ..rendering import page
from ..room import Room, room


async def begin(request: Request) -> Response:
    """Begin a session, or go on with the one under way."""
    here = room(request)
    session(here.items, here.store, here.clock())
    return RedirectResponse("/session", 303)


async def step(request: Request) -> Response:
    """What is next: a card here, an exercise on a page of its own, or the end."""
    here = room(request)
    current = under_way(here.items, here.store, here.clock())
    if current is None:
        return page(request, "session_done.html")
    ahead = remaining(current, here.store)
    if ahead[0].kind is Kind.SKILL:
        return RedirectResponse(_address(here, ahead[0]), 303)
    return _card(request, current, ahead)


def _address(room: Room, skill: Item) -> str:
    """Where a skill is worked; with competence it comes in other forms."""
    tasks = {skill_item(task).id: task for one in room.course for task in one.tasks}
    comes = form(tasks[skill.id], room.store.reviews.of(skill.id))
    return exercise(skill) + ("" if comes is Form.WORKED else f"/{comes}")


def _card(request: Request, current: Session, ahead: tuple[Item, ...]) -> Response:
    here = room(request)
    total = len(current.items)
    return page(
        request,
        "session.html",
        asked=asked(here, _found(here, ahead[0].id)),
        lesson=here.lesson(ahead[0].lesson),
        number=max(1, total - len(ahead) + 1),
        total=total,
    )


async def rated(request: Request) -> Response:
    """Keep what was said of a card, and go on."""
    card = _found(room(request), await field(request, "item", ".{1,500}"))
    await rate(request, card.id)
    return RedirectResponse("/session", 303)


def _found(room: Room, name: str) -> Flashcard:
    for lesson in room.course:
        for card in lesson.cards:
            if card.id == name:
                return card
    raise HTTPException(400)


routes = [
    Route("/session", step),
    Route("/session", rated, methods=["POST"]),
    Route("/session/begin", begin, methods=["POST"]),
]
