"""``backsweep practice export`` and ``import``: what was learned, as a JSON file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .mistakes import Mistake, ours_in_one_line
from .rooms import MEMORY, progress, require

if TYPE_CHECKING:
    from ..practice.memory.store import Store


def run_export(path: Path, file: Path | None) -> None:
    """Write everything that was learned."""
    _require_progress(file)
    with progress(file) as store:
        _tell(store)
        from ..practice.export.writing import write
        from ..practice.memory.portable import exported

        ours_in_one_line(lambda: write(path, exported(store).encode()))
    print(f"{path} is written")


def run_import(path: Path, file: Path | None) -> None:
    """Add what was learned elsewhere."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Mistake(f"{path} cannot be read: {error.strerror}") from None
    with progress(file) as store:
        _tell(store)
        from ..practice.memory.portable import imported

        added = ours_in_one_line(lambda: imported(store, content))
    print(
        f"new here: {added.reviews} reviews, {added.attempts} answers, "
        f"{added.drafts} unfinished exercises"
    )


def _require_progress(file: Path | None) -> None:
    """Raise where there is nothing to export: an empty file would be taken for all."""
    require(MEMORY)
    from ..practice.memory.place import practice_file

    kept = practice_file(file)
    if not kept.exists():
        raise Mistake(f"{kept} is not there: practise first, or name it with --file")


def _tell(store: Store) -> None:
    """Say it if a damaged file was set aside, and this one is new."""
    if store.message:
        print(f"backsweep: {store.message}", file=sys.stderr)
