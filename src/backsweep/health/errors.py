"""What can go wrong when health is to be shown."""

from __future__ import annotations

from importlib.util import find_spec

from ..errors import BacksweepError


class MissingMatplotlib(BacksweepError, ImportError):
    """Pictures are asked for, and what draws them is not installed."""

    why = "the core of Backsweep needs NumPy alone; pictures are drawn by matplotlib"


def require_matplotlib() -> None:
    """Raise ``MissingMatplotlib``, with the pip command, unless it is there."""
    if find_spec("matplotlib") is None:
        raise MissingMatplotlib(
            "the picture needs matplotlib",
            where="this Python environment",
            cure="pip install matplotlib",
        )
