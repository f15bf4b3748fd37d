"""A picture of the training steps: a column for each net, a bar for each peer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .report import TIMES, digits, duration
from .steps import OURS
from .targets import PEERS

INK, QUIET, OURS_COLOUR, THEIRS, TRACK = (
    "#22292b",
    "#5d6669",
    "#b4532a",
    "#6fa3ad",
    "#eef1f0",
)
TITLE = "One training step: forward, backward and update"
LABELS = {
    OURS: "Backsweep",
    "jax.jit": "JAX, jitted",
    "jax.jit, not waiting": "JAX, not waiting",
    "torch eager": "PyTorch, eager",
    "torch.compile": "PyTorch, compiled",
    "autograd": "autograd",
    "NumPy by hand": "NumPy by hand",
}


def draw(results: dict[str, Any], path: Path) -> None:
    """Write the picture as SVG and PNG beside each other."""
    import matplotlib as mpl

    mpl.use("Agg")
    style: Any = {
        "font.family": "sans-serif",
        "font.sans-serif": ["Inter", "Helvetica Neue", "Arial", "DejaVu Sans"],
        "svg.fonttype": "path",
        "svg.hashsalt": "backsweep",
        "text.color": INK,
    }
    with mpl.rc_context(style):
        figure = _figure(results)
        figure.savefig(path.with_suffix(".svg"), metadata={"Date": None})
        figure.savefig(path.with_suffix(".png"), dpi=160)


def _figure(results: dict[str, Any]) -> Any:
    from matplotlib.figure import Figure

    nets = results["steps"]["results"]
    names = [p for p in (OURS, *PEERS) if any(p in n["peers"] for n in nets.values())]
    figure = Figure(figsize=(11.6, 4.2), facecolor="white")
    panels = figure.subplots(1, len(nets), sharey=True)
    for panel, (name, net) in zip(panels, nets.items(), strict=True):
        _panel(panel, name, net, names)
    panels[0].set_yticks(range(len(names)), [LABELS[n] for n in names], fontsize=10.5)
    panels[0].get_yticklabels()[0].set(fontweight="bold", color=OURS_COLOUR)
    figure.subplots_adjust(left=0.132, right=0.975, top=0.72, bottom=0.1, wspace=0.13)
    figure.text(0.018, 0.93, TITLE, fontsize=15, fontweight="bold", va="center")
    figure.text(0.018, 0.865, _subtitle(results), fontsize=10, color=QUIET, va="center")
    figure.text(0.018, 0.035, _note(results), fontsize=8.5, color=QUIET, va="center")
    return figure


def _subtitle(results: dict[str, Any]) -> str:
    machine = results["machine"]
    return (
        "median time of a step, float32, and how many times Backsweep's that is; "
        f"{machine['threads']} threads, {results['steps']['processor']}"
    )


def _note(results: dict[str, Any]) -> str:
    date = results["steps"]["date"]
    return (
        "Each column has a scale of its own. All in one process, by turns. JAX not "
        f"waiting: many steps are asked for and waited for together. {date}"
    )


def _panel(panel: Any, name: str, net: dict[str, Any], names: list[str]) -> None:
    found = net["peers"]
    longest = max(found[n]["median"] for n in names if n in found)
    for row, peer in enumerate(names):
        if peer in found:
            _bar(panel, row, found[peer], longest, peer == OURS)
    panel.set(xlim=(0, 1.0), ylim=(len(names) - 0.4, -0.6), xticks=[])
    panel.tick_params(axis="y", length=0, pad=6, labelcolor=INK)
    panel.spines[:].set_visible(False)
    panel.set_title(
        f"{name}\n", fontsize=11, fontweight="bold", loc="left", color=INK, pad=2
    )
    panel.text(
        0, -0.72, f"batch {net['batch']}", fontsize=9.5, color=QUIET, va="bottom"
    )


def _bar(panel: Any, row: int, one: dict[str, Any], longest: float, ours: bool) -> None:
    """A bar on its track, and the figure above it."""
    colour = OURS_COLOUR if ours else THEIRS
    length = max(one["median"] / longest, 0.006)
    panel.barh(row + 0.22, 1.0, height=0.2, color=TRACK)
    panel.barh(row + 0.22, length, height=0.2, color=colour)
    weight = "bold" if ours else "normal"
    ink = OURS_COLOUR if ours else INK
    told = duration(one["median"])
    panel.text(
        0, row - 0.1, told, fontsize=9.5, color=ink, fontweight=weight, va="center"
    )
    if not ours:
        times = digits(one["ratio"]) + TIMES
        panel.text(
            1, row - 0.1, times, fontsize=9.5, color=QUIET, va="center", ha="right"
        )
