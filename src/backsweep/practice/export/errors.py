"""What can go wrong when a lesson is written for another place."""

from __future__ import annotations

from ...errors import BacksweepError


class ExportMistake(BacksweepError, OSError):
    """A file or a folder that cannot be written."""

    why = "a file is written whole or not at all, and nothing foreign is overwritten"


class MissingExtra(BacksweepError, ImportError):
    """A library that is needed for one kind of file is not installed."""

    why = "each kind of file needs its own library, and not everybody needs it"
