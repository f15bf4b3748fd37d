"""What a trained network is asked at rows of a table: inputs, answers, and the cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from .columns import Category, encode
from .errors import UnreadableData
from .network import ACTIVATIONS, COSTS, Array, Parameters, forward
from .options import Source
from .table import DIGIT, every_row, first_line

if TYPE_CHECKING:
    from .model import Model

Cost = Callable[[Parameters, Array, Array], Array]
Answered = tuple[Array, Array]
"""The network's inputs, and the outputs wanted for them."""


def cost_of(model: Model) -> Cost:
    """The cost that training lessens, as a function of weights and data."""
    activation, measure = ACTIVATIONS[model.options.activation], COSTS[model.task]

    def cost(layers: Parameters, inputs: Array, wanted: Array) -> Array:
        outputs = forward(layers, inputs, activation)
        return measure(outputs, wanted)

    return cost


def read_row(model: Model, data: Any, row: int) -> Answered:
    """One row of ``data``, counted from 0. Raises ``UnreadableData``."""
    source = Source(data, target=model.target.name)
    frame = every_row(source)
    if not 0 <= row < frame.height:
        cure = f"rows are counted from 0: choose one up to {frame.height - 1}"
        raise _unusable(f"there is no row {row}", source, cure)
    return _read(model, source, frame, [row])


def read_rows(model: Model, data: Any, count: int) -> Answered:
    """So many rows, spread evenly over ``data``; all of them if there are fewer.

    Raises ``UnreadableData``.
    """
    source = Source(data, target=model.target.name)
    frame = every_row(source)
    if count < 1:
        raise _unusable(f"{count} rows were asked for", source, "ask for 1 at least")
    last = frame.height - 1
    chosen = np.linspace(0, last, min(count, frame.height)).astype(int).tolist()
    return _read(model, source, frame, chosen)


def _read(
    model: Model, source: Source, frame: pl.DataFrame, rows: Sequence[int]
) -> Answered:
    chosen = frame[rows]
    try:
        inputs = encode(model.columns, model.table(chosen))
    except pl.exceptions.PolarsError as error:
        which = f"row {rows[0]} does" if len(rows) == 1 else "the rows do"
        told = f"{which} not fit the model: {first_line(error)}"
        cure = "give it the kind of table it learned"
        raise _unusable(told, source, cure) from error
    answers = chosen[DIGIT if source.is_digits else model.target.name]
    for row, answer in zip(rows, answers, strict=True):
        _check_answer(model, source, row, answer)
    return inputs, model.target.encode(answers)


def _check_answer(model: Model, source: Source, row: int, answer: Any) -> None:
    """A gap or an unknown class would be wanted by nobody."""
    name, target = model.target.name, model.target
    if answer is None or answer != answer:
        raise _unusable(f"row {row} has no {name!r}", source, "choose another row")
    if isinstance(target, Category) and answer not in target.values:
        known = ", ".join(map(str, target.values))
        told = f"row {row} has {answer!r} for {name!r}, a class the model never saw"
        raise _unusable(told, source, f"choose a row with one of: {known}")


def _unusable(what: str, source: Source, cure: str) -> UnreadableData:
    why = "a gradient is that of a cost, which takes inputs and the answers wanted"
    return UnreadableData(what, where=source.name, why=why, cure=cure)
