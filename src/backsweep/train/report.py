"""How a run ended: the score, the mistakes, where the files are, what is next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from rich.color import Color
from rich.columns import Columns
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from .advice import advice, learned, resume_command, verdict
from .figure import percent
from .fitting import Outcome
from .loop import batches_of
from .mistakes import Array, Mistake, confusion, ink, mistakes
from .options import Source
from .progress import told_place

DIGITS_SHOWN = 7
CONFUSIONS_SHOWN = 3
DARK, LIGHT = np.full(3, 28), np.full(3, 255)


def tell_end(
    console: Console, outcome: Outcome, source: Source, folder: Path, files: list[Path]
) -> None:
    """Print the end of a finished run."""
    console.print()
    console.print(_inset(_score(outcome)))
    for part in _wrong(console, outcome):
        console.print(_inset(part))
    console.print()
    _tell_lines(console, _files(files))
    console.print("\n  [bold]Try next[/]")
    for one in advice(outcome, source, folder):
        _tell_lines(console, [f"{one.reason}:", f"  [cyan]{escape(one.command)}[/]"])
    console.print()


def _inset(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 2))


def _tell_lines(console: Console, lines: Iterable[str]) -> None:
    """Lines to be copied: the terminal may wrap them, but they are never cut."""
    for line in lines:
        console.print(f"  {line}", soft_wrap=True)


def tell_stop(
    console: Console, outcome: Outcome, source: Source, folder: Path, why: str = ""
) -> None:
    """Print why a run was stopped, if nobody asked for it, and what to do then."""
    steps = len(batches_of(outcome.data.train, outcome.options, 0))
    place = told_place(outcome.state, steps)
    console.print()
    go_on = escape(resume_command(source, folder))
    _tell_lines(
        console,
        [
            f"Stopped after {place}{why}; all of it is saved in {escape(str(folder))}.",
            f"Go on with:  [cyan]{go_on}[/]",
        ],
    )
    console.print()


def _score(outcome: Outcome) -> Text:
    held = len(outcome.data.held)
    if outcome.data.task == "classification":
        right = round(outcome.score * held)
        text = Text(percent(outcome.score), "bold green")
        text.append(f"  {right:,} of {held:,} held-out rows are right", "default")
    else:
        text = Text(f"R² {outcome.score:.3f}", "bold green")
        text.append(f"  on {held:,} held-out rows: typically ", "default")
        text.append(f"{root_mean_square_error(outcome):.4g}", "bold default")
        text.append(f" away from the true {outcome.data.target.name}", "default")
    if verdict(outcome):
        text.stylize("bold red", 0, 8)
        text.append(f"\n{verdict(outcome)}", "default")
    return text


def root_mean_square_error(outcome: Outcome) -> float:
    """How far off a regression typically is, in the unit of its target."""
    target, held = outcome.data.target, outcome.data.held
    said = target.decode(outcome.model.run(held.inputs))
    return float(np.sqrt(np.mean((said - target.decode(held.wanted)) ** 2)))


def _wrong(console: Console, outcome: Outcome) -> Sequence[RenderableType]:
    if outcome.data.task == "regression" or not learned(outcome):
        return []
    if outcome.data.name == "digits" and console.is_terminal:
        return [Text(), *_wrong_digits(outcome)]
    return [
        Text(f"Most often wrong: {told}") for told in [_confusions(outcome)] if told
    ]


def _wrong_digits(outcome: Outcome) -> Sequence[RenderableType]:
    wrong = mistakes(outcome)
    shown = [_digit(ink(outcome, one.inputs), one) for one in wrong[:DIGITS_SHOWN]]
    more = len(wrong) - len(shown)
    end = [Text(f"and {more} more in the picture", "bright_black")] if more else []
    return [Columns(shown, padding=(0, 2)), *end]


def _digit(pixels: Array, one: Mistake) -> Text:
    """A digit in four lines of half blocks: a pixel in front, the next one behind."""
    picture = Text()
    for upper, lower in zip(pixels[0::2], pixels[1::2], strict=True):
        for over, under in zip(upper, lower, strict=True):
            picture.append("▀", Style(color=_shade(over), bgcolor=_shade(under)))
        picture.append("\n")
    return picture.append(f"is {one.truth}\nsaid {one.said}")


def _shade(level: float) -> Color:
    red, green, blue = DARK + (LIGHT - DARK) * min(1.0, max(0.0, level / 16))
    return Color.from_rgb(red, green, blue)


def _confusions(outcome: Outcome) -> str:
    counts, classes = confusion(outcome), outcome.model.classes
    np.fill_diagonal(counts, 0)
    worst = np.argsort(-counts, axis=None, kind="stable")[:CONFUSIONS_SHOWN]
    pairs = [np.unravel_index(place, counts.shape) for place in worst]
    return ", ".join(
        f"{classes[truth]} taken for {classes[said]} ({counts[truth, said]})"
        for truth, said in pairs
        if counts[truth, said]
    )


def _files(files: list[Path]) -> list[str]:
    lines = [f"[bright_black]{path.stem:<10}[/]{escape(str(path))}" for path in files]
    how = f'backsweep.train.load("{files[0]}").predict(table)'
    return [*lines, f"[bright_black]{'use it':<10}[/]{escape(how)}"]
