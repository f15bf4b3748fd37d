"""Sign and size of a slope predicted, then run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ....explain.formula.expression import Rate
from ....explain.formula.mathml import flat
from ....explain.formula.numbers import spelled
from ...exercise.arithmetic import Real
from ...items.predict import Prediction, prediction
from ...memory.items import SKILL
from ...memory.records import Attempt
from ...mistakes.known import mistakes_of
from ...variants.seeds import after
from ..forms import field
from ..matrices import given_numbers
from ..rendering import page
from ..room import room
from ..stating import computed
from ..tasks import freshly, is_sown, said, seed, task

TICKET = "[0-9a-f]{16}"


async def shown(request: Request) -> Response:
    """The questions, before anything is worked out."""
    if not is_sown(request):
        return freshly(request)
    return _page(request, _prediction(request), room(request).ticket(), {})


async def run(request: Request) -> Response:
    """Keep what was predicted, and show what comes out."""
    asked = _prediction(request)
    ticket = await field(request, "ticket", TICKET)
    chosen = {one.id: await said(request, one.id) for one in asked.questions}
    if all(one.option(chosen[one.id]) for one in asked.questions):
        attempts = _attempts(request, asked, chosen, ticket)
        room(request).store.attempts.record(attempts)
    return _page(request, asked, ticket, chosen)


def _prediction(request: Request) -> Prediction:
    return prediction(mistakes_of(task(request).graph), seed(request))


def _attempts(
    request: Request, asked: Prediction, chosen: Mapping[str, str], ticket: str
) -> Iterator[Attempt]:
    """An attempt for each question."""
    right = asked.grade(chosen)
    for one in asked.questions:
        option = one.option(chosen[one.id])
        assert option is not None
        yield Attempt(
            f"{ticket}/{one.id}",
            SKILL + task(request).id,
            f"predict-{asked.variant.seed}",
            one.id,
            option.id,
            right[one.id],
            room(request).clock(),
            option.mistakes,
        )


def _page(
    request: Request, asked: Prediction, ticket: str, chosen: Mapping[str, str]
) -> Response:
    return page(
        request,
        "predict.html",
        task=task(request),
        lesson=room(request).lesson(request.path_params["name"]),
        asked=asked,
        chosen=chosen,
        told=bool(chosen) and all(x.option(chosen[x.id]) for x in asked.questions),
        ticket=ticket,
        computed=computed(asked.variant.exercise.graph),
        given=given_numbers(asked.variant),
        spelled=spelled,
        signed=_signed,
        flat=lambda of, by: Markup(flat(Rate(of, by))),
        after=after(asked.variant.seed, "predict"),
    )


def _signed(change: Real) -> str:
    """
    >>> _signed(8), _signed(0)
    ('+8', '0')
    """
    return f"+{spelled(change)}" if change > 0 else spelled(change)


PATH = "/lesson/{name}/exercise/{label}/predict"
routes = [Route(PATH, shown), Route(PATH, run, methods=["POST"])]
