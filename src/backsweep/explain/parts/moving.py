"""A nudge and a step: what happens when a variable moves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from ...chain import ripple
from ...factors import ones
from ...graph import Node
from ..errors import BadInput
from ..formula.expression import Number
from ..report.blocks import Block, Note, Paragraph, Table
from ..report.part import Part
from ..story import Story
from ..values import Values


def fitting(story: Story, number: Any) -> Any:
    """A number in the run's arithmetic: a float counts as it is written."""
    written = repr(number) if isinstance(number, float) else number
    try:
        exact = Fraction(written)  # refuses nan and infinity, too
        return exact if story.run.values.exact else float(number)
    except (TypeError, ValueError, OverflowError):
        raise BadInput(
            f"{number!r} is no step that a variable can take", cure="give a number: 0.1"
        ) from None


BENT = (
    "The chain gives the rates at the start; the last two columns differ by what the "
    "rates change on the way: half the nudge, about a fourth of it."
)
STRAIGHT = "No rate changes on the way: what the chain says is what happens."


class Nudge(Part):
    """One variable moved by ``by``: the ripple as predicted, and as it came."""

    def __init__(self, story: Story, name: str, by: Any):
        self.story, self.name, self.by = story, name, fitting(story, by)
        self.start = story.node(name)

    @cached_property
    def after(self) -> Values:
        """All values after the nudge."""
        return self.story.run.changed(
            {self.start: self.story.number(self.start) + self.by}
        )

    @cached_property
    def reached(self) -> list[Node]:
        """The values that the ripple reaches, in its order."""
        story = self.story
        others = [one for one in story.links.values if one is not self.start]
        found = ripple({self.start: ones(self.start)}, others)
        pairs = zip(others, found, strict=True)
        return [self.start, *(one for one, rate in pairs if rate is not None)]

    def predicted(self, one: Node) -> Any:
        """What the chain says: the rate of the value, times the nudge."""
        (rate,) = ripple({self.start: ones(self.start)}, [one])
        return 0 if rate is None else self.story.number(rate) * self.by

    def measured(self, one: Node) -> Any:
        """What the value really moved by."""
        return self.after.number(one) - self.story.number(one)

    def blocks(self) -> Sequence[Block]:
        """A table, a value a row, and what the difference between the two is."""
        story, links = self.story, self.story.links
        rows = tuple(
            (
                links.formula(one),
                Number(story.number(one)),
                Number(self.after.number(one)),
                Number(self.predicted(one)),
                Number(self.measured(one)),
            )
            for one in self.reached
        )
        head = ("value", "before", "after", "moves, says the chain", "moved")
        name = links.formula(self.start)
        caption = f"{name} nudged by {Number(self.by)}"
        return [Table(caption, head, rows, numeric=(1, 2, 3, 4)), self._told()]

    def _told(self) -> Note:
        if len(self.reached) == 1:
            return Note(("Nothing else moves with it.",))
        return Note((BENT if any(map(self._bent, self.reached)) else STRAIGHT,))

    def _bent(self, one: Node) -> bool:
        predicted, measured = self.predicted(one), self.measured(one)
        return abs(measured - predicted) > 1e-9 * abs(predicted)

    def data(self) -> dict[str, Any]:
        """The ripple for programs."""
        return {
            "nudged": self.name,
            "by": self.by,
            "ripple": [
                {
                    "name": str(self.story.links.formula(one)),
                    "before": self.story.number(one),
                    "after": self.after.number(one),
                    "predicted": self.predicted(one),
                    "measured": self.measured(one),
                }
                for one in self.reached
            ],
        }


class Step(Part):
    """One step of gradient descent: each variable less ``rate`` times its slope."""

    def __init__(self, story: Story, rate: Any, names: Sequence[str] | None = None):
        self.story, self.rate = story, fitting(story, rate)
        chosen = names or [name for name, _ in story.variables]
        self.stepped = {name: story.node(name) for name in chosen}

    def new(self, one: Node) -> Any:
        """The variable's number after the step."""
        slope = self.story.slope(one) or 0
        return self.story.number(one) - self.rate * slope

    @cached_property
    def costs(self) -> tuple[Any, Any]:
        """The cost before the step, and after."""
        after = self.story.run.changed({x: self.new(x) for x in self.stepped.values()})
        cost = self.story.run.cost
        return self.story.number(cost), after.number(cost)

    def blocks(self) -> Sequence[Block]:
        """A table, a variable a row, and the cost before and after."""
        if not self.stepped:
            return [Paragraph(("No path leads from a variable to the cost.",))]
        story = self.story
        rows = tuple(
            (
                story.links.formula(one),
                Number(story.number(one)),
                Number(story.slope(one) or 0),
                Number(self.new(one)),
            )
            for one in self.stepped.values()
        )
        rate, (before, after) = Number(self.rate), self.costs
        head = ("", "old", "slope", f"new = old − {rate} · slope")
        table = Table(f"One step, learning rate {rate}", head, rows, numeric=(1, 2, 3))
        told = (story.cost, " was ", Number(before), " and is ", Number(after))
        return [table, Paragraph((*told, _verdict(before, after)))]

    def data(self) -> dict[str, Any]:
        """The step for programs."""
        before, after = self.costs
        return {
            "rate": self.rate,
            "step": [
                {
                    "name": name,
                    "old": self.story.number(one),
                    "slope": self.story.slope(one),
                    "new": self.new(one),
                }
                for name, one in self.stepped.items()
            ],
            "cost before": before,
            "cost after": after,
        }


def _verdict(before: Any, after: Any) -> str:
    if not math.isfinite(after):
        return ": the step led out of the numbers. A much smaller rate."
    if after < before:
        return ": the step lowered it."
    if after > before:
        return ": the step went too far, over the bottom and up again. A smaller rate."
    return ": nothing changed."
