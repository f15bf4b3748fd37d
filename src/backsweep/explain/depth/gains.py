"""The chain from the cost to a value as operations, each with its gain.

A gain is the length of the desire after an operation over that before it, so the
product of the gains is the ratio of the desires at both ends, whatever the network.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

from ...graph import Node
from ..formula.expression import Call, Formula, Number, Quotient, Rate
from ..parts.nopath import NoChain
from ..report.blocks import Block, Cell, Note, Paragraph, Table, Words
from ..report.part import Part
from ..run import Run
from .flow import Flow
from .labels import label, percent
from .norms import Real, decades, norm
from .stretches import COST, Branch, Stretch, stretches
from .targets import target

ROUNDING = 1e-9
"""Logarithms smaller than this are taken for those of 1."""
LISTED = 4
"""How many branches of one stretch are listed; the largest."""
KINDS = {
    COST: "what the cost does with the output",
    "slope": "slopes of activations",
    "weight": "weights",
    "input": "the input that feeds the weight",
    "product": "products of computed values",
    "copy or sum": "copies, sums and fixed numbers",
    "move": "moves of entries",
    "branches": "branches that meet again",
    "rule of your own": "rules of your own",
}


def gains(run: Run, to: str | Node) -> Gains:
    """The chain to a value, by its name or node. Raises ``UnknownName``.

    >>> import numpy as np
    >>> from backsweep.explain.depth.gains import gains
    >>> from backsweep.explain.run import run
    >>> def cost(w, v, x):
    ...     h = np.tanh(w * x)
    ...     return v * h
    >>> found = gains(run(cost, (0.0, 0.5, 3.0), {}), "w")
    >>> [(row.kind, row.gain) for row in found.rows]
    [('weight', 0.5), ('slope', 1.0), ('input', 3.0)]
    """
    return Gains(*target(run, to))


class Gains(Part):
    """The operations that every chain to a value passes, each with its gain."""

    def __init__(self, run: Run, to: Node):
        self.run, self.to = run, to
        self.rows: list[Stretch] = stretches(Flow(run, to))

    @cached_property
    def product(self) -> Any:
        """All gains multiplied."""
        return math.prod((row.gain for row in self.rows), start=1)

    @cached_property
    def measured(self) -> Real:
        """The length of the desire for the value over that for the cost."""
        return norm(self.run.desire(self.to)) / norm(self.run.desire(self.run.cost))

    @property
    def difference(self) -> float:
        """How far the product is from the measured ratio, as a part of it."""
        apart = abs(self.product - self.measured)
        return float(apart / self.measured) if self.measured else float(apart)

    @cached_property
    def totals(self) -> dict[str, Real]:
        """The product of the gains of each kind."""
        found: dict[str, Real] = {}
        for row in self.rows:
            found[row.kind] = found.get(row.kind, 1) * row.gain
        return found

    @cached_property
    def network(self) -> Real:
        """The gain from the network's output on: without what is the cost's own."""
        return math.prod((row.gain for row in self.rows if row.kind != COST), start=1)

    def part(self, gain: Real) -> float | None:
        """A gain's part of the network's, in logarithms.

        ``None`` where that has no meaning: some kinds shrink the desire and others
        make it grow, or nothing changes it.
        """
        sizes = [decades(x) for kind, x in self.totals.items() if kind != COST]
        whole = decades(self.network)
        apart = min(sizes, default=0) < -ROUNDING and max(sizes) > ROUNDING
        if apart or abs(whole) < ROUNDING or math.isinf(whole):
            return None
        return decades(gain) / whole

    def blocks(self) -> Sequence[Block]:
        """The verdict, the chain, the totals by kind, and the check."""
        if self.to not in self.run.desires:
            return NoChain(self.run, self.to).blocks()
        return [*self._verdict(), self._chain(), *self._dead(), self._check()]

    def _verdict(self) -> Iterator[Paragraph]:
        """What becomes of the desire behind the network's output, and by what."""
        head = [row for row in self.rows if row.kind == COST]
        if len(head) < len(self.rows) and self.network:
            start = label(self.run, head[-1].by if head else self.run.cost)
            ways = ("From ", start, " back to ", label(self.run, self.to))
            verb = "shrinks" if self.network < 1 else "grows"
            change = (f", the length of the desire {verb} to ", Number(self.network))
            told = f" times what it was. The factors: {'; '.join(self._causes())}."
            yield Paragraph((*ways, *change, told))

    def _causes(self) -> Iterator[str]:
        """What each kind of factor does to the desire, the cost's own left out."""
        for kind, gain in self.totals.items():
            if kind != COST and abs(decades(gain)) > ROUNDING:
                part = self.part(gain)
                told = "" if part is None else f", {percent(part)} of it in logarithms"
                yield f"{Number(gain)} from {KINDS[kind]}{told}"

    def _chain(self) -> Table:
        """A row for each stretch, from the cost back."""
        head = ("back to", "through", "kind", "gain", "so far", "log₁₀ of gain")
        cumulative = accumulate((row.gain for row in self.rows), operator.mul)
        rows = map(self._row, self.rows, cumulative)
        caption = f"The chain from {label(self.run, self.run.cost)} to "
        caption += str(label(self.run, self.to))
        return Table(caption, head, tuple(rows), numeric=(3, 4, 5))

    def _row(self, row: Stretch, cumulative: Real) -> tuple[Cell, ...]:
        through = self._branches(row) if row.branches else row.operation
        log = Number(round(decades(row.gain), 3))
        numbers = (Number(row.gain), Number(cumulative), log)
        return (label(self.run, row.by), through, row.kind, *numbers)

    def _branches(self, row: Stretch) -> Words:
        """What the largest branches bring, and all others together."""
        largest = sorted(row.branches, key=lambda one: -one.size)
        shown, rest = largest[:LISTED], largest[LISTED:]
        words: list[str | Formula] = []
        for one in shown:
            words += [", " if words else "", self._brought(one), *self._way(row, one)]
        if rest:
            others = math.fsum(one.share or 0 for one in rest)
            words.append(f", {percent(others)} through {len(rest)} others")
        return tuple(words)

    def _brought(self, one: Branch) -> str:
        return "0/0" if one.share is None else percent(float(one.share))

    def _way(self, row: Stretch, one: Branch) -> Words:
        if one.through is row.of:
            return (" straight",)
        return (" through ", label(self.run, one.through))

    def _dead(self) -> Iterator[Note]:
        last = self.rows[-1] if self.rows else None
        if last is None or last.gain:
            return
        why = (
            "the branches cancel"
            if last.branches
            else f"{last.operation} has the rate 0"
        )
        of, by = label(self.run, last.of), label(self.run, last.by)
        yield Note(
            (
                "The chain is dead from ",
                by,
                f" on: {why} between ",
                of,
                " and ",
                by,
                ".",
            )
        )

    def _check(self) -> Paragraph:
        ratio = Quotient(*(self._length(one) for one in (self.to, self.run.cost)))
        return Paragraph(
            (
                "Multiplied, the gains are ",
                Number(self.product),
                "; measured, ",
                ratio,
                " is ",
                Number(self.measured),
                ". Relative difference: ",
                Number(self.difference),
                ".",
            )
        )

    def _length(self, one: Node) -> Formula:
        cost = label(self.run, self.run.cost)
        return Call("length", (Rate(cost, label(self.run, one)),))

    def data(self) -> dict[str, Any]:
        """The chain for programs; without a path, where the path ends."""
        if self.to not in self.run.desires:
            return NoChain(self.run, self.to).data()
        return {
            "of": str(label(self.run, self.run.cost)),
            "to": str(label(self.run, self.to)),
            "path": True,
            "rows": [self._data(row) for row in self.rows],
            "product": self.product,
            "measured": self.measured,
            "difference": self.difference,
            "totals": {
                kind: {"gain": gain, "share": self.part(gain)}
                for kind, gain in self.totals.items()
            },
        }

    def _data(self, row: Stretch) -> dict[str, Any]:
        branches = [
            {
                "through": str(label(self.run, one.through)),
                "straight": one.through is row.of,
                "share": one.share,
                "size": one.size,
            }
            for one in row.branches
        ]
        return {
            "of": str(label(self.run, row.of)),
            "to": str(label(self.run, row.by)),
            "operation": row.operation,
            "kind": row.kind,
            "gain": row.gain,
            "decades": decades(row.gain),
            "share": self.part(row.gain) if row.kind != COST else None,
            "branches": branches,
        }
