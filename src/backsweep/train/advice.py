"""What to try next: commands that exist, chosen by how the run went."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .dataset import Dataset
from .fitting import Outcome
from .options import Source

FADED = 0.02
DEEP = "16,16,16,16,16,16,16"


@dataclass(frozen=True)
class Advice:
    """A reason, and the command that follows from it."""

    reason: str
    command: str


def default_folder(data: str) -> Path:
    """Where a run is kept unless another folder is named."""
    return Path("runs") / Path(data).stem


def command(source: Source, *extra: str) -> str:
    """The command that trains on ``source`` with ``extra`` options.

    >>> command(Source("my houses.csv", target="price"), "--seed", "1")
    "backsweep train 'my houses.csv' --target price --seed 1"
    """
    words = ["backsweep", "train", source.name]
    if source.target is not None:
        words += ["--target", source.target]
    if source.task is not None:
        words += ["--task", source.task]
    if source.gaps != "error":
        words += ["--gaps", source.gaps]
    for column in source.ignore:
        words += ["--ignore", column]
    return shlex.join([*words, *extra])


def resume_command(source: Source, folder: Path, *extra: str) -> str:
    """The command that goes on with the run in ``folder``; it remembers its options."""
    words = ["backsweep", "train", source.name, "--resume", *extra]
    if folder != default_folder(source.name):
        words += ["--out", str(folder)]
    return shlex.join(words)


def advice(outcome: Outcome, source: Source, folder: Path) -> list[Advice]:
    """Two or three things worth trying after ``outcome``, the most telling first."""
    if not learned(outcome):
        return _for_a_run_that_failed(outcome, source)
    elsewhere = str(folder.with_name(f"{folder.name}-vanish"))
    vanish = command(
        source,
        *("--layers", DEEP, "--activation", "sigmoid", "--optimiser", "sgd"),
        *("--out", elsewhere),
    )
    luck = command(source, "--seed", str(outcome.options.seed + 1))
    found = [
        Advice("Watch a gradient vanish on its way through eight layers", vanish),
        Advice("See how much of it was luck: another split, other weights", luck),
    ]
    return [*_if_still_falling(outcome, source, folder), *found]


def learned(outcome: Outcome) -> bool:
    """Whether the network beats always giving the same answer by a fair margin."""
    return has_learned(outcome.data, outcome.score)


def has_learned(data: Dataset, score: float) -> bool:
    """Whether a held-out score beats always giving the same answer."""
    if data.task == "regression":
        return score > 0.05
    commonest = float(np.max(np.mean(data.held.wanted, axis=0)))
    return score > commonest + 0.1 * (1 - commonest)


def front_share(outcome: Outcome) -> float:
    """The front layer's slope as a share of the output layer's, at the end."""
    slopes = outcome.history[-1].slopes
    return slopes[0] / slopes[-1] if slopes[-1] > 0 else 1.0


def verdict(outcome: Outcome) -> str:
    """A sentence about a run that learned nothing; empty if it did learn."""
    if learned(outcome):
        return ""
    share = front_share(outcome)
    if share < FADED and share > 0:
        return (
            "It has learned next to nothing: the slope at the front layer is "
            f"{1 / share:,.0f} times smaller than at the output. It vanished."
        )
    return "It has learned next to nothing: no better than always giving one answer."


def _for_a_run_that_failed(outcome: Outcome, source: Source) -> list[Advice]:
    if front_share(outcome) < FADED:
        layers = ",".join(map(str, outcome.options.layers))
        alive = ("--layers", layers, "--activation", "relu", "--init", "he")
        return [
            Advice(
                "Keep the slope alive: as deep, but with factors of 1, not 1/4 or less",
                command(source, *alive, "--optimiser", "adam"),
            )
        ]
    return [Advice("Start again from the defaults", command(source))]


def _if_still_falling(outcome: Outcome, source: Source, folder: Path) -> list[Advice]:
    """More epochs, if the last ones still lowered the held-out cost."""
    held = [one.held_cost for one in outcome.history]
    quarter = max(1, len(held) // 4)
    if len(held) < 4 or np.mean(held[-quarter:]) > 0.97 * np.mean(
        held[-2 * quarter : -quarter]
    ):
        return []
    longer = resume_command(source, folder, "--epochs", str(2 * outcome.options.epochs))
    return [Advice("It was still getting better: let it go on", longer)]
