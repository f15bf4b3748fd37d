"""An exercise: a box for each step, marked at once, and told how a slip came about.

Every answer is sent to the address of the numbers, kept, and answered by leading back
there. So a page can be loaded again at any time, and all tabs show the same.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ...grading.answering import Turn, turn
from ...items.fading import forms
from ...memory.items import skill_item
from ...memory.records import Draft
from ...mistakes.known import mistakes_of
from ...telling import solving
from ...variants.seeds import PRINTED, after, fresh_seed, is_seed
from ..forms import field, sent
from ..matrices import given_numbers
from ..rendering import page
from ..room import room
from ..sheet import Sheet
from ..tasks import LONGEST, freshly, in_session, is_sown, said, seed, task

HELP = "?"
"""Typed into a box, it asks for a hint, as it does in the terminal."""
BOX = "box:"
"""How the names of boxes begin in a form, where a value may be called anything."""


async def shown(request: Request) -> Response:
    """The exercise as it stands."""
    if "fresh" in request.query_params:
        return freshly(request)
    if not is_sown(request):
        return _to(request, f"seed={_chosen(request)}")
    sheet = Sheet(_turn(request))
    return page(
        request,
        "exercise.html",
        task=task(request),
        lesson=room(request).lesson(request.path_params["name"]),
        sheet=sheet,
        variant=sheet.turn.variant,
        given=given_numbers(sheet.turn.variant),
        solving=solving,
        printed=sheet.turn.variant.seed == PRINTED,
        in_session=in_session(request),
        forms=forms(sheet.turn.variant.mistakes),
        apart="apart" in request.query_params,
        ticket=room(request).ticket(),
    )


def _to(request: Request, query: str) -> RedirectResponse:
    return RedirectResponse(f"{request.url.path}?{query}", 303)


def _turn(request: Request) -> Turn:
    asked, store = task(request), room(request).store
    return turn(store, skill_item(asked).id, mistakes_of(asked.graph), seed(request))


def _chosen(request: Request) -> str:
    """What was left unfinished; the printed numbers at first; after that, fresh ones.

    In a session they are always fresh: whoever has read the lesson knows its own.
    """
    here, skill = room(request), skill_item(task(request)).id
    left = here.store.drafts.latest(skill)
    if left and is_seed(left.variant):
        return left.variant
    known = skill in here.store.reviews.states()
    return fresh_seed() if known or in_session(request) else PRINTED


async def answered(request: Request) -> Response:
    """Keep what was done, then lead back to the exercise as it stands now."""
    turns = int(await field(request, "turns", "[0-9]{1,6}"))
    sheet = Sheet(replace(_turn(request), turns=turns))
    asks_for_hint = await said(request, "hint")
    done = "hint" if asks_for_hint else await field(request, "do", "|".join(DONE))
    if sheet.finished == (done == "again"):
        await DONE[done](request, sheet)
    return _to(request, request.url.query)


async def _check(request: Request, sheet: Sheet) -> Sheet:
    """Grade the boxes that were sent; the others are as they were.

    Gives the sheet as it is then.
    """
    boxes = await _boxes(request, sheet)
    asked = [name for name, typed in boxes.items() if typed.strip() == HELP]
    typed = {**sheet.turn.boxes, **boxes} | dict.fromkeys(asked, "")
    ticket = await _ticket(request, sheet)
    sheet.turn.answered(typed, ticket, room(request).clock())
    now = Sheet(sheet.turn)
    for name in asked:
        await _open_hint(request, now, name)
    return now


async def _boxes(request: Request, sheet: Sheet) -> Mapping[str, str]:
    form = await sent(request)
    named = ((name, form.get(f"{BOX}{name}")) for name in sheet.places)
    return {name: text[:LONGEST] for name, text in named if isinstance(text, str)}


async def _ticket(request: Request, sheet: Sheet) -> str:
    """The ticket of the page, in which its seed can be read."""
    ticket = await field(request, "ticket", "[0-9a-f]{16}")
    return f"{sheet.turn.variant.seed}/{ticket}"


async def _hint(request: Request, sheet: Sheet) -> None:
    """Open a hint for the box that the form names."""
    now = await _check(request, sheet)
    await _open_hint(request, now, await said(request, "hint"))


async def _open_hint(request: Request, sheet: Sheet, name: str) -> None:
    """Open the next hint for a box; nothing if the page was sent before."""
    opened = await field(request, "opened", "[0-9]{1,6}")
    if name in sheet.places and not sheet.finished and sheet.opened == int(opened):
        step = sheet.grade.marks[name].step
        now = room(request).clock()
        sheet.turn.hinted(step, sheet.next_hint(step), now)


async def _solve(request: Request, sheet: Sheet) -> None:
    """Show the solution: what is not solved by now is given up."""
    now = await _check(request, sheet)
    if not now.finished:
        ticket = await _ticket(request, sheet)
        sheet.turn.given_up(ticket, room(request).clock())


async def _again(request: Request, sheet: Sheet) -> None:
    """Begin again with the same numbers, all boxes empty."""
    here, turn = room(request), sheet.turn
    here.store.drafts.save(Draft(turn.skill, turn.variant.seed, here.clock()))


DONE: Mapping[str, Callable[[Request, Sheet], Awaitable[object]]] = {
    "check": _check,
    "hint": _hint,
    "solution": _solve,
    "again": _again,
}


async def next_one(request: Request) -> Response:
    """On to the next numbers: those that tell apart what is left open, if any is."""
    sheet = Sheet(_turn(request))
    chosen = sheet.turn.next_seed(sheet.grade)
    why = "" if chosen == after(sheet.turn.variant.seed) else "&apart"
    path = request.url.path.removesuffix("/next")
    return RedirectResponse(f"{path}?seed={chosen}{why}", 303)


PATH = "/lesson/{name}/exercise/{label}"
routes = [
    Route(PATH, shown),
    Route(PATH, answered, methods=["POST"]),
    Route(f"{PATH}/next", next_one),
]
