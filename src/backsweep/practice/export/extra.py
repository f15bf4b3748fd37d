"""Whether the library for a kind of file is installed."""

from __future__ import annotations

from importlib.util import find_spec

from .errors import MissingExtra


def require(library: str, extra: str, what: str) -> None:
    """Raise ``MissingExtra``, with the pip command, unless the ``library`` is there.

    >>> require("html", "practice", "a page")
    """
    if find_spec(library) is None:
        raise MissingExtra(
            f"{what} needs {library}",
            where="this Python environment",
            cure=f'pip install "backsweep[{extra}]"',
        )
