"""What checking a lesson file brings to light."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..explain.formula.numbers import spelled
from ..practice.errors import LessonMistake
from ..practice.grammar.writing import written
from ..practice.lesson.checking import Report, check_file
from ..practice.lesson.pieces import Task
from ..practice.lesson.reading import read_lesson
from ..practice.mistakes.known import mistakes_of
from ..practice.proposals import Passing, passing, proposed


@dataclass(frozen=True)
class Hiding:
    """An exercise whose numbers let wrong derivations pass, and numbers that do not."""

    task: Task
    steps: tuple[Passing, ...]
    instead: str


@dataclass(frozen=True)
class Checked:
    """A lesson file with all that was found."""

    path: Path
    report: Report
    hiding: tuple[Hiding, ...]


def checked(path: Path) -> Checked:
    """Look through a lesson file; one that cannot be read has no exercises yet."""
    report = check_file(path)
    tasks = () if report.mistakes else read_lesson(path).tasks
    return Checked(path, report, tuple(filter(None, map(_hiding, tasks))))


def _hiding(task: Task) -> Hiding | None:
    mistakes = mistakes_of(task.graph)
    steps = tuple(passing(mistakes))
    if not steps:
        return None
    given = proposed(mistakes)
    return Hiding(task, steps, written(given) if given else "")


def data(found: Checked) -> dict[str, Any]:
    """All of it for programs."""
    report = found.report
    return {
        "lesson": str(found.path),
        "passed": report.passed,
        "compared": report.compared,
        "wrong": [vars(one) | {"path": str(one.path)} for one in report.wrong],
        "mistakes": [_mistake(one) for one in report.mistakes],
        "remarks": [{"line": one.line, "text": one.text} for one in report.remarks],
        "hiding": [_hidden(one) for one in found.hiding],
    }


def _mistake(one: LessonMistake) -> dict[str, str]:
    return {"what": one.what, "where": one.where, "why": one.why, "cure": one.cure}


def _hidden(one: Hiding) -> dict[str, Any]:
    return {
        "exercise": one.task.label,
        "line": one.task.line,
        "steps": [_passing(step) for step in one.steps],
        "instead": one.instead,
    }


def _passing(one: Passing) -> dict[str, Any]:
    derivations = [
        {"id": x.id, "words": "".join(map(str, x.words))} for x in one.faults
    ]
    number = spelled(one.number)
    return {"step": one.step.id, "number": number, "derivations": derivations}
