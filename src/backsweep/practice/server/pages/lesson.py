"""A lesson to read, with its hidden answers and the way to its exercises and cards."""

from __future__ import annotations

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...lesson.pieces import Lesson, Piece
from ..rendering import page
from ..room import room


async def lesson(request: Request) -> Response:
    """The whole lesson."""
    shown = room(request).lesson(request.path_params["name"])
    return page(request, "lesson.html", lesson=shown, groups=groups(shown))


def groups(lesson: Lesson) -> list[tuple[str, tuple[Piece, ...]]]:
    """Pieces of one kind that follow one another, with the name of their kind."""
    kinds = groupby(lesson.pieces, type)
    return [(kind.__name__, tuple(pieces)) for kind, pieces in kinds]


routes = [Route("/lesson/{name}", lesson)]
