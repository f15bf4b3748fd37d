"""A sweep with one wrong step in it: find the line, and put it right."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ....explain.formula.numbers import spelled
from ...items.bug import Bug, bug
from ...items.finding import Finding
from ...memory.items import SKILL
from ...memory.records import Attempt
from ...mistakes.known import mistakes_of
from ...variants.seeds import after
from ..forms import field
from ..matrices import given_numbers
from ..rendering import page
from ..room import room
from ..stating import computed, equals
from ..tasks import freshly, is_sown, said, seed, task

TICKET = "[0-9a-f]{16}"


async def shown(request: Request) -> Response:
    """The sweep, to be looked through."""
    if not is_sown(request):
        return freshly(request)
    return _page(request, _bug(request), room(request).ticket())


async def answered(request: Request) -> Response:
    """Keep what was found, and say what is so."""
    found = Finding(
        _bug(request),
        await said(request, "line"),
        await said(request, "number"),
    )
    ticket = await field(request, "ticket", TICKET)
    if found.complete:
        room(request).store.attempts.record([_attempt(request, found, ticket)])
    return _page(request, found.bug, ticket, found)


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
    request: Request, shown: Bug, ticket: str, found: Finding | None = None
) -> Response:
    variant = shown.variant
    return page(
        request,
        "bug.html",
        task=task(request),
        lesson=room(request).lesson(request.path_params["name"]),
        bug=shown,
        found=found,
        told=found is not None and found.complete,
        ticket=ticket,
        computed=computed(variant.exercise.graph),
        given=given_numbers(variant),
        spelled=spelled,
        equals=equals,
        after=after(variant.seed, "bug"),
    )


PATH = "/lesson/{name}/exercise/{label}/bug"
routes = [Route(PATH, shown), Route(PATH, answered, methods=["POST"])]
