"""One connection to the file of progress, shared by all threads of the room.

One lock around one connection: an answer takes a few milliseconds, nearly all of it
waiting for the disk, and a single learner never notices the queue. Other processes are
kept apart by SQLite itself.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .opening import opened
from .transaction import transaction
from .troubles import told


class Database:
    """The opened file; ``message`` says so if a damaged one had to be set aside."""

    def __init__(self, path: Path):
        self.path = path
        self._lock = threading.RLock()
        self._connection, self.message = opened(path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for as long as nobody else uses it."""
        with self._lock, told(self.path):
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The same in a transaction: on disk when it ends, or not there at all.

        One inside another is part of it.
        """
        with self.reading() as rows:
            if rows.in_transaction:
                yield rows
                return
            with transaction(rows):
                yield rows

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()
