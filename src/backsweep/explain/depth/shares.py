"""The gradient of a value split by how long its paths are, or by what they pass.

In a network with branches, paths of many lengths lead to one value, and what they
bring adds up. The share of the paths of one length is signed: what they bring in the
direction of the whole gradient. The shares add up to one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from ...graph import Node
from ..errors import unknown_name
from ..formula.expression import Number, Symbol
from ..parts.nopath import NoChain
from ..report.blocks import Block, Cell, Note, Paragraph, Table
from ..report.part import Part
from ..run import Run
from .flow import Flow, Pull
from .labels import label, ratio
from .norms import Real, norm, share
from .polynomials import desires_by_degree, paths_by_degree
from .targets import target

LISTED = 16
"""How many degrees are listed; those that bring the most."""


def shares(run: Run, to: str | Node, through: str | None = None) -> Shares:
    """The gradient of a value by the number of operations that a path passes.

    With ``through`` by the number of values of that name: what a loop calls ``r``, say.
    Raises ``UnknownName``.

    >>> from backsweep.explain.depth.shares import shares
    >>> from backsweep.explain.run import run
    >>> def cost(x, w):
    ...     for _ in range(3):
    ...         r = w * x
    ...         x = x + r
    ...     return x
    >>> found = shares(run(cost, (1, 1), {}), "x", through="r")
    >>> [(row.degree, row.paths, str(row.share)) for row in found.rows]
    [(0, 1, '1/8'), (1, 3, '3/8'), (2, 3, '3/8'), (3, 1, '1/8')]
    """
    names = [s.name for s in run.symbols.values() if isinstance(s, Symbol)]
    if through is not None and through not in names:
        raise unknown_name(through, run.title, names)
    return Shares(*target(run, to), through)


@dataclass(frozen=True)
class Degree:
    """The paths of one length: how many, and what they bring.

    ``share`` is signed, a part of the whole gradient (``None`` if that is zero), and
    ``size`` is the length of what they bring.
    """

    degree: int
    paths: int
    share: Real | None
    size: Real


class Shares(Part):
    """Signed shares of a gradient by length of path or by number of values passed."""

    def __init__(self, run: Run, to: Node, through: str | None = None):
        self.run, self.to, self.through = run, to, through
        self._flow = Flow(run, to)

    def _marked(self, pull: Pull) -> bool:
        """Whether the degree goes up by one where a path leaves ``pull.of``."""
        symbol = self.run.symbols.get(pull.of)
        named = isinstance(symbol, Symbol) and symbol.name == self.through
        return self.through is None or named

    @cached_property
    def rows(self) -> list[Degree]:
        """A row for each degree that has a path, the lowest first."""
        if self.to not in self.run.desires:
            return []
        parts = desires_by_degree(self._flow, self._marked)
        paths = paths_by_degree(self._flow, self._marked)
        whole = sum(parts.values())
        some = bool(norm(whole))
        return [
            Degree(
                k, paths[k], share(parts[k], whole) if some else None, norm(parts[k])
            )
            for k in sorted(parts)
        ]

    @cached_property
    def size(self) -> Real:
        """The length of the gradient."""
        return norm(self.run.desire(self.to))

    @property
    def paths(self) -> int:
        """How many paths there are, of all degrees."""
        return sum(row.paths for row in self.rows)

    @property
    def left(self) -> Real | None:
        """What cancellation between the degrees leaves: ‖sum‖ over the sum of sizes."""
        most = sum(row.size for row in self.rows)
        return self.size / most if most else None

    def blocks(self) -> Sequence[Block]:
        """How many paths there are, a row for each degree, and what cancels."""
        if self.to not in self.run.desires:
            return NoChain(self.run, self.to).blocks()
        return list(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        cost, to = (label(self.run, one) for one in (self.run.cost, self.to))
        told = f": {self.paths:,} of them."
        yield Paragraph(("Paths of operations from ", cost, " back to ", to, told))
        unit = f"{self.through} passed" if self.through else "operations"
        head = (unit, "paths", "share of the gradient", "size / whole")
        caption = f"What the paths to {to} bring, by their number of {unit}"
        yield Table(caption, head, tuple(self._listed()), (0, 1, 2, 3))
        yield from self._cancelled()

    def _listed(self) -> Iterator[tuple[Cell, ...]]:
        """The degrees that bring the most, and all others in one row."""
        largest = sorted(self.rows, key=lambda row: -row.size)[:LISTED]
        rest = [row for row in self.rows if row not in largest]
        for row in self.rows:
            if row in largest:
                size = Number(row.size / self.size) if self.size else "0/0"
                yield str(row.degree), f"{row.paths:,}", ratio(row.share), size
        if rest:
            count = sum(row.paths for row in rest)
            share = sum(row.share or 0 for row in rest) if self.size else None
            yield f"{len(rest)} others", f"{count:,}", ratio(share), ""

    def _cancelled(self) -> Iterator[Block]:
        if not self.size:
            yield Note(
                ("The gradient is zero: what the paths bring cancels, or is zero.",)
            )
        elif self.left is not None and len(self.rows) > 1:
            told = "The shares add up to 1. The sizes do not: the whole is "
            rest = " of their sum, because what they bring differs in direction."
            yield Paragraph((told, Number(self.left), rest))

    def data(self) -> dict[str, Any]:
        """The shares for programs; without a path, where the path ends."""
        if self.to not in self.run.desires:
            return NoChain(self.run, self.to).data()
        return {
            "of": str(label(self.run, self.run.cost)),
            "to": str(label(self.run, self.to)),
            "path": True,
            "through": self.through,
            "paths": self.paths,
            "size": self.size,
            "left": self.left,
            "degrees": [asdict(row) for row in self.rows],
        }
