"""The log of what was typed into boxes, and what it says about each skill."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from .database import Database
from .moments import moment, stamp
from .records import Attempt, Opportunity, Recurrence


class Attempts:
    """Every answer, step by step."""

    def __init__(self, database: Database):
        self._database = database

    def record(self, attempts: Iterable[Attempt]) -> int:
        """Write down answers, all or none; when this returns they are on disk.

        Those whose ticket is known already change nothing. Gives how many were new.
        """
        with self._database.writing() as rows:
            return sum(_log(rows, attempt) for attempt in attempts)

    def of(self, skill: str, limit: int = 1000) -> tuple[Attempt, ...]:
        """The latest answers to ``skill``, in order of time."""
        with self._database.reading() as rows:
            found = rows.execute(
                "SELECT * FROM attempts WHERE skill = ? ORDER BY time DESC LIMIT ?",
                (skill, limit),
            ).fetchall()
        return tuple(map(_read, reversed(found)))

    def all(self) -> tuple[Attempt, ...]:
        """The whole log, in order of time."""
        with self._database.reading() as rows:
            found = rows.execute("SELECT * FROM attempts ORDER BY time, ticket")
            return tuple(map(_read, found))

    def opportunities(self, skill: str, limit: int = 50) -> tuple[Opportunity, ...]:
        """The first variants of ``skill`` that were worked, in order of time.

        Numbers that were worked before are no new opportunity.
        """
        with self._database.reading() as rows:
            found = rows.execute(
                "SELECT * FROM opportunities WHERE skill = ? ORDER BY begun LIMIT ?",
                (skill, limit),
            )
            return tuple(map(_read_opportunity, found))

    def mistakes(self) -> tuple[Recurrence, ...]:
        """Which wrong derivations come back, the most frequent first."""
        with self._database.reading() as rows:
            found = rows.execute(
                "SELECT * FROM mistakes ORDER BY count DESC, last DESC, mistake"
            )
            return tuple(map(_read_recurrence, found))


def _log(rows: sqlite3.Connection, attempt: Attempt) -> bool:
    """Add ``attempt`` to the log; false if its ticket is there already."""
    values = vars(attempt) | {
        "time": stamp(attempt.time),
        "mistakes": json.dumps(attempt.mistakes),
    }
    written = rows.execute(
        "INSERT INTO attempts VALUES (:ticket, :skill, :variant, :step, :typed, "
        ":right, :time, :mistakes, :hints) ON CONFLICT (ticket) DO NOTHING",
        values,
    )
    return written.rowcount == 1


def _read(row: sqlite3.Row) -> Attempt:
    return Attempt(
        ticket=row["ticket"],
        skill=row["skill"],
        variant=row["variant"],
        step=row["step"],
        typed=row["typed"],
        right=bool(row["right"]),
        time=moment(row["time"]),
        mistakes=tuple(json.loads(row["mistakes"])),
        hints=row["hints"],
    )


def _read_opportunity(row: sqlite3.Row) -> Opportunity:
    begun = moment(row["begun"])
    return Opportunity(row["skill"], row["variant"], begun, row["asked"], row["right"])


def _read_recurrence(row: sqlite3.Row) -> Recurrence:
    return Recurrence(
        skill=row["skill"],
        mistake=row["mistake"],
        count=row["count"],
        certain=row["certain"],
        last=moment(row["last"]),
    )
