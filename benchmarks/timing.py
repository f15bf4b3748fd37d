"""Peers timed by turns in one process, so that what slows the machine slows them all.

In each round every peer has a turn, in another order each time. Before its turn there
is a pause, in which the threads of the peer before it fall asleep, and calls that are
not timed, in which its own wake up. A ratio is the median of those within the rounds.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from .task import Task

PAUSE = 0.05
"""Seconds; OpenBLAS's threads spin for 26 ms after a product by default."""

LEAST = 3
"""Calls in a turn, however long they last."""


@dataclass(frozen=True)
class Effort:
    """How many rounds, and how long a turn lasts, in seconds."""

    rounds: int
    turn: float
    repeats: int

    @property
    def warm(self) -> float:
        """Seconds of calls before the timed ones."""
        return self.turn / 4


FULL, QUICK = Effort(25, 0.02, 5), Effort(5, 0.01, 2)


@dataclass(frozen=True)
class Figure:
    """Seconds a call takes: what half, a quarter, three quarters of the turns took."""

    median: float
    lower: float
    upper: float
    best: float
    rounds: int
    calls: int


def figure(seconds: Sequence[float], calls: int = 1) -> dict[str, Any]:
    """The figure of measured seconds per call."""
    lower, median, upper = np.quantile(seconds, (0.25, 0.5, 0.75)).tolist()
    best = float(min(seconds))
    return asdict(Figure(median, lower, upper, best, len(seconds), calls))


def by_turns(
    tasks: Mapping[str, Task], effort: Effort, against: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """The figure of each task, with its ratio to the task that ``against`` names."""
    counts = {name: _count(task, effort.turn) for name, task in tasks.items()}
    gc.collect()
    gc.freeze()
    names = list(tasks)
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for turn in range(effort.rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            seconds[name].append(_turn(tasks[name], counts[name], effort.warm))
    gc.unfreeze()
    figures = {name: figure(seconds[name], counts[name]) for name in names}
    for name, other in against.items():
        figures[name]["ratio"] = ratio(seconds[name], seconds[other])
    return figures


def beside(
    ours: str, tasks: Mapping[str, Task], effort: Effort
) -> dict[str, dict[str, Any]]:
    """The figure of each task, with its ratio to ``ours``."""
    return by_turns(tasks, effort, dict.fromkeys(tasks, ours))


def ratio(these: Sequence[float], those: Sequence[float]) -> float:
    """How many times as long these took, in the median round."""
    return float(np.median(np.divide(these, those)))


def _turn(task: Task, count: int, warm: float) -> float:
    time.sleep(PAUSE)
    task.restart()
    _last(task, warm)
    return _per_call(task, count)


def _last(task: Task, seconds: float) -> int:
    """Call for so long, twice at least; how many calls it took."""
    end, count = time.perf_counter() + seconds, 0
    while count < 2 or time.perf_counter() < end:
        task.call()
        count += 1
    task.finish()
    return count


def _per_call(task: Task, count: int) -> float:
    call, turns = task.call, range(count)
    start = time.perf_counter()
    for _ in turns:
        call()
    task.finish()
    return (time.perf_counter() - start) / count


def _count(task: Task, seconds: float) -> int:
    """Calls that take about so long, once the first few are over."""
    task.restart()
    for _ in range(3):
        task.call()
    task.finish()
    _last(task, seconds)
    task.restart()
    return max(LEAST, _last(task, seconds))


def once(call: Callable[[], Any]) -> float:
    """Seconds that a single call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
