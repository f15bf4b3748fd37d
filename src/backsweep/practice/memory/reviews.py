"""The log of reviews, and the state of each item that follows from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from fsrs import Card, Rating

from .database import Database
from .moments import moment, stamp
from .records import Outcome, Review, State
from .schedule import replayed, reviewed

_COUNTED = "SELECT * FROM reviews WHERE item = ? AND counted ORDER BY time, ticket"


class Reviews:
    """Every review, and what the scheduler makes of them."""

    def __init__(self, database: Database):
        self._database = database

    def record(self, review: Review, shown: int | None = None) -> Outcome:
        """Write down a review; when this returns it is on disk.

        ``shown`` is the item's ``turns`` when its page was made (0 for a new one). If
        it has been reviewed since, in another tab, the review is logged as seen and
        leaves the schedule alone. A ticket that is known already changes nothing.
        """
        with self._database.writing() as rows:
            state = _state(rows, review.item)
            turns = state.turns if state else 0
            counted = review.counted and shown in (None, turns)
            if not _log(rows, replace(review, counted=counted)):
                return Outcome.REPEATED
            if counted:
                _save(rows, _next(rows, state, review))
            return Outcome.COUNTED if counted else Outcome.SEEN

    def merge(self, reviews: Iterable[Review]) -> int:
        """Add those that are not in the log yet, and work their items' states out anew.

        Gives how many were added.
        """
        with self._database.writing() as rows:
            added = [review.item for review in reviews if _log(rows, review)]
            for item in sorted(set(added)):
                state = _replayed(rows, item)
                if state:
                    _save(rows, state)
            return len(added)

    def states(self) -> dict[str, State]:
        """The state of every item that was ever reviewed, by the item's id."""
        with self._database.reading() as rows:
            found = [_read_state(row) for row in rows.execute("SELECT * FROM states")]
        return {state.item: state for state in found}

    def of(self, item: str) -> tuple[Review, ...]:
        """The counted reviews of ``item``, in order of time."""
        with self._database.reading() as rows:
            return tuple(map(_read_review, rows.execute(_COUNTED, (item,))))

    def since(self, time: datetime) -> tuple[Review, ...]:
        """The counted reviews from ``time`` on, in order of time."""
        with self._database.reading() as rows:
            found = rows.execute(
                "SELECT * FROM reviews WHERE time >= ? AND counted "
                "ORDER BY time, ticket",
                (stamp(time),),
            )
            return tuple(map(_read_review, found))

    def all(self) -> tuple[Review, ...]:
        """The whole log, in order of time."""
        with self._database.reading() as rows:
            found = rows.execute("SELECT * FROM reviews ORDER BY time, ticket")
            return tuple(map(_read_review, found))


def _log(rows: sqlite3.Connection, review: Review) -> bool:
    """Add ``review`` to the log; false if its ticket is there already."""
    written = rows.execute(
        "INSERT INTO reviews VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (ticket) DO NOTHING",
        (
            review.ticket,
            review.item,
            int(review.rating),
            stamp(review.time),
            review.seconds,
            review.counted,
        ),
    )
    return written.rowcount == 1


def _next(rows: sqlite3.Connection, state: State | None, review: Review) -> State:
    """The state after ``review``, as replaying the whole log would give it."""
    if state and review.time <= state.last:
        return _replayed(rows, review.item) or state
    return reviewed(state, review)


def _replayed(rows: sqlite3.Connection, item: str) -> State | None:
    return replayed(map(_read_review, rows.execute(_COUNTED, (item,))))


def _state(rows: sqlite3.Connection, item: str) -> State | None:
    row = rows.execute("SELECT * FROM states WHERE item = ?", (item,)).fetchone()
    return _read_state(row) if row else None


def _save(rows: sqlite3.Connection, state: State) -> None:
    rows.execute(
        "INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?)",
        (state.item, state.card.to_json(), state.turns, stamp(state.begun)),
    )


def _read_state(row: sqlite3.Row) -> State:
    card = Card.from_json(row["card"])
    return State(row["item"], card, row["turns"], moment(row["begun"]))


def _read_review(row: sqlite3.Row) -> Review:
    return Review(
        ticket=row["ticket"],
        item=row["item"],
        rating=Rating(row["rating"]),
        time=moment(row["time"]),
        seconds=row["seconds"],
        counted=bool(row["counted"]),
    )
