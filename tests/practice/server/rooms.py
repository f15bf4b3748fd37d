"""A room with a small course, whose author has tried what a page must withstand."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import httpx

from backsweep.practice.grammar.graph import Graph
from backsweep.practice.lesson.pieces import (
    Course,
    Flashcard,
    Lesson,
    Prose,
    SelfCheck,
    Task,
)
from backsweep.practice.memory.store import Store
from backsweep.practice.server.app import create_app

HOSTILE = '<script>alert(1)</script> <img src=x onerror="alert(2)"> [x](javascript:3)'
TABLE = "| a | b |\n| :- | -: |\n| 1 | $\\begin{matrix} 1 & 2 \\end{matrix}$ |"
ADDRESS = "http://localhost:8123"
MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)


def card(lesson, number):
    front, back = f"Front {number} of ${lesson}$", f"Back {number}"
    return Flashcard(f"card-{number}", front, back, number, lesson=lesson)


def lesson(name, title, folder, cards=3):
    pieces = (
        Prose(f"Rates *multiply*. {HOSTILE}\n\n{TABLE}\n\n## Self-check", 1),
        SelfCheck("rule", f"Say the rule. {HOSTILE}", f"A product. {HOSTILE}", 3),
        Prose("## Try it", 4),
        Task("chain", "Work a chain", "With $a_0 = 1$.", Graph((), {}), 5, name),
        Prose("## Flashcards", 6),
        *(card(name, number) for number in range(1, cards + 1)),
    )
    return Lesson(name, title, folder / f"{name}.md", pieces)


def course(folder=Path("lessons")):
    first = lesson("first", "The *chain* rule", folder)
    return Course((first, lesson("Zweite Stunde?", HOSTILE, folder, cards=1)))


class Clock:
    """A clock that stands until it is told to move on."""

    def __init__(self):
        self.time = MORNING

    def __call__(self):
        return self.time

    def move(self, **span):
        self.time += timedelta(**span)


class Visitor:
    """Sends requests to an app as a browser on this machine would."""

    def __init__(self, app):
        self.app = app

    def get(self, path, **request):
        return asyncio.run(self._send("GET", path, request))

    def post(self, path, **request):
        return asyncio.run(self._send("POST", path, request))

    def delete(self, path):
        return asyncio.run(self._send("DELETE", path, {}))

    async def _send(self, method, path, request):
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
            return await client.request(method, path, **request)


def app_of(folder, clock, **place):
    store = Store(folder / "practice.sqlite")
    return create_app(course(folder), store, clock=clock, random=Random(0), **place)
