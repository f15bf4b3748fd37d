"""The check the long way: four ways to the same rate, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from ...chain import ripple
from ...factors import ones
from ...graph import Node
from ...simplify import simplify
from ..formula.expression import Formula, Number
from ..formula.spelling import formula_of
from ..report.blocks import Block, Equation, Note, Paragraph, Table
from ..report.part import Part
from ..run import Run
from ..story import Story

STEP = Fraction(1, 1000)
LARGE = 1e-3
JUMP = "The finite differences step over a jump or a corner of the cost."


class Row(NamedTuple):
    """One variable: the derivative written out, and what each way gives for it."""

    name: str
    formula: Formula
    sweep: Any
    written: Any
    ripple: Any
    differences: Any


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
            Equation(story.rate(story.node(row.name)), _once(row)) for row in self.rows
        ]
        if not written:
            return [Paragraph(("No path leads from a variable to the cost.",))]
        head = ("", "sweep", "written out", "forward ripple", "finite differences")
        rows = tuple(
            (story.rate(story.node(row.name)), *map(Number, row[2:]))
            for row in self.rows
        )
        table = Table("Four ways to one number", head, rows, numeric=(1, 2, 3, 4))
        return [*written, table, Note((self._told(),))]

    def _told(self) -> str:
        if self.worst == 0:
            return "All four agree exactly."
        told = f"The largest relative difference is {self.worst:.1e}."
        return f"{told} {JUMP}" if self.worst > LARGE else told

    def data(self) -> dict[str, Any]:
        """The ways for programs."""
        rows = [row._asdict() | {"formula": str(row.formula)} for row in self.rows]
        return {"check": rows, "worst": self.worst}


def difference(run: Run, one: Node) -> Any:
    """How the cost moves with a number, measured: two central differences, joined.

    Source: Richardson (1911).
    """
    start, given = run.values.number(one), run.given
    if not run.values.exact:
        given = {x: np.float64(v) if x.differentiable else v for x, v in given.items()}
    size = STEP * max(abs(start), STEP)

    def cost(step: Any) -> Any:
        return run.values.changed({one: start + step}, given).number(run.cost)

    wide, near = ((cost(h) - cost(-h)) / (2 * h) for h in (size, size / 2))
    return near + (near - wide) / 3


def _once(row: Row) -> tuple[Formula, ...]:
    """The formula and its number; a formula that is a number stands alone."""
    number = Number(row.written)
    return (row.formula,) if str(row.formula) == str(number) else (row.formula, number)


def _apart(row: Row) -> float:
    size = abs(float(row.sweep)) or 1.0
    return max(abs(float(other) - float(row.sweep)) / size for other in row[3:])
