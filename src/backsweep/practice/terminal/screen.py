"""Words on a terminal, and what is typed there.

What is read from a pipe is shown as if it had been typed, so that a session which is
played from a file reads like one that was not.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Collection
from contextlib import suppress

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ...explain.formula.expression import Formula
from ...explain.report.spans import Line, spans, wrap
from ..lesson.plain import plain

WIDEST, INDENT = 76, 2
STYLES = {"formula": "cyan", "number": "cyan"}

with suppress(ImportError):
    importlib.import_module("readline")  # gives what is typed arrow keys


class Screen:
    """A terminal, narrow or wide, with or without colours; or a pipe."""

    def __init__(self, console: Console | None = None):
        self.console = console or Console(highlight=False)
        self.is_typed_at = sys.stdin.isatty()
        self._waiting = ""

    @property
    def width(self) -> int:
        """The columns that are written in: long lines are hard to read."""
        return min(self.console.width, WIDEST)

    def title(self, words: str, place: str) -> None:
        """The head of something new, on one line."""
        head = Text.assemble((f"── {place} · ", "dim"), (f"{plain(words)} ", "bold"))
        head.append("─" * (self.width - head.cell_len), "dim")
        head.truncate(self.width, overflow="ellipsis")
        self.console.print("\n", head, "\n", sep="")

    def say(
        self,
        *words: str | Formula,
        mark: str = "",
        style: str = "",
        indent: int = INDENT,
    ) -> None:
        """Running text with formulas in it; ``mark`` stands before its first line."""
        before = " " * indent + (f"{mark} " if mark else "")
        for line in wrap(spans(words), self.width - len(before)):
            self.console.print(Text(before, style).append(_styled(line, style)))
            before = " " * len(before)

    def prose(self, markdown: str) -> None:
        """A text of a lesson, with an empty line after it."""
        for line in [*plain(markdown).split("\n"), ""]:
            self.say(line) if line else self.space()

    def space(self) -> None:
        """An empty line."""
        self.console.print()

    def rows(self, rows: Collection[tuple[Text, ...]], indent: int = INDENT) -> None:
        """Texts side by side, in columns."""
        grid = Table.grid(padding=(0, 2))
        for row in rows:
            grid.add_row(*row)
        self.console.print(Padding(grid, (0, 0, 0, indent)), width=self.width)

    def ask(self, prompt: str) -> str:
        """A line that is typed. Raises ``EOFError`` where there will be none."""
        typed = input(prompt).encode(errors="replace").decode().strip()
        if not self.is_typed_at:
            print(typed)
        return typed

    def key(self, prompt: str, keys: str) -> str:
        """One of the ``keys``, by its first press; Enter is ``"\\n"``."""
        print(prompt, end="", flush=True)
        while (pressed := self._press()) not in keys:
            if not self.is_typed_at:
                print(f"{pressed} is no answer here: {' or '.join(keys.strip())}")
        print("" if pressed == "\n" else pressed)
        return pressed

    def _press(self) -> str:
        """A key, without waiting for Enter; from a pipe, how a line begins.

        Keys that were pressed in the meantime come one after another.
        """
        if not self.is_typed_at:
            return f"{input()}\n"[:1]
        typed = self._waiting or typer.getchar()
        self._waiting = typed[1:]
        return "\n" if typed[:1] == "\r" else typed[:1]


def _styled(line: Line, style: str) -> Text:
    return Text.assemble(*((text, STYLES.get(name, style)) for text, name in line))
