"""Pages for what went wrong: what happened, and the way back."""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ...errors import BacksweepError
from ..errors import StoreMistake
from .rendering import page

WORDS = {
    400: ("That could not be read", "Part of what was sent is not in its right form."),
    403: (
        "That came from another site",
        "Only pages of the practice room itself may send answers to it.",
    ),
    404: ("There is no such page", "It may have moved with its lesson."),
    405: (
        "There is nothing to do here in that way",
        "This page takes no such request.",
    ),
    413: ("That is too much", "An answer is short, and so is what may be sent."),
    421: (
        "That is another address",
        "The practice room answers at the address that it printed when it began.",
    ),
    500: (
        "Something broke in the practice room",
        "Your answers are safe. The terminal says what it was.",
    ),
}


def refusal(request: Request, status: int) -> Response:
    """The page for an error ``status``."""
    title, words = WORDS.get(status, (HTTPStatus(status).phrase, ""))
    return page(request, "refusal.html", status=status, title=title, words=words)


async def refused(request: Request, error: Exception) -> Response:
    """The page for an error that a page has raised."""
    if isinstance(error, HTTPException):
        answer = refusal(request, error.status_code)
        answer.headers.update(error.headers or {})
        return answer
    if isinstance(error, BacksweepError):
        status = 500 if isinstance(error, StoreMistake) else 400
        return page(
            request, "refusal.html", status=status, title=error.what, words=error.cure
        )
    return refusal(request, 500)
