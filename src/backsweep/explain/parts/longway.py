"""The check the long way: four ways to the same rate, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from ...chain import ripple
from ...factors import ones
from ...graph import Node
from ...simplify import simplify
from ..formula.expression import Formula, Number
from ..formula.spelling import formula_of
from ..report.blocks import Block, Equation, Note, Table
from ..report.part import Part
from ..run import Run
from ..story import Story
from ..values import in_floats

STEP = 1e-3


class Row(NamedTuple):
    """One variable: the derivative written out, and what each way gives for it."""

    name: str
    formula: Formula
    sweep: Any
    written: Any
    ripple: Any
    differences: float


class Check(Part):
    """The sweep beside the symbolic derivative, the ripple and finite differences."""

    def __init__(self, story: Story):
        self.story, self.run = story, story.run

    @cached_property
    def rows(self) -> list[Row]:
        """A row for each variable."""
        return [self._row(name, one) for name, one in self.story.variables]

    def _row(self, name: str, one: Node) -> Row:
        desire = self.run.desires[one]
        (simple,) = simplify([desire], self.run.given)
        (moved,) = ripple({one: ones(one)}, [self.run.cost])
        afresh = self.run.changed({})
        return Row(
            name,
            formula_of(simple, self._inputs),
            self.story.number(desire),
            afresh.number(simple),
            afresh.number(moved) if moved is not None else 0,
            difference(self.run, one),
        )

    @property
    def _inputs(self) -> dict[Node, Formula]:
        """Only what is given has a name here: the rest is written out."""
        symbols = self.run.symbols.items()
        return {x: symbol for x, symbol in symbols if x in self.run.given}

    @property
    def worst(self) -> float:
        """The largest difference of the sweep to any other way, relative."""
        return max((_apart(row) for row in self.rows), default=0.0)

    def blocks(self) -> Sequence[Block]:
        """The derivatives written out, and a table of the numbers."""
        story = self.story
        written = [
            Equation(
                story.rate(story.node(row.name)), (row.formula, Number(row.written))
            )
            for row in self.rows
        ]
        head = ("", "sweep", "written out", "forward ripple", "finite differences")
        rows = tuple(
            (story.rate(story.node(row.name)), *map(Number, row[2:]))
            for row in self.rows
        )
        table = Table("Four ways to one number", head, rows, numeric=(1, 2, 3, 4))
        told = f"The largest relative difference is {self.worst:.1e}."
        return [*written, table, Note((told,))]

    def data(self) -> dict[str, Any]:
        """The ways for programs."""
        rows = [row._asdict() | {"formula": str(row.formula)} for row in self.rows]
        return {"check": rows, "worst": self.worst}


def difference(run: Run, one: Node) -> float:
    """How the cost moves with a number, measured: two central differences, joined.

    In floats, whatever the run is in. Source: Richardson (1911).
    """
    known = {x: np.asarray(value, float) for x, value in run.given.items()}
    size = STEP * max(abs(float(known[one])), 1.0)

    def cost(step: float) -> float:
        moved = known | {one: known[one] + step}
        return float(in_floats(moved)(run.cost))

    wide, near = ((cost(h) - cost(-h)) / (2 * h) for h in (size, size / 2))
    return near + (near - wide) / 3


def _apart(row: Row) -> float:
    size = max(abs(float(row.sweep)), 1e-12)
    return max(abs(float(other) - float(row.sweep)) / size for other in row[3:])
