"""All or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def transaction(rows: sqlite3.Connection) -> Iterator[None]:
    """Commit what happens inside, or undo it if it fails.

    It is ``IMMEDIATE`` so that what is read inside still holds when it is written: no
    other process can write in between.
    """
    rows.execute("BEGIN IMMEDIATE")
    try:
        yield
        rows.execute("COMMIT")
    except BaseException:
        if rows.in_transaction:
            rows.execute("ROLLBACK")
        raise
