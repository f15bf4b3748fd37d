"""``fit``: from data and options to a trained model, stopped and resumed at will."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from threadpoolctl import threadpool_limits

from .checkpoint import model_of
from .dataset import Dataset, prepare
from .errors import WrongOption
from .loop import Epoch, State, states
from .model import Model
from .options import Options, Source
from .saving import Saver

MODEL = "model.safetensors"
ONE_THREAD = 20e6
"""Multiplications in the largest product of a step, up to which one thread does it."""


class Watcher(Protocol):
    """Something that follows a run: told where it begins, then of every step."""

    def begins(self, data: Dataset, options: Options, state: State) -> None:
        """The data is ready, and ``state`` is where the run starts or goes on."""

    def moves(self, state: State) -> None:
        """One step more is done."""


@dataclass(frozen=True)
class Outcome:
    """A run as it stands when ``fit`` returns."""

    model: Model
    data: Dataset
    options: Options
    state: State

    @property
    def finished(self) -> bool:
        """Whether every epoch is done; if not, the run was stopped."""
        return self.state.epoch >= self.options.epochs

    @property
    def history(self) -> tuple[Epoch, ...]:
        """What was noted at the end of each epoch."""
        return self.state.history

    @property
    def score(self) -> float:
        """Accuracy, or R² for a regression, on the held-out fifth."""
        return self.history[-1].score


def fit(
    source: Source,
    options: Options | None = None,
    *,
    out: str | Path | None = None,
    resume: bool = False,
    save_every: float = 2.0,
    watch: Watcher | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Train a multilayer perceptron on four fifths of the data; test it on the rest.

    - ``out``: a folder for the checkpoint and the model; by default none.
    - ``resume``: go on from the checkpoint in ``out``, to the very bits that an
      unbroken run with these options ends at.
    - ``save_every``: seconds between two checkpoints.
    - ``watch``: follows the run.
    - ``stop``: asked after every step; once it says yes, the run is saved and ends.

    The same seed and options give the same numbers on the same machine.

    >>> outcome = fit(Source("digits"), Options(layers=(32,), epochs=5))
    >>> outcome.score > 0.9, outcome.model.classes
    (True, (0, 1, 2, 3, 4, 5, 6, 7, 8, 9))

    Raises a ``TrainError`` that says what is wrong with data, options or files;
    ``Diverged`` if the cost is no longer finite; ``CannotSave`` if the disk is full.
    """
    options = options or Options()
    folder = None if out is None else Path(out)
    data = prepare(source, options)
    _check_batch(options, len(data.train))
    saver = Saver(folder, source, options, data, save_every)
    first = state = saver.resumed() if resume else saver.started()
    if watch:
        watch.begins(data, options, first)
    with _blas_threads(data, options), np.errstate(all="ignore"):
        for state in states(first, data, options):
            saver.save_when_due(state)
            if watch:
                watch.moves(state)
            if stop():
                break
    saver.save(state)
    outcome = Outcome(model_of(data, options, state), data, options, state)
    if folder and outcome.finished:
        outcome.model.save(folder / MODEL)
    return outcome


def _blas_threads(data: Dataset, options: Options) -> AbstractContextManager[Any]:
    """One thread for products that are done sooner than threads are woken.

    On a busy machine, waiting for a second thread makes a small step ten times slower.
    It depends on shapes alone, so that a resumed run adds up in the same order.
    """
    widths = (data.widths[0], *options.layers, data.widths[1])
    largest = max(before * after for before, after in pairwise(widths))
    work = largest * options.batch_for(len(data.train))
    return threadpool_limits(1 if work < ONE_THREAD else None, user_api="blas")


def _check_batch(options: Options, rows: int) -> None:
    if options.batch_for(rows) > rows:
        raise WrongOption(
            f"a batch of {options.batch} is more than the {rows} training rows",
            where="option batch",
            why="a step takes its rows from the training part, four fifths of the data",
            cure=f"--batch {rows} or less; {min(32, rows)} is a good start",
        )
