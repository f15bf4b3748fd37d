"""``backsweep train``: from the options given to a run, and what it shows."""

from __future__ import annotations

import sys
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from rich.console import Console

from ..health.report import Health
from ..train.advice import default_folder
from ..train.checkpoint import load_checkpoint
from ..train.errors import WrongOption
from ..train.fitting import MODEL, Outcome, fit
from ..train.interrupts import interrupts
from ..train.options import Options, Source
from ..train.progress import Live
from ..train.report import tell_end, tell_stop
from ..train.watching import HealthWatch
from .showing import show, write

HOPELESS = ": with this gradient it learns nothing"
CURVE, MISTAKES, HEALTH = "curve.png", "mistakes.png", "health.html"


def run_training(
    data: str,
    given: dict[str, Any],
    out: Path | None,
    resume: bool,
    save_every: float,
    health: int | None = None,
) -> None:
    """Train, show it, save it; exit with 128 and the signal if one stopped it.

    ``given`` holds the options that were given, by the names of ``Options`` and
    ``Source``. With ``health`` the gradient is looked at every so many steps; exit with
    1 if that stopped it.
    """
    console = Console(highlight=False)
    folder = out or default_folder(data)
    with interrupts() as interrupt:
        source, options = _settled(data, given, folder if resume else None)
        with Live(console) as live:
            doctor = HealthWatch(live, health) if health else None
            outcome = fit(
                source,
                options,
                out=folder,
                resume=resume,
                save_every=save_every,
                watch=doctor or live,
                stop=lambda: interrupt.asked() or bool(doctor and doctor.hopeless()),
            )
        if outcome.finished:
            tell_end(console, outcome, source, folder, _pictures(outcome, folder))
        else:
            why = "" if interrupt.asked() else HOPELESS
            tell_stop(console, outcome, source, folder, why)
        if doctor:
            _tell_health(doctor.report(), folder / HEALTH)
        if not outcome.finished:
            sys.exit(interrupt.exit_code if interrupt.asked() else 1)


def _tell_health(found: Health, path: Path) -> None:
    """The gradient at the end in brief, and where the whole report is."""
    show(found.short())
    write(path, found.page(f"The gradient of {path.parent.name}"))


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
