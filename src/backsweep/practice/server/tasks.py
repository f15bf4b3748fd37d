"""The exercise that an address speaks of, and the seed of its numbers."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse

from ..lesson.pieces import Task
from ..memory.items import skill_item
from ..memory.session import LASTS
from ..variants.seeds import fresh_seed, is_seed
from .forms import sent
from .room import room

LONGEST = 200
"""More than any box takes."""


def task(request: Request) -> Task:
    """The exercise at this address; a page not found if there is none."""
    lesson = room(request).lesson(request.path_params["name"])
    for one in lesson.tasks:
        if one.label == request.path_params["label"]:
            return one
    raise HTTPException(404)


def seed(request: Request) -> str:
    """The seed that the address states; a page not found if it states none."""
    stated = request.query_params.get("seed", "")
    if not is_seed(stated):
        raise HTTPException(404)
    return stated


def is_sown(request: Request) -> bool:
    """Whether the address states a seed."""
    return "seed" in request.query_params


def freshly(request: Request) -> RedirectResponse:
    """The same page with a fresh seed in its address, to be shared or kept."""
    return RedirectResponse(f"{request.url.path}?seed={fresh_seed()}", 303)


def in_session(request: Request) -> bool:
    """Whether the session under way, or just finished, has this exercise."""
    here, skill = room(request), skill_item(task(request)).id
    last = here.store.sitting.last()
    return last is not None and here.clock() - last[0] <= LASTS and skill in last[1]


async def said(request: Request, name: str) -> str:
    """What a form says as ``name``; nothing where it was left out."""
    value = (await sent(request)).get(name)
    return value[:LONGEST] if isinstance(value, str) else ""
