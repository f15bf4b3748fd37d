"""The parts that are asked for besides the report, each by an option of its own."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..explain import Explanation
from ..explain.report.blocks import Block, Section
from ..explain.report.page import TITLE, page
from ..explain.report.part import Part
from ..explain.reports import SHARED, STEP, farthest
from .values import number, split


@dataclass(frozen=True)
class Asked:
    """What was typed after ``--nudge``, ``--step`` and the like."""

    nudge: str | None = None
    step: str | None = None
    measure: bool = False
    through: str | None = None
    strongest: str | None = None

    def parts(self, ex: Explanation) -> Iterator[tuple[str, str, Part]]:
        """Each part that was asked for: its title, its key in JSON, and itself."""
        if self.measure:
            yield SHARED, "work", ex.work(measure=True)
        if self.nudge is not None:
            name, by = split(self.nudge, "--nudge")
            yield "A nudge", "nudge", ex.nudge(name, number(by, "--nudge"))
        if self.step is not None:
            yield STEP, "step", ex.step(number(self.step, "--step"))
        if self.through is not None:
            title = f"Paths by how often they pass {self.through}"
            yield title, "shares", ex.shares(_chosen(ex), self.through)
        if self.strongest is not None:
            found = ex.strongest(*entry(self.strongest, ex.run.variables))
            yield f"The strongest paths to {self.strongest}", "strongest", found


def _chosen(ex: Explanation) -> str:
    """The variable farthest from the cost; without a path, the first there is."""
    return farthest(ex) or next(iter(ex.run.variables), "")


def entry(text: str, names: Container[str]) -> tuple[str, tuple[int, ...]]:
    """A name, and the place in its array if one is given.

    >>> entry("p['w'][3,5]", ["p['w']"]), entry("p[0]", ["p[0]"])
    (("p['w']", (3, 5)), ('p[0]', ()))
    """
    name, _, inside = text.removesuffix("]").rpartition("[")
    places = inside.replace(" ", "").split(",")
    if text in names or not all(place.isdigit() for place in places):
        return text, ()
    return name, tuple(map(int, places))


class Report(Part):
    """An explanation with the parts that were asked for in their places."""

    def __init__(self, explanation: Explanation, asked: Asked):
        self.explanation, self._parts = explanation, list(asked.parts(explanation))

    def short(self) -> Sequence[Block]:
        """The short report, and what was asked for."""
        return self._with(self.explanation.short())

    def blocks(self) -> Sequence[Block]:
        """The whole report, and what was asked for."""
        return self._with(self.explanation.blocks())

    def _with(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks; a part that was asked for stands where the report has one."""
        ex = self.explanation
        asked = {
            title: Section(title, tuple(_shown(ex, title, part)))
            for title, _, part in self._parts
        }
        titles = [block.title for block in blocks if isinstance(block, Section)]
        return [
            *[asked.get(getattr(block, "title", ""), block) for block in blocks],
            *[section for title, section in asked.items() if title not in titles],
        ]

    def data(self) -> dict[str, Any]:
        """All of it for programs."""
        found = {key: part.data() for _, key, part in self._parts}
        return self.explanation.data() | found

    def page(self, title: str = TITLE) -> str:
        """All of it as one self-contained page, the network drawn."""
        figure = self.explanation.figure()
        return page([*([figure] if figure else []), *self.blocks()], title)


def _shown(ex: Explanation, title: str, part: Part) -> Iterator[Block]:
    """Where work is measured, what the chains share still stands before it."""
    if title == SHARED:
        yield from ex.shared().blocks()
    yield from part.blocks()
