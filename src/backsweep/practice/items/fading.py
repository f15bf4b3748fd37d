"""In which form a skill comes: worked at first, and with competence less is worked.

To look through somebody's work, or to predict, is for those who can do it themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from fsrs import Rating

from ..lesson.pieces import Task
from ..memory.records import Review
from ..mistakes.known import mistakes_of
from ..mistakes.mistakes import Mistakes
from .bug import has_bugs
from .predict import has_slopes

COMPETENT = 2
"""So often a skill is rated Good before it comes in other forms."""


class Form(StrEnum):
    """What there is to do with a fresh variant."""

    WORKED = "worked"
    BUG = "bug"
    PREDICT = "predict"


FITS: Mapping[Form, Callable[[Mistakes], bool]] = {
    Form.WORKED: lambda mistakes: True,
    Form.BUG: has_bugs,
    Form.PREDICT: has_slopes,
}


def forms(mistakes: Mistakes) -> list[Form]:
    """The forms that a graph has; one that asks for no slope is only worked."""
    return [form for form, fits in FITS.items() if fits(mistakes)]


def form(task: Task, reviews: Iterable[Review]) -> Form:
    """Worked until that was Good twice; then all forms in turn, each until it is."""
    good = sum(review.rating is Rating.Good for review in reviews)
    if good < COMPETENT:
        return Form.WORKED
    fitting = forms(mistakes_of(task.graph))
    return fitting[(good - COMPETENT) % len(fitting)]
