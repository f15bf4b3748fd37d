"""What the network still gets wrong, as a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..health.style import COOL, FAINT, INK, PAPER, STYLE, WARM, spaced
from .columns import Number
from .figure import save_figure
from .fitting import Outcome
from .network import probabilities

Array = NDArray[Any]
MOST_SHOWN = 24
MOST_CELLS = 24


@dataclass(frozen=True)
class Mistake:
    """A held-out row that was taken for another class than it is of."""

    inputs: Array
    truth: Any
    said: Any
    certainty: float


def mistakes(outcome: Outcome) -> list[Mistake]:
    """The held-out rows that a classification gets wrong, the surest mistake first."""
    held, classes = outcome.data.held, outcome.model.classes
    chances = probabilities(outcome.model.run(held.inputs))
    said, truth = np.argmax(chances, axis=1), np.argmax(held.wanted, axis=1)
    wrong = np.flatnonzero(said != truth)
    found = [
        Mistake(
            held.inputs[row],
            classes[truth[row]],
            classes[said[row]],
            float(chances[row, said[row]]),
        )
        for row in wrong
    ]
    return sorted(found, key=lambda one: -one.certainty)


def ink(outcome: Outcome, inputs: Array) -> Array:
    """A digit as it was before it was standardised: ``(8, 8)``, ink from 0 to 16."""
    pixel = outcome.data.columns[0]
    assert isinstance(pixel, Number)
    return inputs.reshape(8, 8) * pixel.scale + pixel.centre


def draw_mistakes(outcome: Outcome, path: Path) -> None:
    """Write a PNG of what is wrong: digits, a confusion table, or misses of a value."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(STYLE):
        figure = Figure(figsize=(8, 6), layout=spaced(0.12, 0.14))
        if outcome.data.name == "digits":
            _draw_digits(figure, outcome)
        elif outcome.data.task == "classification":
            _draw_confusion(figure.subplots(), outcome)
        else:
            _draw_misses(figure.subplots(), outcome)
        save_figure(figure, path)


def _draw_digits(figure: Any, outcome: Outcome) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    wrong = mistakes(outcome)
    shown = wrong[:MOST_SHOWN]
    rows = max(1, math.ceil(len(shown) / 8))
    across = max(1, math.ceil(len(shown) / rows))
    figure.set_size_inches(max(1.75 * across, 6) + 0.4, 0.9 + 2.1 * rows)
    paper_to_ink = LinearSegmentedColormap.from_list("ink", ["#efede6", INK])
    for axes in figure.subplots(rows, across, squeeze=False).flat:
        axes.axis("off")
    for axes, one in zip(figure.axes, shown, strict=False):
        axes.imshow(ink(outcome, one.inputs), cmap=paper_to_ink, vmin=0, vmax=16)
        axes.set_title(
            f"{one.truth}, taken for {one.said}\n{100 * one.certainty:.0f} % sure",
            loc="center",
            fontsize=11,
            weight="normal",
            pad=8,
        )
    figure.suptitle(
        f"Wrong: {len(wrong)} of {len(outcome.data.held)} held-out digits",
        x=0.02,
        ha="left",
        fontsize=16,
        weight="bold",
    )


def confusion(outcome: Outcome) -> Array:
    """How often each class (row) was taken for each class (column), counted."""
    held, size = outcome.data.held, len(outcome.model.classes)
    truth = np.argmax(held.wanted, axis=1)
    said = np.argmax(outcome.model.run(held.inputs), axis=1)
    return np.bincount(truth * size + said, minlength=size**2).reshape(size, size)


def _draw_confusion(axes: Any, outcome: Outcome) -> None:
    counts, classes = confusion(outcome), outcome.model.classes
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1.15)
    axes.grid(False)
    axes.set_title(f"{outcome.data.target.name}: what was taken for what")
    axes.set_xlabel("the network says")
    axes.set_ylabel("it is")
    if len(classes) > MOST_CELLS:
        return
    axes.set_xticks(range(len(classes)), classes, rotation=30, ha="right", color=INK)
    axes.set_yticks(range(len(classes)), classes, color=INK)
    for (row, column), count in np.ndenumerate(counts):
        if count:
            wrong = row != column
            colour = WARM if wrong else PAPER if shares[row, column] > 0.5 else INK
            axes.text(column, row, count, ha="center", va="center", color=colour)


def _draw_misses(axes: Any, outcome: Outcome) -> None:
    target, held = outcome.data.target, outcome.data.held
    truth = target.decode(held.wanted)
    said = target.decode(outcome.model.run(held.inputs))
    ends = [min(truth.min(), said.min()), max(truth.max(), said.max())]
    axes.plot(ends, ends, color=FAINT, linewidth=1.2)
    axes.plot(truth, said, "o", color=COOL, alpha=0.55, markersize=6, markeredgewidth=0)
    axes.set_title(f"{target.name}: held-out rows, R² {outcome.score:.3f}")
    axes.set_xlabel(f"{target.name}, true")
    axes.set_ylabel(f"{target.name}, predicted")
