"""The chain as a table: a row for each layer, or the ends and what lies between."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from operator import mul

from ..explain.formula.expression import Formula, Number
from ..explain.report.blocks import Block, Cell, Note, Paragraph, Table
from .layers import Layer, layered
from .record import SLOPE, WEIGHT, Record
from .sentences import three_digits, two_digits

Row = tuple[Cell, ...]
HEAD = ("back to", "through", "slope", "weight", "rest", "product", "so far")
ENDS = 4
"""In short, so many layers are shown at either end."""
NAMED = 4
"""So many layers are named that are not what chance would make of them."""


def chain(record: Record, short: bool = False) -> Iterator[Block]:
    """A row for each layer, the product of all, and the ratio that it must be.

    In ``short``, what lies between the ends of a deep network is told in a row.
    """
    layers = list(layered(record.links))
    rows = tuple(_rows(layers, _shown(layers) if short else range(len(layers))))
    yield _filled("The chain, from the cost back", (*HEAD, "by chance"), rows)
    yield Paragraph(
        (
            "All factors multiplied are ",
            Number(record.product),
            "; the measured ratio of the desires at both ends is ",
            Number(record.measured),
            ". Relative difference: ",
            Number(record.difference),
            ".",
        )
    )
    yield from _told([one.to for one in layers if _odd(one)])


def _shown(layers: Sequence[Layer]) -> set[int]:
    """The places of the cost, of the ends, and of layers that a note names."""
    places = range(len(layers))
    odd = [k for k in places if _odd(layers[k])]
    return {*places[: ENDS + 1], *places[-ENDS:], *odd[:NAMED]}


def _rows(layers: Sequence[Layer], shown: set[int] | range) -> Iterator[Row]:
    totals = list(accumulate((one.product for one in layers), mul))
    for known, part in groupby(range(len(layers)), shown.__contains__):
        places = [*part]
        if known or len(places) == 1:
            yield from (_layer(layers[k], totals[k]) for k in places)
        else:
            yield _between([layers[k] for k in places], totals[places[-1]])


def _layer(one: Layer, total: float) -> Row:
    both = number(one.product), number(total)
    if one.is_cost:
        return (one.to, f"the cost: {one.through}", "", "", "", *both, "")
    factors = map(number, (one.gain(SLOPE), one.gain(WEIGHT), one.rest))
    return (one.to, one.through, *factors, *both, _predicted(one))


def _predicted(one: Layer) -> Cell:
    """What chance makes of a layer, and how far it strays."""
    if one.predicted is None:
        return ""
    strays = f" ×÷ {two_digits(math.exp(one.noise)):g}" if one.noise else ""
    return Number(three_digits(one.predicted)), strays


def _between(layers: Sequence[Layer], total: float) -> Row:
    """Layers in one row: the factor that each of them has on average."""
    slopes, weights = ([one.gain(kind) for one in layers] for kind in (SLOPE, WEIGHT))
    means = [_mean(slopes), _mean(weights), _mean([one.rest for one in layers])]
    means += [_mean([one.product for one in layers]), total]
    predicted = number(_mean([one.predicted for one in layers]))
    told = f"{len(layers)} layers, each"
    return ("...", told, *map(number, means), predicted)


def _mean(factors: Sequence[float | None]) -> float | None:
    """The one factor in place of all, rounded; ``None`` where one is not known."""
    known = [x for x in factors if x]
    if len(known) < len(factors):
        return None
    return two_digits(math.exp(math.fsum(map(math.log, known)) / len(known)))


def _filled(caption: str, head: Row, rows: tuple[Row, ...]) -> Table:
    """A table without the columns that nothing stands in."""
    kept = [n for n in range(len(head)) if any(row[n] != "" for row in rows)]
    numeric = tuple(n for n, column in enumerate(kept) if column >= 2)
    some = tuple(tuple(row[n] for n in kept) for row in rows)
    return Table(caption, tuple(head[n] for n in kept), some, numeric)


def _odd(one: Layer) -> bool:
    """Whether a factor of the network is another one than chance would have it."""
    return one.strange and not one.is_cost


def _told(names: Sequence[str]) -> Iterator[Note]:
    if names:
        told = ", ".join(names[:NAMED]) + (" ..." if len(names) > NAMED else "")
        yield Note(
            (
                f"Back to {told}, the factor is not what weights drawn by chance "
                "would give: they have learned something there, or do not fit.",
            )
        )


def number(value: float | None) -> Formula | str:
    """A number for a cell, to three digits; nothing where there is none."""
    return "" if value is None else Number(three_digits(value))
