"""``backsweep practice export`` and ``import``: what was learned, as a JSON file."""

from __future__ import annotations

from pathlib import Path

from .mistakes import Mistake, ours_in_one_line
from .rooms import progress


def run_export(path: Path, file: Path | None) -> None:
    """Write everything that was learned."""
    with progress(file) as store:
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
        from ..practice.memory.portable import imported

        added = ours_in_one_line(lambda: imported(store, content))
    print(
        f"new here: {added.reviews} reviews, {added.attempts} answers, "
        f"{added.drafts} unfinished exercises"
    )
