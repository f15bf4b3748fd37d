"""The practice room as an ASGI application."""

from __future__ import annotations

from pathlib import Path
from random import Random
from types import ModuleType

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from ...errors import BacksweepError
from ..lesson.pieces import Course
from ..memory.moments import now
from ..memory.store import Store
from .pages import (
    bug,
    cards,
    exercise,
    explorer,
    home,
    lab,
    lesson,
    pictures,
    predict,
    progress,
    session,
)
from .refusals import refusal, refused
from .room import Clock, Room
from .security import Guard, Place

FAMILIES: tuple[ModuleType, ...] = (
    home,
    session,
    lesson,
    cards,
    pictures,
    exercise,
    progress,
    bug,
    predict,
    lab,
    explorer,
)
STATIC = Path(__file__).parent / "static"


def create_app(
    course: Course,
    store: Store,
    *,
    host: str = "127.0.0.1",
    port: int = 8123,
    clock: Clock = now,
    random: Random | None = None,
) -> Starlette:
    """The room for a ``course``, with what was learned in ``store``.

    Requests for another ``host`` or ``port`` are refused.
    """
    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, place=Place(host, port), refuse=refusal)],
        exception_handlers=dict.fromkeys(
            (HTTPException, BacksweepError, Exception), refused
        ),
    )
    app.state.room = Room(course, store, clock, random or Random())
    return app


def _routes() -> list[BaseRoute]:
    files = Mount("/static", StaticFiles(directory=STATIC))
    return [*(route for family in FAMILIES for route in family.routes), files]
