"""What a disk does to a file, told in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import StoreMistake
from .place import VARIABLE

_REASONS = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk is full, or fails",
    "SQLITE_READONLY": "it may only be read",
    "SQLITE_CANTOPEN": "it cannot be opened or made",
    "SQLITE_BUSY": "another program has kept it busy for too long",
    "SQLITE_CORRUPT": "it is damaged, and will be set aside at the next start",
    "SQLITE_NOTADB": "it is damaged, and will be set aside at the next start",
}

_CURE = f"make room, or name another file in {VARIABLE}"


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what goes wrong inside with the file at ``path`` into one clear error."""
    try:
        yield
    except StoreMistake:
        raise
    except (sqlite3.Error, OSError, UnicodeEncodeError) as error:
        raise StoreMistake(
            f"progress cannot be kept in {path}: {_reason(error)}",
            where=str(path),
            cure=_CURE,
        ) from error


def family(error: BaseException) -> str:
    """The kind of an SQLite error without its details: ``"SQLITE_READONLY"``."""
    return "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return _REASONS.get(family(error), str(error))
