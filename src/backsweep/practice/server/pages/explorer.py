"""The network explorer: drag the weights, step the sweep forward and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ....errors import BacksweepError
from ....explain.formula.expression import Symbol
from ....explain.formula.mathml import flat
from ....explain.formula.numbers import spelled
from ...exercise.entries import Given, entries
from ...explorer.entries import with_numbers
from ...explorer.scene import Scene, scene
from ...explorer.words import words
from ...lesson.pieces import Course, Task
from ...mistakes.known import mistakes_of
from ...telling.stating import equals
from ..boxes import Box, box
from ..rendering import page
from ..room import room

MOST, LEAST = Fraction(1000), Fraction(5)
"""How large a number may be, and how far a slider goes at least."""
GIVEN = "given."
"""What the addresses of numbers begin with, so that they are no other names."""


@dataclass(frozen=True)
class Dial:
    """A number to be typed or dragged; the slider goes so far to both sides."""

    symbol: Symbol
    box: Box
    reach: Fraction


def tasks(course: Course) -> dict[str, Task]:
    """The exercises whose networks can be explored."""
    found = (task for lesson in course for task in lesson.tasks)
    return {task.id: task for task in found if task.graph.statements}


async def explorer(request: Request) -> Response:
    """The network with the numbers, at the moment and with the chain asked for."""
    typed, networks = request.query_params, tasks(room(request).course)
    chosen = typed.get("network", next(iter(networks), ""))
    if chosen not in networks:
        raise HTTPException(404)
    given = networks[chosen].graph.given
    dials = [*_dials(given, typed)]
    seen, trouble = _scene(networks[chosen], dials, typed)
    return page(
        request,
        "explorer.html",
        networks=networks,
        chosen=chosen,
        dials=dials,
        prefix=GIVEN,
        scene=seen,
        picture=Markup(seen.drawing),
        words=words,
        spelled=spelled,
        equals=equals,
        flat=lambda formula: Markup(flat(formula)),
        trouble=trouble,
        step=lambda count: _address(chosen, dials, seen.chosen, count),
    )


def _dials(given: Given, typed: Mapping[str, str]) -> Iterator[Dial]:
    for symbol, number in entries(given):
        by = Fraction(1, 10)
        here = Fraction(number)
        found = box(typed, f"{GIVEN}{symbol}", here, -MOST, MOST, by)
        yield Dial(symbol, found, max(LEAST, 2 * abs(here)))


def _scene(
    task: Task, dials: list[Dial], typed: Mapping[str, str]
) -> tuple[Scene, str]:
    """The scene; where the numbers lead nowhere, that of the lesson's own, and why."""
    exercise, given = mistakes_of(task.graph).exercise, task.graph.given
    numbers = {str(one.symbol): one.box.number for one in dials}
    count, chosen = _count(typed.get("step", "")), typed.get("chain", "")
    try:
        return scene(exercise, with_numbers(given, numbers), count, chosen), ""
    except (ArithmeticError, BacksweepError):
        trouble = "With these numbers some value has no number. Shown are the lesson's."
        return scene(exercise, given, count, chosen), trouble


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _address(chosen: str, dials: list[Dial], chain: str, count: int) -> str:
    """The address of the same page, so many moments on."""
    numbers = {one.box.name: one.box.text for one in dials}
    stated = {"network": chosen, **numbers, "chain": chain, "step": str(count)}
    return "?" + urlencode(stated)


routes = [Route("/explorer", explorer)]
