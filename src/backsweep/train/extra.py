"""Whether the libraries of the ``train`` extra are installed."""

from __future__ import annotations

from importlib.util import find_spec

from .errors import MissingExtra

LIBRARIES = (
    "matplotlib",
    "polars",
    "rich",
    "safetensors",
    "scipy",
    "sklearn",
    "typer",
)


def require_extra() -> None:
    """Raise ``MissingExtra``, with the pip command, unless all of them are there."""
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise MissingExtra(
            f"training needs {', '.join(missing)}",
            where="this Python environment",
            cure='pip install "backsweep[train]"',
        )
