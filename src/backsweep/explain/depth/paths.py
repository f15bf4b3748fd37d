"""How many paths make one entry of a gradient, and how they add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..formula.expression import Formula, Number, Rate
from ..parts.nopath import NoChain
from ..report.blocks import Block, Cell, Note, Paragraph, Table, Words
from ..report.part import Part
from ..run import Run
from .labels import label, percent
from .search import Step
from .tally import Tally
from .targets import target
from .wires import flat_index, wires

NOT_PASSED = "the cost is computed from other entries"
LONGEST_COUNT = 10**15
SMALLEST_PERCENT = 5e-5


class Paths(Part):
    """All paths from one entry to the cost: counted, added up, none listed.

    Whatever single path is shown, this belongs beside it.
    """

    def __init__(self, run: Run, name: str, index: tuple[int, ...] = ()):
        self.run, self.variable = target(run, name)
        entry = flat_index(self.run, self.variable, index)
        self.symbol = Step(self.variable, entry).symbol(self.run)
        self.tally = Tally(wires(self.run, self.variable), entry)

    def blocks(self) -> Sequence[Block]:
        """The gradient as a sum over paths, what is true of them all, a verdict."""
        if self.variable not in self.run.desires:
            return NoChain(self.run, self.variable).blocks()
        if not self.tally.count:
            return [Paragraph((self.symbol, f" has no path: {NOT_PASSED}."))]
        return [self.sentence(), self._facts(), *self._lengths(), Note(self.verdict())]

    def sentence(self) -> Paragraph:
        """What the entry of the gradient is."""
        rate = Rate(label(self.run, self.run.cost), self.symbol)
        gradient = Number(self.tally.gradient)
        return Paragraph(
            (rate, " = ", gradient, " is a sum, one product of rates a path.")
        )

    def _facts(self) -> Table:
        tally = self.tally
        product = tally.strongest.product if tally.strongest else 0
        rows: list[tuple[Cell, Cell]] = [
            ("paths", counted(tally.count)),
            ("live paths: no rate on them is 0", counted(tally.live)),
            ("magnitudes of the products, added up", Number(tally.total)),
            ("left of them after cancelling", part(tally.cancellation)),
            ("effective number of paths", Number(tally.effective)),
            ("product of the strongest path", Number(product)),
            ("its part of the magnitudes", part(tally.share(product))),
        ]
        caption = f"All paths from {self.symbol} to the cost"
        return Table(caption, ("", ""), tuple(rows), numeric=(1,))

    def _lengths(self) -> Sequence[Block]:
        """The shares by length, if paths differ in it."""
        shares = self.tally.by_length
        if len(shares) < 2:
            return []
        rows = tuple((str(k), part(share)) for k, share in shares.items())
        head = ("operations passed", "signed share of the gradient")
        return [Table("Paths by length", head, rows, numeric=(0, 1))]

    def verdict(self) -> Words:
        """What a single path is worth here."""
        if not self.tally.live:
            return ("Every path has a rate of 0 on it: here the cost does not move.",)
        assert self.tally.strongest is not None
        carried = part(self.tally.share(self.tally.strongest.product))
        told = (
            f"Of what all paths carry, the strongest has {carried}; "
            f"{part(self.tally.cancellation)} is left after cancelling."
        )
        if self.tally.telling:
            return (told,)
        return (f"{told} No single path explains this entry: ask for the layers.",)

    def data(self) -> dict[str, Any]:
        """The same for programs; counts are exact."""
        tally, told = (
            self.tally,
            {"of": str(self.symbol), "gradient": self.tally.gradient},
        )
        if self.variable not in self.run.desires:
            return told | NoChain(self.run, self.variable).data()
        if not tally.count:
            return told | {"path": False, "why": NOT_PASSED}
        product = tally.strongest.product if tally.strongest else 0
        return told | {
            "path": True,
            "paths": tally.count,
            "live paths": tally.live,
            "magnitudes": tally.total,
            "cancellation": tally.cancellation,
            "effective paths": tally.effective,
            "strongest product": product,
            "strongest share": tally.share(product),
            "share by length": tally.by_length,
        }


def counted(number: int) -> str | Formula:
    """A number of paths: all its digits while these are few."""
    return f"{number:,}" if number < LONGEST_COUNT else Number(_rounded(number))


def _rounded(number: int) -> int | float:
    """As a float, which is printed with four digits, while floats reach so far."""
    return float(number) if number < 10**300 else number


def part(share: Any) -> str:
    """A share in words, a very small one by its power of ten."""
    tiny = 0 < abs(share) < SMALLEST_PERCENT
    return str(Number(float(share))) if tiny else percent(float(share))


def paths(run: Run, name: str, index: tuple[int, ...] = ()) -> Paths:
    """All paths from one entry of the value called ``name`` to the cost.

    Raises ``UnknownName``, ``ShapeMismatch`` without such an entry, and ``TooLarge``.

    >>> from backsweep.explain.depth.paths import paths
    >>> from backsweep.explain.run import run
    >>> found = paths(run(lambda w, x: w * x + w, (2, 3), {}), "w")
    >>> found.tally.count, found.tally.gradient
    (2, Fraction(4, 1))
    """
    return Paths(run, name, index)
