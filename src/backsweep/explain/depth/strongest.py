"""The strongest paths of one entry of a gradient, and what they leave out."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ..errors import TooLarge
from ..formula.expression import Formula, Number
from ..report.blocks import Block, Cell, Note, Table, Words
from ..report.part import Part
from ..run import Run
from .paths import Paths, counted, part
from .search import Path, Step

MOST_LISTED = 1000
SHOWN_FIRST, SHOWN_LAST = 4, 2
"""How many entries of a long path are shown: at its start, and at its end."""
Word = str | Formula


class Strongest(Part):
    """The ``k`` paths with the greatest products, and the remainder beside them."""

    def __init__(self, all: Paths, k: int):
        self.all, self.k = all, k
        self.tally = all.tally

    @cached_property
    def paths(self) -> list[Path]:
        """The paths, the strongest first; fewer than ``k`` if there are fewer live."""
        return self.tally.search.paths(self.k)

    @cached_property
    def cumulative(self) -> list[Any]:
        """The sums of the products, from the first path on."""
        return list(itertools.accumulate(path.product for path in self.paths))

    @property
    def others(self) -> int:
        """How many live paths are not listed."""
        return self.tally.live - len(self.paths)

    @property
    def remainder(self) -> Any:
        """What the others add up to."""
        if not self.others:
            return 0
        return self.tally.gradient - (self.cumulative[-1] if self.paths else 0)

    def share(self, number: Any) -> Any:
        """The signed share of the gradient; ``None`` where that is 0."""
        return number / self.tally.gradient if self.tally.gradient else None

    def blocks(self) -> Sequence[Block]:
        """A path a row, then the remainder, then what all paths have to say."""
        if not self.paths:
            return self.all.blocks()
        return [
            self.all.sentence(),
            self._table(),
            Note(self._rest()),
            Note(self._worth()),
        ]

    def _table(self) -> Table:
        rows = tuple(map(self._row, self.paths, self.cumulative))
        head = ("path", "product", "share", "shares so far")
        caption = f"The strongest paths from {self.all.symbol} to the cost"
        return Table(caption, head, rows, numeric=(1, 2, 3))

    def _row(self, path: Path, total: Any) -> tuple[Cell, ...]:
        product = path.product
        shares = self._share_told(product), self._share_told(total)
        return (self._route(path), Number(product), *shares)

    def _share_told(self, number: Any) -> str:
        share = self.share(number)
        return "none" if share is None else part(share)

    def _route(self, path: Path) -> Words:
        """The entries with a name, from the variable on; of many, those at the ends."""
        labels = path.labels(self.all.run)
        words: list[Word] = [*labels]
        if len(labels) > SHOWN_FIRST + SHOWN_LAST + 1:
            words = [*labels[:SHOWN_FIRST], "…", *labels[-SHOWN_LAST:]]
        return tuple(word for one in words for word in (" → ", one))[1:]

    def _rest(self) -> Words:
        if not self.others:
            return ("These are all live paths.",)
        share = self._share_told(self.remainder)
        rest = (Number(self.remainder), f", a share of {share}.")
        return ("Live paths left out: ", counted(self.others), "; their sum: ", *rest)

    def _worth(self) -> Words:
        """How many paths there are in effect, and what one is worth among them."""
        effective = Number(self.tally.effective)
        count = counted(self.tally.count)
        shared = "; they share as evenly as ", effective, " of one size. "
        return ("Number of paths: ", count, *shared, *self.all.verdict())

    def data(self) -> dict[str, Any]:
        """The paths for programs, with all their steps."""
        if not self.tally.count:
            return self.all.data()
        return self.all.data() | {
            "strongest": [
                {
                    "product": path.product,
                    "share": self.share(path.product),
                    "steps": [self._step(step) for step in path.steps],
                }
                for path in self.paths
            ],
            "left out": {
                "paths": self.others,
                "sum": self.remainder,
                "share": self.share(self.remainder),
            },
        }

    def _step(self, step: Step) -> dict[str, Any]:
        run = self.all.run
        named = step.node in run.symbols
        return {
            "name": str(step.symbol(run)) if named else None,
            "operation": step.node.op.name,
            "entry": list(step.place),
            "rate": step.rate,
        }


def strongest(
    run: Run, name: str, index: tuple[int, ...] = (), k: int = 5
) -> Strongest:
    """The ``k`` strongest paths from one entry of the value called ``name``.

    Raises ``UnknownName``, ``ShapeMismatch`` without such an entry, and ``TooLarge``.

    >>> from backsweep.explain.depth.strongest import strongest
    >>> from backsweep.explain.run import run
    >>> found = strongest(run(lambda w, x: w * x + w, (2, 3), {}), "w", k=1)
    >>> found.paths[0].product, found.remainder, found.others
    (Fraction(3, 1), Fraction(1, 1), 1)
    """
    if k > MOST_LISTED:
        raise TooLarge(
            f"{k:,} paths are more than anyone reads",
            why="what a list leaves out is counted and added up beside it",
            cure=f"ask for {MOST_LISTED:,} at most",
        )
    return Strongest(Paths(run, name, index), k)
