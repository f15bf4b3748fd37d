"""The plan of the session that was begun last, so that a reload or a kill keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from .database import Database
from .moments import moment, stamp


class Sitting:
    """When the last session was begun, and with which items."""

    def __init__(self, database: Database):
        self._database = database

    def begin(self, time: datetime, items: Iterable[str]) -> None:
        """Keep a new plan in place of the one before."""
        with self._database.writing() as rows:
            rows.execute(
                "INSERT OR REPLACE INTO sitting VALUES (1, ?, ?)",
                (stamp(time), json.dumps(list(items))),
            )

    def last(self) -> tuple[datetime, list[str]] | None:
        """The plan, if there ever was one."""
        with self._database.reading() as rows:
            row = rows.execute("SELECT * FROM sitting").fetchone()
        return (moment(row["begun"]), json.loads(row["items"])) if row else None
