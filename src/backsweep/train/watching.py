"""A run whose gradient is watched: a verdict every so many steps, a stop if need be."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from ..health.graph.patient import GraphPatient
from ..health.graph.sampled import SampledProbe
from ..health.record import Record
from ..health.report import Health
from ..health.verdict import NO_PATH, NON_FINITE, Verdict, verdict
from .advice import has_learned
from .dataset import Dataset
from .fitting import Watcher
from .loop import State, batches_of, cost_function
from .network import Array, Parameters
from .options import Options

ROWS = 256
"""So many training rows are looked at: always the same ones, so that looks compare."""
PATIENCE = 5
"""Epochs that a network whose gradient is sick is given to learn something."""
HOPELESS = (NON_FINITE, NO_PATH)


class Examined(Watcher, Protocol):
    """A watcher that is told, besides, of every look at the gradient."""

    def examined(self, record: Record, found: Verdict) -> None:
        """The gradient was looked at."""


class HealthWatch:
    """A ``Watcher`` that probes the gradient every so many steps, and tells another.

    ``hopeless`` says, after each step, whether training cannot work: nothing arrives at
    the front or nothing is finite, or the gradient was sick all along and the network
    has learned nothing in its first epochs.
    """

    def __init__(self, inner: Examined, every: int = 50):
        self.every, self._inner = every, inner
        self.verdict: Verdict | None = None
        self._ever_healthy = False

    def begins(self, data: Dataset, options: Options, state: State) -> None:
        """Look at everything before the first step."""
        self._inner.begins(data, options, state)
        self._data, self._state = data, state
        self._cost = cost_function(options.activation, data.task)
        self._probe = SampledProbe(self._cost)
        self._steps = len(batches_of(data.train, options, 0))
        self._rate = options.rate
        self._look(state)

    def moves(self, state: State) -> None:
        """Look again if it is time."""
        self._inner.moves(state)
        self._state = state
        if (state.epoch * self._steps + state.batch) % self.every == 0:
            self._look(state)

    def _look(self, state: State) -> None:
        found = self._probe(state.parameters, *self._rows)
        self.verdict = verdict(found)
        self._ever_healthy |= self.verdict.healthy
        self._inner.examined(found, self.verdict)

    @property
    def _rows(self) -> tuple[Array, Array]:
        return self._data.train.inputs[:ROWS], self._data.train.wanted[:ROWS]

    def hopeless(self) -> bool:
        """Whether training cannot work."""
        if self.verdict is None or self.verdict.healthy:
            return False
        if self.verdict.kind in HOPELESS or self.verdict.decades == -np.inf:
            return True
        tried = len(self._state.history) >= PATIENCE and not self._ever_healthy
        return tried and not has_learned(self._data, self._state.history[-1].score)

    def report(self) -> Health:
        """The whole report on the network as it is now, with a step at its rate."""
        parameters: Parameters = self._state.parameters
        call = (parameters, *self._rows)
        patient = GraphPatient(self._cost, call, {}, ("parameters",))
        return Health(patient, self._rate)
