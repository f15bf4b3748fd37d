"""Files that are written whole or not at all, the same bytes for the same lessons."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from ..lesson.pieces import Lesson
from .errors import ExportMistake

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file knows."""
READABLE = 0o644


def write(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` in one step; what was there stays if that fails.

    A device or a pipe is written into, not replaced.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(path.resolve(), content)
    except OSError as error:
        raise unwritten(path, error) from error


def _replace(path: Path, content: bytes) -> None:
    with TemporaryDirectory(prefix=".", dir=path.parent) as beside:
        draft = Path(beside, path.name)
        draft.write_bytes(content)
        draft.replace(path)


def unwritten(path: Path, error: OSError) -> ExportMistake:
    """The error for a place that the system does not let us write to."""
    return ExportMistake(
        f"{path} cannot be written: {error.strerror}",
        where=str(path),
        cure="name a file in a folder that is there and may be written",
    )


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip file: uncompressed and undated, so the same everywhere.

    >>> packed({"a.txt": b"chain"}) == packed({"a.txt": b"chain"})
    True
    """
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in files.items():
            one = zipfile.ZipInfo(name, BEGINNING)
            one.create_system, one.external_attr = 3, READABLE << 16
            archive.writestr(one, content)
    return whole.getvalue()


def edited(lessons: Iterable[Lesson]) -> int:
    """When the newest of the lesson files was last written, in seconds.

    Where a file has to be dated, this makes it newer after an edit, and only then.
    """
    return max((int(one.path.stat().st_mtime) for one in lessons), default=0)
