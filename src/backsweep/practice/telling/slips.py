"""Wrong derivations that come back, in words and not as ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..lesson.pieces import Course, Task
from ..memory.items import skill_item
from ..memory.records import Recurrence
from ..mistakes.fault import Fault
from ..mistakes.known import mistakes_of

MOST = 5
"""More than these at once help nobody."""

COMES_BACK = 2
"""Times from which a slip is more than an accident."""


@dataclass(frozen=True)
class Slip:
    """A wrong derivation that fitted answers to a ``task`` again and again.

    Without a ``fault`` the lesson was edited since, and has no such derivation now.
    """

    task: Task
    recurrence: Recurrence
    fault: Fault | None


def slips(course: Course, recurrences: Iterable[Recurrence]) -> list[Slip]:
    """Those that come back most, the surest first; other courses' are left out."""
    tasks = {skill_item(task).id: task for lesson in course for task in lesson.tasks}
    returning = [
        one for one in recurrences if one.skill in tasks and one.count >= COMES_BACK
    ]
    returning.sort(key=lambda one: (one.certain, one.count), reverse=True)
    return [_slip(tasks[one.skill], one) for one in returning[:MOST]]


def _slip(task: Task, recurrence: Recurrence) -> Slip:
    known = {fault.id: fault for fault in mistakes_of(task.graph).all}
    return Slip(task, recurrence, known.get(recurrence.mistake))
