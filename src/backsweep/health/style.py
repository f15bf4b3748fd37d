"""How pictures look: their colours, and what they have in common.

Nothing of matplotlib is loaded before a picture is drawn.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

PAPER, INK, FAINT = "#fbfaf7", "#20243a", "#8b8fa3"
COOL, BETWEEN, WARM = "#2563c9", "#9a6bb0", "#e2603a"
STYLE: Any = {
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.titlelocation": "left",
    "axes.titlesize": 13,
    "axes.titleweight": "bold",
    "axes.titlepad": 32,
    "axes.labelcolor": FAINT,
    "grid.color": "#e4e2da",
    "grid.linewidth": 0.8,
    "text.color": INK,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "font.size": 11,
    "lines.linewidth": 2.4,
    "lines.solid_capstyle": "round",
    "svg.hashsalt": "backsweep",
}


def spaced(across: float, down: float) -> Any:
    """A layout that leaves so many inches around each picture."""
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    return ConstrainedLayoutEngine(w_pad=across, h_pad=down, wspace=0.06)


def shades(count: int) -> Sequence[Any]:
    """Colours from warm, at the front, to cool, at the output."""
    from matplotlib.colors import LinearSegmentedColormap

    between = LinearSegmentedColormap.from_list("layers", [WARM, BETWEEN, COOL])
    return [between(place / max(count - 1, 1)) for place in range(count)]


def name_lines(axes: Any, columns: int = 3) -> None:
    """Names of the lines, in their colours, in a row between title and picture."""
    axes.legend(
        frameon=False,
        labelcolor="linecolor",
        handlelength=0,
        handletextpad=0,
        markerscale=0,
        ncols=columns,
        columnspacing=1.4,
        loc="lower left",
        bbox_to_anchor=(-0.02, 0.985),
    )


def image(figure: Any, kind: str = "png") -> bytes:
    """The figure as a file of that kind, the same bytes for the same figure.

    A PNG has 160 dots to the inch.
    """
    drawn = io.BytesIO()
    known = {"Date": None} if kind == "svg" else {}
    figure.savefig(drawn, format=kind, dpi=160, metadata=known)
    return drawn.getvalue()
