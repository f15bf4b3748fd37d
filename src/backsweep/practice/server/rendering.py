"""Templates into pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ..lesson.plain import plain
from ..telling.words import counted, percent, sentence, span
from .curves import area, line
from .links import exercise, link
from .policy import HEADERS, content_policy
from .written import formula, inlined, phrase, prose, running

NAVIGATION = {
    "/": "Today",
    "/lab": "Lab",
    "/explorer": "Explorer",
    "/progress": "Progress",
}


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    styles: Iterable[str] = (),
    **context: Any,
) -> HTMLResponse:
    """The ``template``, filled; ``styles`` are the style sheets written in the page."""
    html = _environment.get_template(template).render(
        context, path=request.scope["path"], navigation=NAVIGATION
    )
    headers = HEADERS | {"Content-Security-Policy": content_policy(styles)}
    return HTMLResponse(html, status, headers)


_environment = Environment(
    loader=PackageLoader(__package__),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {
    "prose": prose,
    "line": line,
    "area": area,
    "phrase": phrase,
    "plain": plain,
    "formula": formula,
    "inlined": inlined,
    "running": running,
    "counted": counted,
    "percent": percent,
    "sentence": sentence,
    "span": span,
}
_environment.globals |= {"link": link, "exercise": exercise}
