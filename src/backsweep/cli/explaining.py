"""``backsweep explain``: from what is to be explained to a terminal, a page or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ..explain import Explanation, explain, lesson
from ..explain.errors import BadInput
from ..explain.report.blocks import Block
from ..explain.report.text import styled
from .asked import Asked, Report
from .functions import function
from .mistakes import in_one_line
from .values import assignments

MODEL = ".safetensors"
WIDEST, PIPED = 100, 88
STYLES = {
    "title": "bold",
    "heading": "bold",
    "formula": "cyan",
    "number": "green",
    "note": "yellow",
    "caption": "italic",
}


@dataclass(frozen=True)
class Wanted:
    """What was typed to say which gradient is to be explained."""

    target: str
    at: Sequence[str] = ()
    wrt: Sequence[str] | None = None
    second: str | None = None
    operations: bool = False
    data: str | None = None
    entry: int | None = None

    def explained(self) -> Explanation:
        """The lesson, a model's file, or a function, explained."""
        found = self._model() if self.target.endswith(MODEL) else self._function()
        return found if self.second is None else found.second(self.second)

    @property
    def by(self) -> str | None:
        """What the chains pass."""
        return "steps" if self.operations else None

    def _function(self) -> Explanation:
        if self.data is not None or self.entry is not None:
            raise BadInput(
                f"--data and --entry are for a model, and {self.target} is none",
                cure="give a function its arguments with --at NAME=VALUE",
            )
        values = assignments(self.at)
        if self.target == "lesson":
            made = explain(lesson.cost, self.wrt or lesson.WEIGHTS, self.by)
            return made(**{**lesson.NUMBERS, **values})
        return explain(function(self.target), self.wrt, self.by)(**values)

    def _model(self) -> Explanation:
        if self.at:
            raise BadInput(
                f"--at is for a function, and {self.target} is a model",
                cure="choose a row with --data and --entry",
            )
        if self.data is None:
            raise BadInput(
                f"{self.target} is a model, and there is no row to explain it at",
                cure="add --data digits, or the table, and --entry with a row's number",
            )
        from ..train import load

        return load(self.target).explain(self.data, self.entry or 0, self.wrt)


def run_explaining(
    wanted: Wanted, asked: Asked, html: Path | None, json: bool, full: bool
) -> None:
    """Explain it and show it; what goes wrong is told in one line."""
    report = in_one_line(lambda: Report(wanted.explained(), asked))
    if html is not None:
        title = f"The gradient of {report.explanation.run.title}"
        in_one_line(lambda: _write(html, report.page(title)))
        Console(stderr=json, highlight=False).print(f"{html} is written")
    if json:
        print(in_one_line(report.json))
    elif html is None:
        _show(in_one_line(report.blocks if full else report.short))


def _show(blocks: Sequence[Block]) -> None:
    """Print it in colour, or as plain text where there is no terminal."""
    console = Console(highlight=False)
    width = min(console.width, WIDEST) if console.is_terminal else PIPED
    told = Text()
    for piece, style in styled(blocks, width):
        told.append(piece, STYLES.get(style, ""))
    console.print(told, soft_wrap=True)


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise BadInput(
            f"{path} cannot be written: {error.strerror}",
            cure="choose a file in a folder that is there and yours",
        ) from None
