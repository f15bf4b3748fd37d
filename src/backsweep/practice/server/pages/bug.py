"""A sweep with one wrong step in it: find the line, and put it right."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...items.bug import Bug, bug
from ...items.finding import Finding
from ...memory.items import SKILL
from ...memory.records import Attempt
from ...mistakes.known import mistakes_of
from ...telling.stating import equals
from ...variants.seeds import after
from ..once import Showing, keep, sent_by, setting, showing
from ..rendering import page
from ..room import room
from ..tasks import freshly, is_sown, said, seed, task


async def shown(request: Request) -> Response:
    """The sweep, to be looked through."""
    if not is_sown(request):
        return freshly(request)
    return _page(request, _bug(request), showing(request))


async def answered(request: Request) -> Response:
    """Keep what was found, and say what is so."""
    found = Finding(
        _bug(request),
        await said(request, "line"),
        await said(request, "number"),
    )
    shown = await sent_by(request)
    if found.complete:
        keep(request, shown, [_attempt(request, found, shown.ticket)])
    return _page(request, found.bug, shown, found)


def _bug(request: Request) -> Bug:
    return bug(mistakes_of(task(request).graph), seed(request))


def _attempt(request: Request, found: Finding, ticket: str) -> Attempt:
    return Attempt(
        ticket,
        SKILL + task(request).id,
        f"bug-{found.bug.variant.seed}",
        found.picked,
        found.typed,
        found.solved,
        room(request).clock(),
        found.mistakes,
    )


def _page(
    request: Request, bug: Bug, shown: Showing, found: Finding | None = None
) -> Response:
    return page(
        request,
        "bug.html",
        bug=bug,
        found=found,
        told=found is not None and found.complete,
        equals=equals,
        after=after(bug.variant.seed, "bug"),
        **setting(request, bug.variant, shown),
    )


PATH = "/lesson/{name}/exercise/{label}/bug"
routes = [Route(PATH, shown), Route(PATH, answered, methods=["POST"])]
