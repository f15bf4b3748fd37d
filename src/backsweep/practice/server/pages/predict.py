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
from ..once import Showing, keep, sent_by, setting, showing
from ..rendering import page
from ..room import room
from ..tasks import freshly, is_sown, said, seed, task


async def shown(request: Request) -> Response:
    """The questions, before anything is worked out."""
    if not is_sown(request):
        return freshly(request)
    return _page(request, _prediction(request), showing(request), {})


async def run(request: Request) -> Response:
    """Keep what was predicted, and show what comes out."""
    asked = _prediction(request)
    shown = await sent_by(request)
    chosen = {one.id: await said(request, one.id) for one in asked.questions}
    if all(one.option(chosen[one.id]) for one in asked.questions):
        keep(request, shown, [*_attempts(request, asked, chosen, shown.ticket)])
    return _page(request, asked, shown, chosen)


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
    request: Request, asked: Prediction, shown: Showing, chosen: Mapping[str, str]
) -> Response:
    return page(
        request,
        "predict.html",
        asked=asked,
        chosen=chosen,
        told=bool(chosen) and all(x.option(chosen[x.id]) for x in asked.questions),
        signed=_signed,
        flat=lambda of, by: Markup(flat(Rate(of, by))),
        after=after(asked.variant.seed, "predict"),
        **setting(request, asked.variant, shown),
    )


def _signed(change: Real) -> str:
    """
    >>> _signed(8), _signed(0)
    ('+8', '0')
    """
    return f"+{spelled(change)}" if change > 0 else spelled(change)


PATH = "/lesson/{name}/exercise/{label}/predict"
routes = [Route(PATH, shown), Route(PATH, run, methods=["POST"])]
