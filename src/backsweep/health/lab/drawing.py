"""A curve as a picture: what is left over the layers, and the factors that left it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from ...explain.formula.numbers import Real, superscript
from ..mean_field import band
from ..style import (
    BETWEEN,
    COOL,
    FAINT,
    INK,
    STYLE,
    WARM,
    image,
    name_lines,
    shades,
    spaced,
)
from .curve import Curve
from .sizes import power

TITLE = STYLE["axes.titlepad"]
Line = Sequence[float]
DOTTED = 60
"""Deeper networks are lines without dots."""


def draw(curve: Curve, kind: str = "png") -> bytes:
    """The picture as a PNG or SVG file; a network's has its factors beside it."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(STYLE):
        count = 2 if curve.layers else 1
        figure = Figure(figsize=(7.4 * count, 5.4), layout=spaced(0.22, 0.16))
        left, *factors = figure.subplots(1, count, squeeze=False)[0]
        _draw_left(left, curve)
        for axes in factors:
            _draw_factors(axes, curve)
        title = f"{curve.depth} layers: {curve.made}"
        figure.suptitle(title, x=0.02, ha="left", fontsize=15, weight="bold")
        return image(figure, kind)


def _draw_left(axes: Any, curve: Curve) -> None:
    """Sizes by their powers of ten, which no float is too small for."""
    pad = TITLE if curve.predicted else TITLE / 3
    axes.set_title("What is left of the desire", pad=pad)
    if curve.predicted:
        _draw_theory(axes, curve)
    tens = _tens(curve.sizes)
    axes.plot(_layers(curve, len(tens)), tens, color=INK, linewidth=1.4, alpha=0.5)
    colours = shades(curve.depth + 1)[::-1][: len(tens)]
    size = 46 if curve.depth <= DOTTED else 9
    axes.scatter(_layers(curve, len(tens)), tens, size, colours, zorder=3)
    if len(tens) <= curve.depth:
        _draw_end(axes, curve, tens)
    axes.yaxis.set_major_formatter(lambda ten, _: _spelled(ten))
    axes.yaxis.get_major_locator().set_params(integer=True, min_n_ticks=2)
    _name_layers(axes)


def _tens(sizes: Iterable[Real]) -> list[float]:
    return [power(size) for size in sizes if size]


def _layers(curve: Curve, count: int) -> range:
    """The layers that something arrives at, from the output on."""
    return range(curve.depth, curve.depth - count, -1)


def _draw_theory(axes: Any, curve: Curve) -> None:
    """What theory leaves, and how far chance carries that, layer upon layer."""
    tens = _tens(curve.predicted)
    low, high = zip(*curve.band, strict=True)
    _draw_band(axes, _layers(curve, len(tens)), low, tens, high)
    axes.plot([], [], color=INK, label="measured")
    name_lines(axes)


def _draw_band(axes: Any, layers: Line, low: Line, middle: Line, high: Line) -> None:
    axes.fill_between(layers, low, high, color=FAINT, alpha=0.16, linewidth=0)
    told = "theory, ± chance"
    axes.plot(layers, middle, "--", color=FAINT, linewidth=1.6, label=told)


def _draw_end(axes: Any, curve: Curve, tens: Sequence[float]) -> None:
    """Where the last that was left became nothing."""
    layer, foot = curve.depth - len(tens), min(tens) - 1
    axes.plot([layer], [foot], "x", color=WARM, markersize=10, markeredgewidth=3)
    axes.annotate(
        "nothing is left",
        (layer, foot),
        (10, -4),
        color=WARM,
        textcoords="offset points",
    )


def _draw_factors(axes: Any, curve: Curve) -> None:
    """What slopes and weights multiply by, layer by layer, and both together."""
    axes.set_title("What each layer multiplies it by")
    layers = [curve.depth - k - 0.5 for k in range(curve.depth)]
    theory = [one.predicted for one in curve.layers]
    least, most = band([curve.width])
    low, high = ([x * end for x in theory] for end in (least, most))
    _draw_band(axes, layers, low, theory, high)
    marker = "o" if curve.depth <= DOTTED else None
    for name, colour, values in (
        ("slopes", COOL, [one.slope for one in curve.layers]),
        ("weights", BETWEEN, [one.weight for one in curve.layers]),
        ("both", WARM, [one.factor for one in curve.layers]),
    ):
        shown = [math.nan if x is None else x for x in values]
        axes.plot(layers, shown, color=colour, marker=marker, markersize=4, label=name)
    axes.axhline(1, color=INK, linewidth=0.8, alpha=0.5)
    axes.set_ylim(bottom=0)
    _name_layers(axes)
    name_lines(axes, columns=4)


def _name_layers(axes: Any) -> None:
    axes.set_xlabel("layer: 0 is the front")
    axes.xaxis.get_major_locator().set_params(integer=True, min_n_ticks=1)
    axes.margins(x=0.03)


def _spelled(ten: float) -> str:
    return f"10{superscript(round(ten))}" if ten else "1"
