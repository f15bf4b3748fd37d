"""Open the file of progress: sound, of a known version, and never over another one."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import StoreMistake
from .aside import set_aside
from .schema import APPLICATION, MIGRATIONS
from .transaction import transaction
from .troubles import family, told

BUSY_SECONDS = 5.0
"""How long to wait for another process before giving up."""
HEADER = b"SQLite format 3\0"
ENDINGS = (".sqlite", ".sqlite3", ".db")


class Damaged(Exception):
    """The file is not a sound database."""


def opened(path: Path) -> tuple[sqlite3.Connection, str]:
    """A connection to the file at ``path``, and a message if that was damaged."""
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            return _opened(path)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let processes open the file one after another.

    Else one might set a file aside while another is looking through it, and SQLite
    would mix up the logs of the two. The lock is one of SQLite's own, on an empty file
    beside: it ends with whoever holds it.
    """
    with contextlib.closing(_connection(Path(f"{path}.lock"))) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _opened(path: Path) -> tuple[sqlite3.Connection, str]:
    try:
        return _sound(path), ""
    except Damaged:
        aside = set_aside(path)
        return _sound(path), (
            f"The file of progress was damaged. It was set aside as {aside}, "
            "and a fresh one was begun."
        )


def _sound(path: Path) -> sqlite3.Connection:
    """A connection to a file that was looked through and brought up to date."""
    if _bereft(path):
        raise Damaged
    _refuse_other_files(path)
    rows = _connection(path)
    try:
        _check(rows)
        _refuse_strangers(rows, path)
        _prepare(rows)
    except BaseException as error:
        rows.close()
        if family(error) in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
            raise Damaged from error
        raise
    return rows


def _refuse_other_files(path: Path) -> None:
    """Leave alone what never was a file of progress: a lesson, named by mistake.

    One that is damaged in its first bytes is still known by its ending.
    """
    start = _first_bytes(path) if path.exists() else b""
    if start and start != HEADER and path.suffix not in ENDINGS:
        raise StoreMistake(
            f"{path} is no file of progress",
            where=str(path),
            cure="name a file that ends in .sqlite, or one that is not there yet",
        )


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(HEADER))


def _bereft(path: Path) -> bool:
    """Whether only the log beside the file is left, which SQLite would throw away."""
    log = Path(f"{path}-wal")
    alive = path.exists() and path.stat().st_size > 0
    return not alive and log.exists() and log.stat().st_size > 0


def _connection(path: Path) -> sqlite3.Connection:
    rows = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    rows.row_factory = sqlite3.Row
    return rows


def _check(rows: sqlite3.Connection) -> None:
    if _pragma(rows, "quick_check") != "ok":
        raise Damaged


def _refuse_strangers(rows: sqlite3.Connection, path: Path) -> None:
    """Leave alone what another program, or a newer version of this one, has made."""
    version = _pragma(rows, "user_version")
    made = rows.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if made and _pragma(rows, "application_id") != APPLICATION:
        raise StoreMistake(
            f"{path} is a database of another program",
            where=str(path),
            cure="name a file of its own for progress",
        )
    if version > len(MIGRATIONS):
        raise StoreMistake(
            f"{path} was written by a newer Backsweep: it is of version {version}, "
            f"and this one knows versions up to {len(MIGRATIONS)}",
            where=str(path),
            cure="update Backsweep, or use another file",
        )


def _prepare(rows: sqlite3.Connection) -> None:
    """Every commit reaches the disk itself, and the tables are those of today."""
    rows.execute("PRAGMA journal_mode = WAL")
    rows.execute("PRAGMA synchronous = FULL")
    with transaction(rows):
        for script in MIGRATIONS[_pragma(rows, "user_version") :]:
            for statement in script:
                rows.execute(statement)
        rows.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _pragma(rows: sqlite3.Connection, name: str) -> Any:
    return rows.execute(f"PRAGMA {name}").fetchone()[0]
