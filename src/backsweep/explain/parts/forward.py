"""The forward pass, value by value, and the desires that come back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph import Node
from ..formula.expression import Formula, Number
from ..formula.spelling import formula_of
from ..links import Link
from ..report.blocks import Block, Paragraph, Table
from ..report.part import Part
from ..story import Story


class Forward(Part):
    """What each value is, how it is computed, and its number."""

    def __init__(self, story: Story):
        self.story = story

    @property
    def values(self) -> list[Node]:
        """Inputs first, then what is computed of them, the cost last."""
        run = self.story.run
        shown = {*run.symbols, *self.story.links.values}
        given = [one for one in run.symbols if one in run.given]
        return given + [one for one in run.computed if one in shown]

    @property
    def formulas(self) -> dict[Formula, Formula]:
        """How every value that is computed is computed, in order, by its name."""
        run, name = self.story.run, self.story.links.formula
        pairs = ((one, self._made(one)) for one in self.values if one not in run.given)
        return {name(one): made for one, made in pairs if isinstance(made, Formula)}

    def _made(self, one: Node) -> Formula | str:
        run = self.story.run
        if one in run.given:
            return "given"
        return formula_of(one, self.story.links.names, expand=True)

    def blocks(self) -> Sequence[Block]:
        """A table, a value a row."""
        links = self.story.links
        rows = [
            (links.formula(one), self._made(one), Number(links.number(one)))
            for one in self.values
        ]
        head = ("value", "computed as", "is")
        return [Table("The forward pass", head, tuple(rows), numeric=(2,))]

    def data(self) -> dict[str, Any]:
        """The values for programs."""
        links = self.story.links
        return {
            "forward": [
                {
                    "name": str(links.formula(one)),
                    "formula": str(self._made(one)),
                    "value": links.number(one),
                }
                for one in self.values
            ]
        }


class Desires(Part):
    """How much and which way the cost wants each value to move: dC/da, back to front.

    The cost falls when a value moves *against* its desire.
    """

    def __init__(self, story: Story):
        self.story = story

    @property
    def values(self) -> list[Node]:
        """From the cost back to the inputs."""
        return self.story.links.values[::-1]

    def blocks(self) -> Sequence[Block]:
        """A table, a desire a row."""
        story = self.story
        rows = [
            (
                story.rate(one),
                Number(story.number(one)),
                Number(story.slope(one)),
                _wanted(story.slope(one)),
            )
            for one in self.values
            if one is not story.run.cost
        ]
        if not rows:
            return [Paragraph(("No value has a desire: the cost hangs on none.",))]
        head = ("desire", "value", "desire is", "to lower the cost, the value must")
        return [Table("Desires, from the cost back", head, tuple(rows), (1, 2))]

    def data(self) -> dict[str, Any]:
        """The desires for programs."""
        story = self.story
        pairs = [(story.links.formula(one), story.slope(one)) for one in self.values]
        return {"desires": [{"of": str(f), "value": v} for f, v in pairs]}


def _wanted(desire: Any) -> str:
    if desire == 0:
        return "stay: nothing to gain by a small step"
    return "fall" if desire > 0 else "rise"


class Wishes(Part):
    """What each connection wishes of the value before it: a desire times a rate.

    The wishes for one value add up to its desire.
    """

    def __init__(self, story: Story):
        self.story = story

    @property
    def connections(self) -> list[Link]:
        """From the cost back."""
        links = self.story.links
        return [link for one in reversed(links.values) for link in links.into[one]]

    def wish(self, link: Link) -> Any:
        """The desire of the later value, times the rate between the two."""
        return self.story.slope(link.of) * self.story.number(link.rate)

    def blocks(self) -> Sequence[Block]:
        """A table, a connection a row."""
        if not self.connections:
            return []
        head = ("connection", "desire", "rate", "wish for the value before")
        rows = tuple(map(self._row, self.connections))
        return [Table("Wishes, from the cost back", head, rows, numeric=(1, 2, 3))]

    def _row(self, link: Link) -> tuple[Any, ...]:
        links = self.story.links
        desire, rate = self.story.slope(link.of), links.number(link.rate)
        connection = f"{links.formula(link.of)} → {links.formula(link.by)}"
        return (connection, Number(desire), Number(rate), Number(self.wish(link)))

    def data(self) -> dict[str, Any]:
        """The wishes for programs."""
        links = self.story.links
        return {
            "wishes": [
                {
                    "from": str(links.formula(x.of)),
                    "to": str(links.formula(x.by)),
                    "rate": links.number(x.rate),
                    "wish": self.wish(x),
                }
                for x in self.connections
            ]
        }
