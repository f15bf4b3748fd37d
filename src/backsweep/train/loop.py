"""The training loop: a run is a row of states, and each follows from the one before.

A state holds everything that the next one depends on. So a run can be stopped after any
step, kept in a file, and taken up again: it ends at the same bits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

import backsweep as bs

from .dataset import Dataset, Part
from .errors import Diverged
from .nested import each
from .network import ACTIVATIONS, COSTS, Parameters, forward, start_parameters
from .optimisers import UPDATES, Memory, start_memory
from .options import Options

Array = NDArray[Any]
Step = Callable[
    [Parameters, Memory, Array, Array], tuple[Parameters, Memory, NDArray[Any]]
]
ROWS_FOR_SLOPES = 256


@dataclass(frozen=True)
class Epoch:
    """What is noted at the end of an epoch.

    ``cost`` is the mean over the epoch's batches, ``held_cost`` and ``score`` (accuracy
    or R²) come from the held-out rows, and ``slopes`` says how large the slope of the
    cost is at each layer's weights (root mean square), the first layer first.
    """

    cost: float
    held_cost: float
    score: float
    slopes: tuple[float, ...]


@dataclass(frozen=True)
class State:
    """A moment between two steps: ``batch`` steps of epoch ``epoch`` are done."""

    parameters: Parameters
    memory: Memory
    epoch: int = 0
    batch: int = 0
    cost_so_far: float = 0.0
    history: tuple[Epoch, ...] = ()


def cost_function(activation: str, task: str) -> Callable[..., Array]:
    """What parameters cost on a batch: ``cost(parameters, inputs, wanted)``."""
    squish, cost_of = ACTIVATIONS[activation], COSTS[task]

    def cost(parameters: Parameters, inputs: Array, wanted: Array) -> Array:
        outputs = forward(parameters, inputs, squish)
        return cost_of(outputs, wanted)

    return cost


def training_step(options: Options, task: str) -> Step:
    """One whole step of training, compiled as one: forward, cost, sweep, update."""
    cost = cost_function(options.activation, task)
    update, rate = UPDATES[options.optimiser], float(options.rate or 0)

    def step(
        parameters: Parameters, memory: Memory, inputs: Array, wanted: Array
    ) -> tuple[Parameters, Memory, Array]:
        value, slopes = bs.value_and_grad(cost)(parameters, inputs, wanted)
        parameters, memory = update(parameters, slopes, memory, rate)
        return parameters, memory, value

    return bs.jit(step)


def start(data: Dataset, options: Options) -> State:
    """The state before the first step."""
    features, outputs = data.widths
    widths = (features, *options.layers, outputs)
    drawn = start_parameters(widths, options.spread_of, options.seed)
    parameters = each(lambda array: array.astype(options.dtype), drawn)
    return State(parameters, start_memory(options.optimiser, parameters))


def states(state: State, data: Dataset, options: Options) -> Iterator[State]:
    """Every state that follows ``state``, one per step, to the end of the last epoch.

    Raises ``Diverged`` when the cost is no longer a finite number.
    """
    step = training_step(options, data.task)
    _warm_up(step, state, data.train, options)
    while state.epoch < options.epochs:
        batches = batches_of(data.train, options, state.epoch)
        for rows in batches[state.batch :]:
            state = _after(step, state, data.train, rows, options)
            if state.batch == len(batches):
                state = _close_epoch(state, data, options)
            yield state


def batches_of(part: Part, options: Options, epoch: int) -> list[Array]:
    """Row numbers for each step of an epoch: every row once, in an order of its own.

    The batches are as equal as can be, so that no step stands on a handful of rows, and
    there are two sizes at most. The order follows from seed and epoch alone.
    """
    order = np.random.default_rng([options.seed, 2, epoch]).permutation(len(part))
    return np.array_split(order, math.ceil(len(part) / options.batch_for(len(part))))


def _warm_up(step: Step, state: State, part: Part, options: Options) -> None:
    """Have ``step`` compiled before the first step that counts.

    ``jit`` runs a first call in NumPy and compiles at the second. Were they part of the
    run, a resumed run would do other steps in NumPy than an uninterrupted one, and its
    last bits would differ.
    """
    sizes = {len(rows) for rows in batches_of(part, options, 0)}
    for size in sorted(sizes):
        for _ in range(2):
            step(state.parameters, state.memory, part.inputs[:size], part.wanted[:size])


def _after(
    step: Step, state: State, part: Part, rows: Array, options: Options
) -> State:
    parameters, memory, value = step(
        state.parameters, state.memory, part.inputs[rows], part.wanted[rows]
    )
    cost = float(value)
    if not math.isfinite(cost):
        raise _diverged(state, cost, options)
    return replace(
        state,
        parameters=parameters,
        memory=memory,
        batch=state.batch + 1,
        cost_so_far=state.cost_so_far + cost * len(rows),
    )


def _diverged(state: State, cost: float, options: Options) -> Diverged:
    return Diverged(
        f"the cost became {cost} in epoch {state.epoch + 1}, step {state.batch + 1}",
        where=f"optimiser {options.optimiser}, rate {options.rate:g}",
        cure=f"take smaller steps: --rate {float(options.rate or 0) / 10:g}",
    )


def _close_epoch(state: State, data: Dataset, options: Options) -> State:
    outputs = forward(
        state.parameters, data.held.inputs, ACTIVATIONS[options.activation]
    )
    noted = Epoch(
        cost=state.cost_so_far / len(data.train),
        held_cost=float(COSTS[data.task](outputs, data.held.wanted)),
        score=score(data.task, outputs, data.held.wanted),
        slopes=slope_sizes(state.parameters, data, options),
    )
    return replace(
        state,
        epoch=state.epoch + 1,
        batch=0,
        cost_so_far=0.0,
        history=(*state.history, noted),
    )


def score(task: str, outputs: Array, wanted: Array) -> float:
    """Accuracy, the share of right answers, or R², the share of variance explained.

    >>> score("regression", np.array([[1.0], [2.0]]), np.array([[1.0], [2.0]]))
    1.0
    """
    if task == "classification":
        return float(np.mean(np.argmax(outputs, axis=1) == np.argmax(wanted, axis=1)))
    left = np.sum((wanted - outputs).astype(np.float64) ** 2)
    spread = np.sum((wanted - wanted.mean()).astype(np.float64) ** 2)
    return float(1 - left / spread) if spread > 0 else float(left == 0)


def slope_sizes(
    parameters: Parameters, data: Dataset, options: Options
) -> tuple[float, ...]:
    """How large the slope is at each layer's weights, on the first training rows.

    It runs in NumPy, uncompiled, whichever epoch this is: so it has the same bits in a
    resumed run.
    """
    cost = cost_function(options.activation, data.task)
    rows = (part[:ROWS_FOR_SLOPES] for part in (data.train.inputs, data.train.wanted))
    slopes = bs.value_and_grad(cost)(parameters, *rows)[1]
    return tuple(
        float(np.sqrt(np.mean(layer["weights"].astype(np.float64) ** 2)))
        for layer in slopes
    )
