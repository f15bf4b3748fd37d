"""What can go wrong in the practice room."""

from __future__ import annotations

from ..errors import BacksweepError


class Unreadable(BacksweepError, ValueError):
    """Something written in the small language that it does not have."""

    why = "graphs and answers are read by a small grammar, never run as code"


class LessonMistake(BacksweepError, ValueError):
    """A line of a lesson that cannot be used as it is written."""

    why = "a lesson states graphs; every number and every mistake is derived from them"


class StoreMistake(BacksweepError, OSError):
    """A file of progress that cannot be read or written."""

    why = "what was learned is kept in one file, and never overwritten when in doubt"
