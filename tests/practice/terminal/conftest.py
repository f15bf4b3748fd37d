"""A session as whoever types it sees it."""

import io
import sys

import pytest
from rich.console import Console

from backsweep.practice.lesson.course import read_course
from backsweep.practice.memory.store import Store
from backsweep.practice.terminal.screen import Screen
from backsweep.practice.terminal.session import run_session

CARD = """
:::{flashcard}
:label: rule
Rates do what along a chain?
---
They multiply.

One line each.
:::
"""
CHAIN = """
:::{exercise} Work a chain
:label: chain
:graph: C = (a2 - y)**2; a2 = w2*a1; a1 = w1*a0
:given: a0 = 3, w1 = 5, w2 = -4, y = -57
:ask: forward, dC/dw1, step(w1, rate=0.1)
Take your time.
---
That was $w_1$.
:::
"""


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "practice.sqlite") as store:
        yield store


@pytest.fixture
def course(tmp_path):
    """A course of the given pieces."""

    def made(*pieces):
        path = tmp_path / "chains.md"
        path.write_text("# Chains\n" + "".join(pieces))
        return read_course(path)

    return made


@pytest.fixture
def typed(monkeypatch, capsys, store):
    """What a session shows whose lines are ``typed``."""

    def session(course, *lines, width=80, screen=Screen):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{x}\n" for x in lines)))
        run_session(course, store, screen(Console(width=width, highlight=False)))
        return capsys.readouterr().out

    return session
