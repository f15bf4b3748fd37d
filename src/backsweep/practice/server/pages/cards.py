"""The cards of a lesson: one after the other, and on paper."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ...lesson.pieces import Lesson
from ..asking import asked, rate
from ..links import link
from ..rendering import page
from ..room import room


def _lesson(request: Request) -> Lesson:
    return room(request).lesson(request.path_params["name"])


def _number(request: Request) -> int:
    """Which card, from 1; a page not found if there is no such card."""
    asked_for, cards = request.path_params["number"], _lesson(request).cards
    for number in range(1, len(cards) + 1):
        if str(number) == asked_for:
            return number
    raise HTTPException(404)


async def card(request: Request) -> Response:
    """One card: its question, and its answer when asked for."""
    lesson, number = _lesson(request), _number(request)
    showing = asked(room(request), lesson.cards[number - 1])
    return page(request, "cards.html", lesson=lesson, number=number, asked=showing)


async def rated(request: Request) -> Response:
    """Keep what was said of the card, and go on to the next."""
    lesson, number = _lesson(request), _number(request)
    await rate(request, lesson.cards[number - 1].id)
    next_one = number + 1 if number < len(lesson.cards) else "done"
    return RedirectResponse(link("lesson", lesson.name, "cards", next_one), 303)


async def done(request: Request) -> Response:
    """After the last card."""
    return page(request, "cards_done.html", lesson=_lesson(request))


async def printed(request: Request) -> Response:
    """All cards, one to a page: the answer under its question, or on the back."""
    back = request.query_params.get("print") == "back"
    return page(request, "print.html", lesson=_lesson(request), back=back)


routes = [
    Route("/lesson/{name}/cards/print", printed),
    Route("/lesson/{name}/cards/done", done),
    Route("/lesson/{name}/cards/{number}", card),
    Route("/lesson/{name}/cards/{number}", rated, methods=["POST"]),
]
