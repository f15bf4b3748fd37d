"""The picture of how a network learned: its cost, its score, and its slopes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..health.style import COOL, STYLE, WARM, image, name_lines, shades, spaced
from .fitting import Outcome
from .tensors import write_whole


def draw_curve(outcome: Outcome, path: Path) -> None:
    """Write the learning curve to a PNG file, 160 dots to the inch."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(STYLE):
        figure = Figure(figsize=(15, 5.2), layout=spaced(0.2, 0.15))
        cost, score, slopes = figure.subplots(1, 3)
        _draw_cost(cost, outcome)
        _draw_score(score, outcome)
        _draw_slopes(slopes, outcome)
        figure.suptitle(_title(outcome), x=0.012, ha="left", fontsize=17, weight="bold")
        save_figure(figure, path)


def save_figure(figure: Any, path: Path) -> None:
    """Write a figure, whole or not at all. Raises ``CannotSave``."""
    write_whole(path, image(figure))


def percent(share: float) -> str:
    """A share of one, for reading.

    >>> percent(0.98054)
    '98.1 %'
    """
    return f"{100 * share:.1f} %"


def told_score(outcome: Outcome) -> str:
    """The score in words: an accuracy, or R² with the error in the target's unit."""
    if outcome.data.task == "classification":
        return (
            f"{percent(outcome.score)} of {len(outcome.data.held)} held-out rows right"
        )
    return f"R² {outcome.score:.3f} on {len(outcome.data.held)} held-out rows"


def _title(outcome: Outcome) -> str:
    widths = (outcome.data.widths[0], *outcome.options.layers, outcome.data.widths[1])
    name = Path(outcome.data.name).stem
    net = "-".join(map(str, widths))
    return f"{name}: {told_score(outcome)}   ({net}, {outcome.options.activation})"


def _draw_cost(axes: Any, outcome: Outcome) -> None:
    axes.set_title("Cost")
    _line(axes, [one.cost for one in outcome.history], COOL, "training rows")
    _line(axes, [one.held_cost for one in outcome.history], WARM, "held-out rows")
    _by_tens(axes)
    name_lines(axes)


def _draw_score(axes: Any, outcome: Outcome) -> None:
    scores = [one.score for one in outcome.history]
    lowest, highest = min(scores), max(scores)
    if outcome.data.task == "classification":
        axes.set_title("Held-out accuracy")
        axes.yaxis.set_major_formatter(lambda share, _: f"{100 * share:.4g} %")
        axes.set_ylim(max(0.0, lowest - 0.02), min(1.0, highest + 0.02) + 0.002)
        reached = percent(scores[-1])
    else:
        axes.set_title("Held-out R²: share of the variance explained")
        axes.set_ylim(min(max(-0.2, lowest - 0.05), scores[-1] - 0.05), 1.02)
        reached = f"{scores[-1]:.3f}"
    _line(axes, scores, WARM, f"{reached} after epoch {len(scores)}")
    axes.plot(len(scores), scores[-1], "o", color=WARM, markersize=9, clip_on=False)
    name_lines(axes)


def _draw_slopes(axes: Any, outcome: Outcome) -> None:
    """One line per layer: how much slope is left after the sweep has come so far."""
    axes.set_title("Slope at each layer's weights")
    layers = np.array([one.slopes for one in outcome.history]).T
    colours = shades(len(layers))
    for place, (sizes, colour) in enumerate(zip(layers, colours, strict=True)):
        _line(axes, sizes.tolist(), colour, _layer_name(place, len(layers)))
    _by_tens(axes)
    name_lines(axes)


def _layer_name(place: int, count: int) -> str:
    """Names for the first and last layer, a number for one between them."""
    if place == count - 1:
        return "output layer" if count > 1 else "only layer"
    if place == 0:
        return "front layer"
    return "layer 2" if count == 3 else ""


def _line(axes: Any, values: Sequence[float], colour: Any, label: str) -> None:
    marker = "o" if len(values) == 1 else None
    epochs = range(1, len(values) + 1)
    axes.plot(epochs, values, color=colour, label=label or "_", marker=marker)
    axes.set_xlabel("epoch")
    axes.xaxis.get_major_locator().set_params(integer=True)
    if len(values) > 1:
        axes.margins(x=0.02)
    else:
        axes.set_xlim(0, 2)


def _by_tens(axes: Any) -> None:
    """A logarithmic axis with plain numbers on it, between the tens only if need be.

    What is exactly zero has no place on it, and is left out.
    """
    if not any(np.max(line.get_ydata()) > 0 for line in axes.lines):
        return
    axes.set_yscale("log", nonpositive="mask")
    low, high = axes.get_ylim()
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.yaxis.set_minor_formatter(
        (lambda value, _: f"{value:.4g}") if high < 10 * low else lambda value, _: ""
    )
