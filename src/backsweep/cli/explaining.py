"""``backsweep explain``: from what is to be explained to a terminal, a page or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..explain import Explanation, explain, lesson
from ..explain.errors import BadInput
from .asked import Asked, Report
from .functions import function
from .mistakes import in_one_line
from .showing import show, write
from .values import assignments

MODEL = ".safetensors"


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
        write(html, in_one_line(lambda: report.page(title)), stderr=json)
    if json:
        print(in_one_line(report.json))
    elif html is None:
        show(in_one_line(report.blocks if full else report.short))
