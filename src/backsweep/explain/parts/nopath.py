"""What to say of a gradient that is zero because nothing leads from it to the cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph import Node
from ..depth.nopath import where_path_ends
from ..formula.expression import Formula, Rate
from ..formula.spelling import formula_of
from ..report.blocks import Block, Paragraph
from ..report.part import Part
from ..run import Run


class NoChain(Part):
    """No path leads from a value to the cost; this says where the path ends."""

    def __init__(self, run: Run, to: Node):
        self.run, self.to = run, to
        self.end, self.why = where_path_ends(run, to)

    @property
    def rate(self) -> Formula:
        """``dC/dx``, which is zero."""
        symbols = self.run.symbols
        return Rate(symbols[self.run.cost], symbols[self.to])

    def blocks(self) -> Sequence[Block]:
        """One paragraph."""
        told = (
            self.rate,
            " has no path: ",
            *self._ending(),
            ". It is not a measured 0.",
        )
        return [Paragraph(told)]

    def _ending(self) -> tuple[str | Formula, ...]:
        if self.end is self.to:
            return (self.why,)
        place = self.run.places.get(self.end)
        where = f" (line {place.line}: {place.text})" if place else ""
        end = formula_of(self.end, self.run.symbols)
        return ("it ends at ", end, f"{where}; {self.why}")

    def data(self) -> dict[str, Any]:
        """The same for programs."""
        place = self.run.places.get(self.end)
        return {
            "rate": str(self.rate),
            "path": False,
            "ends at": str(formula_of(self.end, self.run.symbols)),
            "why": self.why,
            "where": str(place or ""),
        }
