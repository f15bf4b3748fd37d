"""``backsweep train``: from the options given to a run, and what it shows."""

from __future__ import annotations

import sys
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from rich.console import Console

from ..train.advice import default_folder
from ..train.checkpoint import load_checkpoint
from ..train.errors import WrongOption
from ..train.fitting import MODEL, Outcome, fit
from ..train.interrupts import interrupts
from ..train.options import Options, Source
from ..train.progress import Live
from ..train.report import tell_end, tell_stop

CURVE, MISTAKES = "curve.png", "mistakes.png"


def run_training(
    data: str, given: dict[str, Any], out: Path | None, resume: bool, save_every: float
) -> None:
    """Train, show it, save it; exit with 128 and the signal if one stopped it.

    ``given`` holds the options that were given, by the names of ``Options`` and
    ``Source``.
    """
    console = Console(highlight=False)
    folder = out or default_folder(data)
    with interrupts() as interrupt:
        source, options = _settled(data, given, folder if resume else None)
        with Live(console) as live:
            outcome = fit(
                source,
                options,
                out=folder,
                resume=resume,
                save_every=save_every,
                watch=live,
                stop=interrupt.asked,
            )
        if outcome.finished:
            tell_end(console, outcome, source, folder, _pictures(outcome, folder))
        else:
            tell_stop(console, outcome, source, folder)
            sys.exit(interrupt.exit_code)


def _settled(
    data: str, given: dict[str, Any], resumed: Path | None
) -> tuple[Source, Options]:
    """What was given, over what a resumed run was started with, over the defaults."""
    if "layers" in given:
        given = given | {"layers": widths(given["layers"])}
    if "ignore" in given:
        given = given | {"ignore": tuple(given["ignore"])}
    kept: dict[str, Any] = {}
    if resumed:
        saved = load_checkpoint(resumed)
        kept = asdict(saved.options) | saved.source
    chosen = kept | given
    return Source(data, **_only(Source, chosen)), Options(**_only(Options, chosen))


def _only(kind: type[Any], chosen: dict[str, Any]) -> dict[str, Any]:
    return {one.name: chosen[one.name] for one in fields(kind) if one.name in chosen}


def _pictures(outcome: Outcome, folder: Path) -> list[Path]:
    """Draw them; where the model and they are."""
    from ..train.figure import draw_curve
    from ..train.mistakes import draw_mistakes

    draw_curve(outcome, folder / CURVE)
    draw_mistakes(outcome, folder / MISTAKES)
    return [folder / name for name in (MODEL, CURVE, MISTAKES)]


def widths(text: str) -> tuple[int, ...]:
    """The widths in ``64,32``; none in ``none``. Raises ``WrongOption``."""
    if text == "none":
        return ()
    try:
        return tuple(int(one) for one in text.split(","))
    except ValueError:
        raise WrongOption(
            f"layers is {text!r}",
            where="option layers",
            cure="give whole numbers with commas between them: --layers 64,32",
        ) from None
