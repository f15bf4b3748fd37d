"""What was learned: what is held, how skills grow, what comes back; a copy of it."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...errors import StoreMistake
from ...memory.portable import exported, imported
from ...memory.progress import DAYS, OPPORTUNITIES, progress
from ...telling.slips import slips
from ..forms import upload
from ..rendering import page
from ..room import room

FIRST = 8
"""So many of what comes back are seen at once, those due first."""


async def shown(request: Request) -> Response:
    """Everything there is to see of what was learned."""
    return _page(request)


def _page(request: Request, status: int = 200, **news: Any) -> Response:
    """The page, with what became of an import where there was one."""
    here = room(request)
    now = here.clock()
    seen = progress(here.items, here.store, now)
    coming = sorted(seen.memories, key=lambda memory: memory.state.due)
    curves = [memory.curve() for memory in coming]
    context: dict[str, Any] = {
        "lessons": {lesson.name: lesson for lesson in here.course},
        "message": here.store.message,
        "now": now,
        "progress": seen,
        "coming": list(zip(coming, curves, strict=True)),
        "whole": [sum(day) / len(day) for day in zip(*curves, strict=True)],
        "slips": slips(here.course, seen.recurrences),
        "first": FIRST,
        "days": DAYS,
        "tries": OPPORTUNITIES,
        "added": None,
        "mistake": None,
    }
    return page(request, "progress.html", status=status, **context | news)


def copy(request: Request) -> Response:
    """Everything as a file to keep."""
    here = room(request)
    name = f"backsweep-practice-{here.clock():%Y-%m-%d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(exported(here.store), 200, headers, "application/json")


async def added(request: Request) -> Response:
    """Take in a file that was kept, whole or not at all."""
    file = await upload(request, "file")
    try:
        new = await run_in_threadpool(imported, room(request).store, file)
    except StoreMistake as mistake:
        return _page(request, 400, mistake=mistake)
    return _page(request, added=new)


routes = [
    Route("/progress", shown),
    Route("/progress/export", copy),
    Route("/progress/import", added, methods=["POST"]),
]
