"""Put a damaged file aside, so that what it holds may still be saved by hand."""

from __future__ import annotations

import itertools
from pathlib import Path

from .moments import now

_PARTS = ("-shm", "-wal", "")
"""The file comes last: without it, what is left would be taken for a fresh start."""


def set_aside(path: Path) -> Path:
    """Rename the file at ``path`` and those beside it to a name that nothing has."""
    aside = _free(f"{path}.damaged-{now():%Y-%m-%dT%H-%M-%S}")
    for part in _PARTS:
        if Path(f"{path}{part}").exists():
            Path(f"{path}{part}").rename(f"{aside}{part}")
    return aside


def _free(name: str) -> Path:
    names = itertools.chain([name], (f"{name}-{n}" for n in itertools.count(2)))
    return next(
        Path(one)
        for one in names
        if not any(Path(f"{one}{part}").exists() for part in _PARTS)
    )
