"""How soon the practice room answers, before and after 100,000 answers were given."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import tempfile
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from fsrs import Rating

from backsweep.practice.grading.grade import Grade
from backsweep.practice.lesson.course import own_course
from backsweep.practice.memory.items import items
from backsweep.practice.memory.records import Attempt, Review
from backsweep.practice.memory.store import Store
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.variant import variant

from .task import Task
from .timing import Effort, by_turns

ANSWERS = 100_000
EXERCISE = "/lesson/backpropagation/exercise/worked-chain"
PAGES = {
    "home": "/",
    "lesson": "/lesson/backpropagation",
    "exercise": f"{EXERCISE}?seed=printed",
    "card": "/lesson/backpropagation/cards/1",
    "lab": "/lab",
    "explorer": "/explorer",
    "progress": "/progress",
}
GRADING, POSTED = "grading", "answer sent, graded and kept"
TYPED = {"a1": "1", "a2": "2", "a3": "4", "C": "1", "dC/da3": "1", "dC/dw1": "6"}


def measure(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """Every page, grading alone, and an answer on its whole way; with few and many."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "practice.sqlite"
        few = _room(file, effort)
        _answer(file)
        return {"grading": _grading(effort), "few": few, "many": _room(file, effort)}


def _grading(effort: Effort) -> dict[str, Any]:
    """All boxes of the lesson's exercise, two of them with a slip to be found."""
    task = own_course().lessons[0].tasks[0]
    printed = variant(mistakes_of(task.graph), "printed")

    def grade() -> None:
        assert len(Grade(printed, TYPED).wrong) == 2

    return by_turns({GRADING: Task(grade)}, effort, {})[GRADING]


def _answer(file: Path) -> None:
    """Store answers of three years, spread over all cards and skills."""
    begin, every = datetime(2024, 1, 1, tzinfo=UTC), timedelta(minutes=15)
    learned = items(own_course())
    with Store(file) as store, store.together():
        for turn in range(ANSWERS):
            item, time = learned[turn % len(learned)], begin + every * turn
            if item.id.startswith("skill:"):
                store.attempts.record([_attempt(item.id, turn, time)])
            else:
                review = Review(f"r{turn}", item.id, Rating.Good, time)
                store.reviews.record(review)


def _attempt(skill: str, turn: int, time: datetime) -> Attempt:
    slips = ("forgotten-two(dC/da3)",) if turn % 3 else ()
    return Attempt(
        f"a{turn}", skill, f"s{turn % 997}", "dC/da3", "1", not slips, time, slips
    )


def _room(file: Path, effort: Effort) -> dict[str, Any]:
    with _opened(file) as room:
        tasks = {name: Task(_page(room, path)) for name, path in PAGES.items()}
        return by_turns({**tasks, POSTED: Task(_post(room))}, effort, {})


@contextmanager
def _opened(file: Path) -> Iterator[http.client.HTTPConnection]:
    """The room as a process of its own, and a connection that stays open."""
    command = [sys.executable, "-m", "backsweep", "practice", "--no-browser"]
    process = subprocess.Popen(
        [*command, "--port", "0", "--file", file], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    place = urllib.parse.urlsplit(process.stdout.readline().split()[-1])
    try:
        yield http.client.HTTPConnection(place.netloc)
    finally:
        process.terminate()
        process.communicate()


def _asked(room: http.client.HTTPConnection, *request: Any) -> http.client.HTTPResponse:
    room.request(*request)
    answer = room.getresponse()
    assert answer.status < 400, (request, answer.status)
    return answer


def _page(room: http.client.HTTPConnection, path: str) -> Callable[[], None]:
    def page() -> None:
        assert _asked(room, "GET", path).read()

    return page


def _post(room: http.client.HTTPConnection) -> Callable[[], None]:
    """Another number each time, so that each is a new attempt to be kept."""
    found = _asked(room, "GET", PAGES["exercise"]).read().decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', found))
    turn = iter(range(1, 10**9))
    head = {"Content-Type": "application/x-www-form-urlencoded"}

    def post() -> None:
        boxes = {f"box:{name}": text for name, text in TYPED.items()}
        form = {**hidden, **boxes, "box:dC/dw1": str(next(turn)), "do": "check"}
        body = urllib.parse.urlencode(form)
        _asked(room, "POST", PAGES["exercise"], body, head).read()

    return post
