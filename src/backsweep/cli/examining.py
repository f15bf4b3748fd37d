"""``backsweep health``: from what is to be examined to a terminal, a page or JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..explain.errors import BadInput
from ..health.picture import KINDS, picture_file
from ..health.report import Health
from .examples import examined
from .explaining import MODEL
from .mistakes import in_one_line
from .showing import show, write

SICK = 1
"""The exit code of ``--check``."""


@dataclass(frozen=True)
class Wanted:
    """What was typed to say which gradient is to be examined."""

    target: str
    at: Sequence[str] = ()
    wrt: Sequence[str] | None = None
    data: str | None = None
    rows: int | None = None
    rate: float | None = None

    def examined(self) -> Health:
        """A model's file, or a function, examined."""
        if self.target.endswith(MODEL):
            return self._model()
        if self.data is not None or self.rows is not None:
            raise BadInput(
                f"--data and --rows are for a model, and {self.target} is none",
                cure="give a function its arguments with --at NAME=VALUE",
            )
        return examined(self.target, self.at, self.wrt, self.rate)

    def _model(self) -> Health:
        if self.at or self.wrt:
            raise BadInput(
                f"--at and --wrt are for a function, and {self.target} is a model",
                cure="choose what it is examined on with --data and --rows",
            )
        if self.data is None:
            raise BadInput(
                f"{self.target} is a model, and there is nothing to examine it on",
                cure="add --data digits, or the table that it learned",
            )
        from ..train import load

        return load(self.target).health(self.data, self.rows or 256, self.rate)


@dataclass(frozen=True)
class Shown:
    """How it is to be shown."""

    full: bool = False
    html: Path | None = None
    picture: Path | None = None
    json: bool = False


def run_examining(wanted: Wanted, shown: Shown, check: bool) -> None:
    """Examine it and show it; what goes wrong is told in one line.

    With ``check``, exit with ``SICK`` unless it is healthy.
    """
    kind = in_one_line(lambda: _kind(shown.picture))
    found = in_one_line(wanted.examined)
    healthy = in_one_line(lambda: found.verdict.healthy)
    if shown.html is not None:
        write(shown.html, in_one_line(found.page), stderr=shown.json)
    if shown.picture is not None:
        drawn = in_one_line(lambda: _drawn(found, kind))
        write(shown.picture, drawn, stderr=shown.json)
    if shown.json:
        print(in_one_line(found.json))
    else:
        _print(found, shown)
    if check and not healthy:
        sys.exit(SICK)


def _print(found: Health, shown: Shown) -> None:
    """The report; of one that is written to a file, the verdict alone."""
    written = shown.html is not None or shown.picture is not None
    blocks = in_one_line(found.blocks if shown.full else found.short)
    lead = "bold green" if found.verdict.healthy else "bold red"
    show(blocks[:1] if written and not shown.full else blocks, lead)


def _kind(path: Path | None) -> str:
    """The kind of picture that a file's name asks for. Raises ``BadInput``."""
    kind = path.suffix.lower().removeprefix(".") if path is not None else KINDS[0]
    if kind not in KINDS:
        raise BadInput(
            f"{path} is no kind of picture that is drawn",
            cure=f"end its name in {', '.join(f'.{one}' for one in KINDS)}",
        )
    return kind


def _drawn(found: Health, kind: str) -> bytes:
    if not found.record.network:
        raise BadInput(
            f"there are no factors to draw: {found.line}", cure="leave --picture out"
        )
    return picture_file(found.record, kind)
