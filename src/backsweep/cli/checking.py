"""``backsweep practice check``: what is wrong with lessons, and what they hide."""

from __future__ import annotations

import json as encoded
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..explain.formula.numbers import spelled
from ..practice.lesson.course import lesson_files
from ..practice.proposals import Passing
from .checked import Checked, Hiding, checked, data
from .mistakes import one_line, ours_in_one_line

NAMED = 2
"""So many of the derivations that pass are named."""
WIDEST, PIPED = 100, 88


def run_checking(path: Path, json: bool) -> bool:
    """Check a lesson or a folder of them, and show it; whether all is right."""
    found = ours_in_one_line(lambda: [checked(one) for one in lesson_files(path)])
    if json:
        print(encoded.dumps([data(one) for one in found], indent=2, ensure_ascii=False))
    else:
        _show(found)
    return all(one.report.passed for one in found)


def _show(found: Sequence[Checked]) -> None:
    """Print it; in a pipe, each mistake stays on one line."""
    console = Console(highlight=False)
    piped = not console.is_terminal
    console.width = PIPED if piped else min(console.width, WIDEST)
    for one in found:
        for told in _told(one):
            console.print(told, soft_wrap=piped and isinstance(told, Text))
    console.print(_summary(found), soft_wrap=piped)


def _told(found: Checked) -> Iterator[RenderableType]:
    """Mistakes, then wrong numbers, then what may be looked at."""
    for mistake in found.report.mistakes:
        yield Text(one_line(mistake.what, mistake.where, mistake.cure), "red")
    for wrong in found.report.wrong:
        yield Text(str(wrong), "red")
    for remark in found.report.remarks:
        yield Text(str(remark), "yellow")
    for hiding in found.hiding:
        yield from _hidden(found.path, hiding)


def _hidden(path: Path, hiding: Hiding) -> Iterator[RenderableType]:
    """The exercise, its steps in a table, and the numbers to take instead."""
    place = f"{path}, line {hiding.task.line}"
    words = f"the numbers of {hiding.task.label} let wrong derivations pass as right"
    yield Text(f"{place}: {words}", "yellow")
    rows = Table.grid(padding=(0, 2))
    for step in hiding.steps:
        rows.add_row(f"{step.step.id} = {spelled(step.number)}", _others(step))
    yield Padding(rows, (0, 0, 0, 4))
    if hiding.instead:
        yield Padding(Text(f"none passes with {hiding.instead}", "green"), (0, 0, 0, 4))


def _others(step: Passing) -> Text:
    """How else the number comes out, for example."""
    count = len(step.faults)
    named = "; ".join("".join(map(str, x.words)) for x in step.faults[:NAMED])
    more = f"; and {count - NAMED} more" if count > NAMED else ""
    return Text(f"after {_count(count, 'slip')} too: {named}{more}")


def _summary(found: Sequence[Checked]) -> Text:
    compared = sum(one.report.compared for one in found)
    wrong = sum(len(one.report.wrong) for one in found)
    mistakes = sum(len(one.report.mistakes) for one in found)
    faults = ((wrong, "wrong number"), (mistakes, "mistake"))
    ends = ", ".join(_count(*one) for one in faults if one[0])
    told = f"{_count(len(found), 'lesson')}, {_count(compared, 'number')} compared: "
    return Text(told + (ends or "all right"), "bold red" if ends else "bold green")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
