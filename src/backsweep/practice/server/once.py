"""What the pages share that are answered once, and then say what is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from ...explain.formula.numbers import spelled
from ..grading.once import answered_once
from ..memory.items import skill_item
from ..memory.records import Attempt
from ..telling.stating import computed
from ..variants.variant import Variant
from .forms import field
from .matrices import given_numbers
from .room import room
from .tasks import in_session, task


@dataclass(frozen=True)
class Showing:
    """One showing of a page: its ``ticket``, so that it counts once.

    ``turns`` is how often the skill had been reviewed when the page was made.
    """

    ticket: str
    turns: int


def showing(request: Request) -> Showing:
    """That of a page which is made now."""
    here, skill = room(request), skill_item(task(request)).id
    state = here.store.reviews.states().get(skill)
    return Showing(here.ticket(), state.turns if state else 0)


async def sent_by(request: Request) -> Showing:
    """That of the page which a form comes from."""
    ticket = await field(request, "ticket", "[0-9a-f]{16}")
    return Showing(ticket, int(await field(request, "turns", "[0-9]{1,6}")))


def keep(request: Request, shown: Showing, attempts: Sequence[Attempt]) -> None:
    """Write down what was answered, before it is told."""
    answered_once(room(request).store, attempts, shown.ticket, shown.turns)


def setting(request: Request, variant: Variant, shown: Showing) -> dict[str, Any]:
    """What the templates of these pages have in common."""
    return {
        "task": task(request),
        "lesson": room(request).lesson(request.path_params["name"]),
        "showing": shown,
        "in_session": in_session(request),
        "computed": computed(variant.exercise.graph),
        "given": given_numbers(variant),
        "spelled": spelled,
    }
