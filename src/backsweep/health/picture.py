"""A picture of the factors over depth: what is left of the desire, and why."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from ..explain.formula.numbers import spelled, superscript
from ..explain.report.blocks import Figure
from .depths import Depths
from .errors import require_matplotlib
from .inline_svg import inline
from .record import SLOPE, WEIGHT, Record, factor
from .sentences import sentence, two_digits
from .style import COOL, FAINT, INK, STYLE, WARM, image, name_lines
from .verdict import verdict

WIDE, HIGH = 390, 390
"""In points; on a phone it is shown at about five sixths of that."""
MARKED = 30
"""Layers of deeper networks are lines without marks."""
LEAST = 0.5
"""Factors from a third to 3 are always there, so that small noise looks small."""
KINDS = ("png", "svg", "pdf")
"""Files that it is written to."""
LOOK = STYLE | {
    "axes.facecolor": "none",
    "axes.titlepad": 24,
    "lines.linewidth": 1.8,
    "lines.markersize": 4,
    "svg.fonttype": "none",
}
"""As words, and not as their outlines, text can be read out and takes a page's font."""
TITLE, GAP = "The factors over depth", "\N{EM SPACE}" * 2


def picture(record: Record) -> Figure:
    """The picture for a page, in its colours, with what it shows in words.

    Raises ``MissingMatplotlib``.
    """
    told = sentence(record, verdict(record))
    drawn = picture_file(record, "svg").decode()
    return Figure(inline(drawn, TITLE, told), _words(Depths.of(record)))


def picture_file(record: Record, kind: str) -> bytes:
    """The picture as a file of one of ``KINDS``. Raises ``MissingMatplotlib``."""
    require_matplotlib()
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Sheet

    with rc_context(LOOK):
        sheet = Sheet((WIDE / 72, HIGH / 72), layout="constrained")
        sizes, factors = sheet.subplots(2, 1, sharex=True, height_ratios=(5, 4))
        found = Depths.of(record)
        _draw_sizes(sizes, found)
        _draw_factors(factors, found)
        return image(sheet, kind)


def _draw_sizes(axes: Any, found: Depths) -> None:
    axes.set_title("What is left of the desire")
    far = found.limits
    shown = [x for x in found.sizes if math.isfinite(x)]
    low, high = _room([*shown, *found.predicted, far[-1], -far[-1]])
    _by_tens(axes, low, high)
    _draw_chance(axes, found)
    for sign in (1, -1):
        limit = [sign * one for one in far]
        label = "limits of health" if sign > 0 else None
        axes.plot(limit, ":", color=WARM, linewidth=1.2, label=label)
    _line(axes, 0, found.sizes, INK, "o", "measured")
    _name_lines(axes)


def _draw_chance(axes: Any, found: Depths) -> None:
    """What is predicted, and how far chance carries a network from it."""
    middle = found.predicted
    if len(middle) > 1:
        spans = [*zip(middle, found.noise, strict=False)]
        below, above = [m - far for m, far in spans], [m + far for m, far in spans]
        axes.fill_between(
            range(len(middle)), below, above, color=FAINT, alpha=0.2, lw=0
        )
        axes.plot(middle, "--", color=FAINT, linewidth=1.2, label="by chance")


def _draw_factors(axes: Any, found: Depths) -> None:
    axes.set_title("The factors of each layer")
    lines = [
        (found.factors(SLOPE), WARM, "o", "slopes"),
        (found.factors(WEIGHT), COOL, "s", "weights"),
        (found.others, FAINT, "^", "others"),
    ]
    every = [
        x for line, *_ in lines for x in line if x is not None and math.isfinite(x)
    ]
    _by_tens(axes, *_room([*every, -LEAST, LEAST]))
    for line, *look in lines:
        if any(x is not None for x in line):
            _line(axes, 1, line, *look)
    _name_lines(axes)
    _by_layers(axes, len(found.layers))


def _room(powers: Sequence[float]) -> tuple[float, float]:
    """From the least to the most, and a little more."""
    low, high = min(powers), max(powers)
    return low - 0.06 * (high - low), high + 0.06 * (high - low)


def _by_tens(axes: Any, low: float, high: float) -> None:
    """A logarithmic axis: powers of ten, or thirds of them where there is room."""
    from matplotlib.ticker import MaxNLocator, MultipleLocator

    axes.set_ylim(low, high)
    fine = high - low < 3
    axes.yaxis.set_major_locator(
        MultipleLocator(0.5) if fine else MaxNLocator(6, integer=True)
    )
    axes.yaxis.set_major_formatter(ten)
    axes.axhline(0, color=FAINT, linewidth=0.8)


def ten(power: float, _: object = None) -> str:
    """A power of ten for an axis; near 1, a plain number of one digit.

    >>> ten(-0.5), ten(2), ten(-7)
    ('0.3', '100', '10⁻⁷')
    """
    if abs(power) <= 2:
        return spelled(float(f"{10.0**power:.0e}"))
    return f"10{superscript(round(power))}"


def _by_layers(axes: Any, count: int) -> None:
    """Depth from right to left: the output is at the right, as networks are drawn."""
    from matplotlib.ticker import MaxNLocator

    axes.set_xlim(count + 0.4, -0.4)
    axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    axes.set_xlabel(f"← front{GAP}layers back from the output{GAP}output →")


def _line(
    axes: Any,
    first: int,
    powers: Iterable[float | None],
    colour: str,
    mark: str,
    label: str,
) -> None:
    """A line with marks; what is 0 or infinite is at the edge of the sheet."""
    low, high = axes.get_ylim()
    at = [(first + k, x) for k, x in enumerate(powers) if x is not None]
    edged = [(k, min(max(x, low), high)) for k, x in at]
    marked = mark if at[-1][0] <= MARKED else "none"
    axes.plot(*zip(*edged, strict=True), color=colour, marker=marked, label=label)
    for k, x in at:
        if math.isinf(x):
            _gone(axes, k, x, colour)
            break


def _gone(axes: Any, layer: int, power: float, colour: str) -> None:
    """Where a factor is 0 or infinite, which is on no scale of powers."""
    edge = axes.get_ylim()[power > 0]
    axes.plot(layer, edge, "X", color=colour, markersize=8, clip_on=False)
    axes.annotate(
        "∞" if power > 0 else "0",
        (layer, edge),
        (0, -12 if power > 0 else 8),
        textcoords="offset points",
        ha="center",
        weight="bold",
    )


def _name_lines(axes: Any) -> None:
    """Names in the colours of their lines, without samples of these."""
    name_lines(axes)
    for sample in axes.get_legend().legend_handles:
        sample.set_visible(False)


def _words(found: Depths) -> str:
    """What there is to see."""
    count = len(found.layers)
    layers = "1 layer leaves" if count == 1 else f"{count} layers leave"
    left = spelled(two_digits(factor(found.sizes[-1])))
    chance = (
        "; the shade, what chance makes of such layers" if found.predicted[1:] else ""
    )
    return (
        "Above, the desire on its way from the output, at the right, back to the "
        f"front: {layers} {left} of it{chance}. Below, what each layer multiplies "
        "it by."
    )
