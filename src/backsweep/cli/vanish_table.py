"""A curve of the vanishing lab in a terminal: a row for each layer, with its bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ..explain.formula.numbers import Real, spelled
from ..health.lab.curve import Curve
from ..health.lab.sizes import power
from ..health.lab.words import two_digits
from .vanish_bars import Bar, Ends, scale

ENDS = 10
"""So many layers at either end of a deep network have a row."""
SPLIT, THEORY = 80, 60
"""From so many columns on, the terminal has room for these parts of the table."""
DIM = "bright_black"


def table(curve: Curve, width: int) -> Table:
    """From the output, where a desire starts, down to the front."""
    columns = _columns(curve, width)
    shown = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=DIM)
    shown.expand = True
    for title in columns:
        shown.add_column(title, justify="right", no_wrap=True)
    tens = [power(size) if size else -inf for size in curve.sizes]
    ends = scale([ten for ten in tens if ten > -inf])
    shown.add_column(Ends(ends), ratio=1)
    for k in _rows(curve.depth):
        if k is None:
            shown.add_row("⋮", *[""] * (len(columns) - 1), _between(curve))
        else:
            bar = Bar(ends, tens[k]) if tens[k] > -inf else Text()
            shown.add_row(*(column[k] for column in columns.values()), bar)
    return shown


def _rows(depth: int) -> list[int | None]:
    """Which layers have a row, counted from the output; ``None`` for those between."""
    if depth <= 2 * ENDS:
        return [*range(depth + 1)]
    return [*range(ENDS), None, *range(depth - ENDS + 1, depth + 1)]


def _columns(curve: Curve, width: int) -> dict[str, Sequence[RenderableType]]:
    """The numbers, the output's first: it has no factors."""
    layers = curve.layers
    inner = [str(layer) for layer in range(curve.depth - 1, 0, -1)]
    found: dict[str, Sequence[RenderableType]] = {
        "layer": [f"output {curve.depth}", *inner, "front 0"]
    }
    if layers and width >= SPLIT:
        found["slopes"] = _factors(one.slope for one in layers)
        found["weights"] = _factors(one.weight for one in layers)
    found["factor"] = _factors(curve.factors)
    if layers and width >= THEORY:
        found["theory"] = [Text(x, DIM) for x in _factors(x.predicted for x in layers)]
    found["left"] = [_size(curve, size) for size in curve.sizes]
    return found


def _factors(factors: Iterable[Real | None]) -> list[str]:
    return ["", *("-" if one is None else _three_digits(one) for one in factors)]


def _three_digits(factor: Real) -> str:
    exact = spelled(factor)
    return exact if len(exact) <= 5 else spelled(float(f"{float(factor):.2e}"))


def _size(curve: Curve, size: Real) -> str:
    """Exact in a chain; measured, it has no more digits than one can read."""
    return two_digits(size) if curve.layers else spelled(size)


def _between(curve: Curve) -> Text:
    """What stands for the layers that have no row of their own."""
    first, last = ENDS - 1, curve.depth - ENDS + 1
    before, after = curve.sizes[first], curve.sizes[last]
    count = last - first - 1
    if not before or not after:
        return Text(f"{count} layers", DIM)
    each = two_digits(10 ** ((power(after) - power(before)) / (count + 1)))
    return Text(f"{count} layers, each about {each}", DIM)
