"""Where the file of progress lives."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "BACKSWEEP_PRACTICE_FILE"


def practice_file(chosen: str | os.PathLike[str] | None = None) -> Path:
    """``chosen``, or what the environment says, or the user's own data folder.

    >>> practice_file("here.sqlite").name
    'here.sqlite'
    """
    named = chosen or os.environ.get(VARIABLE)
    return Path(named).absolute() if named else _usual()


def _usual() -> Path:
    return platformdirs.user_data_path("backsweep", appauthor=False) / "practice.sqlite"
