"""What it takes to look at a gradient's health, beside computing it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np

import backsweep as bs
from backsweep.explain.run import run
from backsweep.health.graph.lengths import value_grad_and_lengths
from backsweep.health.graph.probe import record

from .explaining import deep
from .task import Task
from .timing import Effort, by_turns

LAYERS, ROWS, WIDTHS = 20, 128, (64, 512)
EVERY = 50
PLAIN, PROBED, SAMPLED = "plain", "probed", "sampled"
WHOLE = "everything looked at"


def measure(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """Compiled steps with and without a probe, and a whole look, not compiled."""
    return {str(width): _compared(width, effort) for width in WIDTHS}


def _compared(width: int, effort: Effort) -> dict[str, Any]:
    args = _network(width)
    plain = bs.jit(bs.value_and_grad(deep))
    probed = bs.jit(value_grad_and_lengths(deep))
    bare = bs.value_and_grad(deep)
    tasks = {
        PLAIN: Task(lambda: plain(*args)),
        PROBED: Task(lambda: probed(*args)),
        SAMPLED: Task(Sampled(plain, probed, args)),
        "not jitted": Task(lambda: bare(*args)),
        WHOLE: Task(lambda: record(run(deep, args, {}, ("params",), as_is=True))),
    }
    against = {PROBED: PLAIN, SAMPLED: PLAIN, WHOLE: "not jitted"}
    return by_turns(tasks, effort, against)


class Sampled:
    """Plain steps, and a probed one after so many."""

    def __init__(self, plain: Any, probed: Any, args: Any):
        self._plain, self._probed, self._args, self._done = plain, probed, args, 0

    def __call__(self) -> Any:
        """One step."""
        self._done += 1
        step = self._plain if self._done % EVERY else self._probed
        return step(*self._args)


def _network(width: int) -> tuple[Any, Any, Any]:
    random = np.random.default_rng(0)
    made = random.normal(0, width**-0.5, (LAYERS, width, width)).astype(np.float32)
    params = [(weights, np.zeros(width, np.float32)) for weights in made]
    x, y = random.normal(size=(2, ROWS, width)).astype(np.float32)
    return params, x, y
