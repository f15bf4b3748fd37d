"""When a run is saved, and what becomes of a run that was there before."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .checkpoint import (
    CHECKPOINT,
    check_same_run,
    load_checkpoint,
    save_checkpoint,
)
from .dataset import Dataset
from .errors import BacksweepError, Diverged, NothingToResume
from .loop import State, start
from .nested import named
from .options import Options, Source
from .tensors import cannot_save, sweep_up

UNFINISHED = "checkpoint.unfinished.safetensors"


@dataclass
class Saver:
    """Keeps a run in ``folder``; without a folder it keeps nothing."""

    folder: Path | None
    source: Source
    options: Options
    data: Dataset
    every: float
    saved_at: float = field(default=0.0, init=False)

    def started(self) -> State:
        """The first state. It is saved at once: better to fail now than an hour in."""
        state = start(self.data, self.options)
        if self.folder:
            sweep_up(self.folder)
            set_aside(self.folder)
        self.save(state)
        return state

    def resumed(self) -> State:
        """The state that was saved last, if it belongs to this very run."""
        if self.folder is None:
            raise NothingToResume(
                "there is no folder to resume from",
                where="option out",
                cure="name the folder of the run: out='runs/digits'",
            )
        sweep_up(self.folder)
        saved = load_checkpoint(self.folder)
        check_same_run(saved, self.source, self.options, self.data)
        return saved.state

    def save_when_due(self, state: State) -> None:
        """Save if the last time is long enough ago."""
        if time.monotonic() - self.saved_at >= self.every:
            self.save(state)

    def save(self, state: State) -> None:
        """Save now, unless it would put a broken state in the place of a good one."""
        if self.folder is None:
            return
        _check_finite(state, self.options)
        save_checkpoint(self.folder, self.source, self.data, self.options, state)
        self.saved_at = time.monotonic()


def set_aside(folder: Path) -> None:
    """Give an unfinished run another name, so that a new one does not wipe it out."""
    try:
        found = load_checkpoint(folder)
    except BacksweepError:
        return
    if found.begun and not found.finished:
        try:
            os.replace(folder / CHECKPOINT, folder / UNFINISHED)
        except OSError as error:
            raise cannot_save(folder / UNFINISHED, error) from error


def _check_finite(state: State, options: Options) -> None:
    for name, array in named(state.parameters, "layer"):
        if not np.isfinite(array).all():
            raise Diverged(
                f"{name} became infinite in epoch {state.epoch + 1}",
                where=f"optimiser {options.optimiser}, rate {options.rate:g}",
                cure=f"take smaller steps: --rate {float(options.rate or 0) / 10:g}",
            )
