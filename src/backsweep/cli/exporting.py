"""``backsweep practice cards`` and ``build``: lessons written for other places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from .mistakes import Mistake, ours_in_one_line
from .rooms import course

if TYPE_CHECKING:
    from ..practice.lesson.pieces import Course


@dataclass(frozen=True)
class Wanted:
    """The files that were asked for; ``back`` is about the first."""

    pdf: Path | None = None
    back: bool = False
    anki: Path | None = None
    gift: Path | None = None
    qti: Path | None = None


def write_files(path: Path | None, wanted: Wanted, variants: int, seed: str) -> None:
    """Write each file that was asked for."""
    if not any((wanted.pdf, wanted.anki, wanted.gift, wanted.qti)):
        raise Mistake(
            "nothing says where the cards go: "
            "add --pdf FILE, --anki FILE, --gift FILE or --qti FILE"
        )
    if wanted.back and not wanted.pdf:
        raise Mistake("--back is about the PDF: add --pdf FILE")
    lessons, numbers = course(path), seeds(variants, seed)
    _require_pieces(lessons, wanted)
    ours_in_one_line(lambda: _write_each(lessons, wanted, numbers))


def _write_each(lessons: Course, wanted: Wanted, numbers: list[str]) -> None:
    """Each kind is imported when it is asked for: it may need a library of its own."""
    if wanted.pdf:
        from ..practice.export.cards_pdf import write_cards_pdf

        _write(wanted.pdf, lambda to: write_cards_pdf(lessons, to, wanted.back))
    if wanted.anki:
        from ..practice.export.anki import write_deck

        _write(wanted.anki, lambda to: write_deck(lessons, to))
    if wanted.gift:
        from ..practice.export.gift import write_gift

        _write(wanted.gift, lambda to: write_gift(lessons, to, numbers))
    if wanted.qti:
        from ..practice.export.qti import write_qti

        _write(wanted.qti, lambda to: write_qti(lessons, to, numbers))


def _require_pieces(lessons: Course, wanted: Wanted) -> None:
    """Raise where a file would be written with nothing in it."""
    if (wanted.pdf or wanted.anki) and not any(one.cards for one in lessons):
        raise Mistake("there are no cards to write: add a {flashcard} to a lesson")
    if (wanted.gift or wanted.qti) and not any(one.tasks for one in lessons):
        raise Mistake("there are no exercises to write: add an {exercise} to a lesson")


def write_site(path: Path | None, out: Path, variants: int, seed: str) -> None:
    """Write the site."""
    lessons, numbers = course(path), seeds(variants, seed)
    from ..practice.export.static import build_site

    ours_in_one_line(lambda: _write(out, lambda to: build_site(lessons, to, numbers)))


def seeds(count: int, first: str) -> list[str]:
    """A series of seeds, the same whenever it begins alike.

    >>> seeds(3, "backsw")[0], len(set(seeds(3, "backsw")))
    ('backsw', 3)
    """
    from ..practice.variants.seeds import LENGTH, LETTERS, after, is_seed

    if not is_seed(first):
        raise Mistake(
            f"--seed {first} is no seed: take {LENGTH} of the characters {LETTERS}"
        )
    return list(accumulate(repeat(first, count), lambda last, _: after(last)))


def _write(path: Path, work: Callable[[Path], None]) -> None:
    work(path)
    print(f"{path} is written")
