"""Points in time: always UTC, written so that their text sorts as they do."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The clock of the room; whoever wants another passes another time."""
    return datetime.now(UTC)


def stamp(time: datetime) -> str:
    """``time`` as text, all of one length.

    >>> stamp(datetime(2026, 11, 24, 10, 11, 12, tzinfo=UTC))
    '2026-11-24T10:11:12.000000+00:00'
    """
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The time that ``text`` states."""
    return datetime.fromisoformat(text).astimezone(UTC)


def midnight(time: datetime) -> datetime:
    """When the day of ``time`` began where its reader is."""
    here = time.astimezone()
    return here.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
