"""The file of progress: everything that was answered, on this machine and nowhere else.

Every answer is on disk when the call that records it returns.
"""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from .attempts import Attempts
from .database import Database
from .drafts import Drafts
from .place import practice_file
from .reviews import Reviews
from .sitting import Sitting


class Store:
    """One SQLite file, shared by threads and by processes.

    ``message`` is for the reader: it says so if a damaged file had to be set aside.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with Store(pathlib.Path(folder) / "practice.sqlite") as store:
    ...         store.reviews.states(), store.message
    ({}, '')
    """

    def __init__(self, path: str | os.PathLike[str] | None = None):
        self._database = Database(practice_file(path))
        self.path = self._database.path
        self.message = self._database.message
        self.reviews = Reviews(self._database)
        self.attempts = Attempts(self._database)
        self.drafts = Drafts(self._database)
        self.sitting = Sitting(self._database)

    def together(self) -> AbstractContextManager[object]:
        """Everything recorded inside is kept, or nothing of it."""
        return self._database.writing()

    def close(self) -> None:
        """Let go of the file; nothing needs saving."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
