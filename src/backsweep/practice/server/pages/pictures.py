"""Pictures that lie beside a lesson's file."""

from __future__ import annotations

from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from ..policy import content_policy
from ..room import room

ENDINGS = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})


async def picture(request: Request) -> Response:
    """A picture, and nothing else of what may lie in a teacher's folder.

    Opened alone, an SVG is a page; in a sandbox it is none of the room's.
    """
    lesson = room(request).lesson(request.path_params["name"])
    path = request.path_params["path"]
    if PurePosixPath(path).suffix.lower() not in ENDINGS:
        raise HTTPException(404)
    folder = StaticFiles(directory=lesson.path.absolute().parent)
    answer = await folder.get_response(path, request.scope)
    answer.headers["Content-Security-Policy"] = f"{content_policy()}; sandbox"
    return answer


routes = [Route("/beside/{name}/{path:path}", picture)]
