"""The run as it goes: a heading, a line at telling epochs, and a live bar."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from ..health.record import Record
from ..health.sentences import sentence
from ..health.verdict import Verdict
from .dataset import Dataset
from .figure import percent
from .loop import Epoch, State, batches_of
from .options import Options

BAR = 24
REDRAW = 0.05
"""Seconds between two updates; more often, drawing would cost more than learning."""


class Live:
    """A ``Watcher`` that draws in the terminal; use it in a ``with`` statement."""

    def __init__(self, console: Console):
        self.console = console
        self.bar = Progress(
            TextColumn("  [bold]{task.fields[place]}"),
            BarColumn(bar_width=BAR, complete_style="blue", finished_style="blue"),
            TextColumn("{task.fields[standing]}"),
            TimeRemainingColumn(),
            TextColumn("[bright_black]left"),
            console=console,
            transient=True,
        )
        self.task = self.bar.add_task("", total=None, place="", standing="")
        self.drawn_at, self.told = 0.0, 0
        self.health: Verdict | None = None

    def __enter__(self) -> Live:
        return self

    def __exit__(self, *_: Any) -> None:
        self.bar.stop()

    def begins(self, data: Dataset, options: Options, state: State) -> None:
        """Say what is about to be learned, from what and how."""
        self.data, self.options, self.told = data, options, state.epoch
        self.steps = len(batches_of(data.train, options, 0))
        self.console.print(heading(data, options, self.steps))
        if state.epoch >= options.epochs:
            self.console.print(f"\n  All {options.epochs} epochs are done already.")
            return
        if state.epoch + state.batch:
            self.console.print(f"\n  Going on after {told_place(state, self.steps)}.")
        self.console.print(f"\n  [bright_black]epoch        cost   {score_name(data)}")
        self.bar.start()

    def moves(self, state: State) -> None:
        """Move the bar, and leave a line for every epoch worth telling."""
        if state.epoch > self.told:
            self.told = state.epoch
            if telling(state.epoch, self.options.epochs):
                self.bar.print(epoch_line(self.data, state.epoch, state.history[-1]))
        if time.monotonic() - self.drawn_at > REDRAW:
            self._draw(state)

    def examined(self, record: Record, found: Verdict) -> None:
        """Keep what a look at the gradient found in sight; a line if it has changed."""
        if self.health is None or self.health.kind != found.kind:
            style = "green" if found.healthy else "bold red"
            self.bar.print(Text(f"  {sentence(record, found)}", style))
        self.health = found

    def _draw(self, state: State) -> None:
        self.drawn_at = time.monotonic()
        standing = told_health(self.health)
        if state.history:
            last = state.history[-1]
            score = told_score(self.data, last.score)
            standing = f"cost {last.cost:.3g}  {score}{standing}"
        self.bar.update(
            self.task,
            total=self.options.epochs,
            completed=state.epoch + state.batch / self.steps,
            place=f"epoch {state.epoch + 1} of {self.options.epochs}",
            standing=standing,
        )


def told_health(found: Verdict | None) -> str:
    """The gradient in brief, for a line that says other things too."""
    if found is None:
        return ""
    return f"  {found.kind}, front ×{10.0**found.decades:.2g}"


def heading(data: Dataset, options: Options, steps: int) -> Table:
    """The data, the network and the way it learns, a line each."""
    table = Table.grid(padding=(0, 3, 0, 0))
    for name, text in _heading_lines(data, options, steps):
        table.add_row(f"  [bright_black]{name}", text)
    return table


def _heading_lines(
    data: Dataset, options: Options, steps: int
) -> list[tuple[str, str]]:
    features, outputs = data.widths
    widths = (features, *options.layers, outputs)
    weights = sum((a + 1) * b for a, b in pairwise(widths))
    learned, held = len(data.train), len(data.held)
    goal = f"{data.task} of [bold]{escape(data.target.name)}[/]"
    if data.task == "classification":
        goal += f", {outputs} classes"
    return [
        (
            "data",
            f"{escape(data.name)}: {learned:,} rows to learn from, {held:,} held out",
        ),
        *(("", note) for note in data.notes),
        ("task", goal),
        (
            "network",
            f"{'-'.join(map(str, widths))}, {options.activation}, "
            f"{weights:,} weights and biases, started by {options.init}",
        ),
        (
            "learning",
            f"{options.optimiser} at rate {options.rate:g}, {steps:,} steps an epoch "
            f"of up to {options.batch_for(learned)} rows, {options.dtype}, "
            f"seed {options.seed}",
        ),
    ]


def telling(epoch: int, last: int) -> bool:
    """Whether an epoch gets a line of its own: 1, 2, 5, 10, 20, 50, ... and the last.

    >>> [epoch for epoch in range(1, 41) if telling(epoch, 40)]
    [1, 2, 5, 10, 20, 40]
    """
    first_figure, zeros = str(epoch)[0], str(epoch)[1:]
    return epoch == last or (first_figure in "125" and set(zeros) <= {"0"})


def epoch_line(data: Dataset, epoch: int, noted: Epoch) -> Text:
    """What was noted at the end of an epoch, with the score as a bar."""
    full = int(BAR * max(0.0, min(1.0, noted.score)))
    line = Text(f"  {epoch:>5}   {noted.cost:>9.3g}   ")
    line.append("━" * full, "blue").append("━" * (BAR - full), "bright_black")
    return line.append(f"  {told_score(data, noted.score)}")


def score_name(data: Dataset) -> str:
    """What the score is called."""
    return f"held-out {'accuracy' if data.task == 'classification' else 'R²'}"


def told_score(data: Dataset, score: float) -> str:
    """The score for reading: ``98.1 %`` or ``R² 0.873``."""
    return percent(score) if data.task == "classification" else f"R² {score:.3f}"


def told_place(state: State, steps: int) -> str:
    """How far a run has come."""
    if state.batch:
        return f"epoch {state.epoch}, and step {state.batch} of {steps} in the next"
    return f"epoch {state.epoch}"
