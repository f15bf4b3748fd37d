"""A folder that is replaced as a whole, and only if everything in it is ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from .errors import ExportMistake
from .writing import unwritten

MARK = ".backsweep-site"
"""The file that lists what we wrote."""


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the ``files`` in the place of a folder; if that fails, it stays as it was."""
    folder = folder.resolve()
    try:
        _check(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
            new = _written(Path(beside, "new"), files)
            _exchange(folder, new, Path(beside, "old"))
    except OSError as error:
        if isinstance(error, ExportMistake):
            raise
        raise unwritten(folder, error) from error


def _written(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in {**files, MARK: "\n".join(sorted(files)).encode()}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def _exchange(folder: Path, new: Path, old: Path) -> None:
    """Two renamings, the first undone if the second is refused."""
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def _check(folder: Path) -> None:
    """Raise unless the folder is new, empty, or holds nothing but what we wrote."""
    if folder.exists() and not folder.is_dir():
        raise _foreign(folder, "is a file")
    mark = folder / MARK
    ours = mark.read_text("utf-8").split("\n") if mark.is_file() else []
    for name in _files(folder):
        if name not in {MARK, *ours}:
            raise _foreign(folder, f"holds {name}, which we did not write")


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _foreign(folder: Path, what: str) -> ExportMistake:
    return ExportMistake(
        f"{folder} {what}",
        where=str(folder),
        cure="name a folder that is new or empty, and copy the site from there",
    )
