"""What several chains share, and what is saved by computing it once."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from ...chain import ripple
from ...factors import ones
from ...graph import Node, topological
from ...ops import CAST, CONSTANT, MARK, REARRANGING, STOP
from ...program import Program
from ...simplify import simplify
from ..counting import of_chains, of_ripple, of_sweep
from ..formula.expression import Number
from ..links import Link
from ..report.blocks import Block, Note, Paragraph, Table
from ..report.part import Part
from ..story import Story

NAMED = 6
FREE = frozenset((CONSTANT, MARK, CAST, STOP, *REARRANGING))
ROUNDS = 31


class Shared(Part):
    """The factors that the chains of several variables have in common."""

    def __init__(self, story: Story):
        self.story = story

    @cached_property
    def users(self) -> dict[Link, list[str]]:
        """For each factor, the variables with a chain through it; two or more."""
        behind: dict[Node, dict[str, None]] = {}
        for name, one in self.story.variables:
            behind[one] = {name: None}
        links = self.story.links
        found: dict[Link, list[str]] = {}
        for one in links.values:
            for link in links.into[one]:
                names = behind.get(link.by, {})
                behind.setdefault(one, {}).update(names)
                found[link] = list(names)
        return {x: names for x, names in reversed(found.items()) if len(names) > 1}

    def blocks(self) -> Sequence[Block]:
        """A table, a shared factor a row."""
        if not self.users:
            return [Paragraph(("The chains share no factor.",))]
        links = self.story.links
        rows = [
            (
                links.symbol(x),
                Number(links.number(x.rate)),
                str(len(names)),
                _few(names),
            )
            for x, names in self.users.items()
        ]
        head = ("factor", "is", "chains of", "namely")
        return [Table("Shared factors, computed once", head, tuple(rows), (1, 2))]

    def data(self) -> dict[str, Any]:
        """The shared factors for programs."""
        links = self.story.links
        return {
            "shared": [
                {"factor": str(links.symbol(x)), "in the chains of": names}
                for x, names in self.users.items()
            ]
        }


def _few(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    told = ", ".join(names[:NAMED])
    return f"{told} and {more} more" if more > 0 else told


class Work(Part):
    """Multiplications of the sweep, of ripples and of single chains, and the time.

    Counted on the graph; with ``measure`` the three ways are also run and timed.
    """

    def __init__(self, story: Story, measure: bool = False):
        self.story, self.run = story, story.run
        self.seconds = self._measured() if measure else None

    @cached_property
    def counts(self) -> dict[str, int]:
        """Multiplications: one sweep, a ripple per variable, every chain alone."""
        wrt = [one for _, one in self.story.variables]
        return {
            "sweep": of_sweep(self.run),
            "ripples": sum(of_ripple(self.run, one) for one in wrt),
            "chains": sum(of_chains(self.run, one) for one in wrt),
        }

    @cached_property
    def operations(self) -> dict[str, int]:
        """Operations of the forward pass, and of the sweep on top of it."""
        desires = [self.run.desires[one] for _, one in self.story.variables]
        swept = topological(simplify(desires, self.run.forward), self.run.forward)
        return {"forward": _operations(self.run.computed), "sweep": _operations(swept)}

    def _measured(self) -> dict[str, float]:
        """Seconds of each way, medians, taken by turns."""
        wrt = [one for _, one in self.story.variables]
        desires = [self.run.desires[one] for one in wrt]
        moved = [ripple({x: ones(x)}, [self.run.cost])[0] for x in wrt]
        ways = {
            "forward": [self._program([self.run.cost])],
            "value and gradient": [self._program([self.run.cost, *desires])],
            "ripples": [self._program([one]) for one in moved if one is not None],
        }
        return medians(ways)

    def _program(self, outputs: Sequence[Node]) -> Callable[[], object]:
        inputs = [one for one in self.run.given if one.op is not CONSTANT]
        program = Program(inputs, simplify(outputs, self.run.given))
        numbers = [float(self.run.values.number(one)) for one in inputs]
        return lambda: program.run(numbers)

    def blocks(self) -> Sequence[Block]:
        """The counts as a table, then against the forward pass, then the times."""
        names = (
            "one backward sweep",
            "a ripple per variable",
            "every chain on its own",
        )
        rows = zip(names, self.counts.values(), strict=True)
        table = Table(
            "Multiplications for the whole gradient",
            ("way", "multiplications"),
            tuple((name, f"{count:,}") for name, count in rows),
            numeric=(1,),
        )
        forward, swept = self.operations.values()
        told = (
            f"The forward pass takes {counted(forward, 'operation')}, and the sweep "
            f"{swept:,} more, for the whole gradient of "
            f"{counted(len(self.story.variables), 'number')}."
        )
        return [table, Paragraph((told,)), *self._times()]

    def _times(self) -> Sequence[Block]:
        if self.seconds is None:
            return []
        base = self.seconds["forward"]
        rows = tuple(
            (way, f"{1e6 * t:.3g} µs", f"{t / base:.2f}")
            for way, t in self.seconds.items()
        )
        head = ("run and timed", "median", "forward passes")
        note = Note(
            ("Timed as NumPy calls; calls of single numbers are mostly overhead.",)
        )
        return [Table("Measured", head, rows, numeric=(1, 2)), note]

    def data(self) -> dict[str, Any]:
        """Counts and times for programs."""
        found = {"multiplications": self.counts, "operations": self.operations}
        return found | ({"seconds": self.seconds} if self.seconds else {})


def _operations(order: Sequence[Node]) -> int:
    """How many of the nodes take an operation."""
    return sum(1 for one in order if one.op not in FREE)


def counted(count: int, thing: str) -> str:
    """``1 number``, ``2 numbers``."""
    return f"{count:,} {thing}{'s' if count != 1 else ''}"


def medians(ways: dict[str, list[Callable[[], object]]]) -> dict[str, float]:
    """The median time of each way, all of them run by turns."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, calls in ways.items():
            start = time.perf_counter()
            for call in calls:
                call()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}
