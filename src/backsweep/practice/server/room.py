"""What every page needs to hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from starlette.exceptions import HTTPException
from starlette.requests import Request

from ..lesson.pieces import Course, Lesson
from ..memory.items import Item, items
from ..memory.store import Store

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Room:
    """A course, the memory of one learner, the time, and chance."""

    course: Course
    store: Store
    clock: Clock
    random: Random

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything in the course to come back to."""
        return items(self.course)

    def lesson(self, name: str) -> Lesson:
        """The lesson of this ``name``; a page not found if there is none."""
        for lesson in self.course:
            if lesson.name == name:
                return lesson
        raise HTTPException(404)

    def ticket(self) -> str:
        """A name for one showing of a page, so that a page sent twice counts once."""
        return f"{self.random.getrandbits(64):016x}"


def room(request: Request) -> Room:
    """The room that a request has come to."""
    return request.app.state.room
