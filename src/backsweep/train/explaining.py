"""Why a trained network's cost at one row has the gradient that it has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from .. import tree
from ..explain import Explanation, explain
from .columns import Category, encode
from .errors import UnreadableData
from .network import ACTIVATIONS, COSTS, Array, Parameters, forward
from .options import Source
from .table import DIGIT, every_row, first_line

if TYPE_CHECKING:
    from .model import Model


def explain_row(
    model: Model, data: Any, row: int, wrt: Sequence[str] | None = None
) -> Explanation:
    """The gradient of weights and biases at one row of ``data``, in float64.

    ``wrt`` names them, ``"layers[0]['weights']"``; by default it is all. Raises
    ``UnreadableData`` if there is no such row, or if it has no answer to be wanted.
    """
    inputs, wanted = read_row(model, data, row)
    activation, measure = ACTIVATIONS[model.options.activation], COSTS[model.task]

    def cost(layers: Parameters, inputs: Array, wanted: Array) -> Array:
        outputs = forward(layers, inputs, activation)
        return measure(outputs, wanted)

    layers = tree.map_leaves(lambda x: np.asarray(x, np.float64), model.parameters)
    return explain(cost, wrt or ("layers",))(layers, inputs, wanted)


def read_row(model: Model, data: Any, row: int) -> tuple[Array, Array]:
    """One row as the network's inputs, and the outputs wanted for it."""
    source = Source(data, target=model.target.name)
    frame = every_row(source)
    if not 0 <= row < frame.height:
        cure = f"rows are counted from 0: choose one up to {frame.height - 1}"
        raise _unusable(f"there is no row {row}", source, cure)
    chosen = frame[row : row + 1]
    try:
        inputs = encode(model.columns, model.table(chosen))
        return inputs, _wanted(model, chosen, row, source)
    except pl.exceptions.PolarsError as error:
        told = f"row {row} does not fit the model: {first_line(error)}"
        raise _unusable(told, source, "give it the kind of table it learned") from error


def _wanted(model: Model, chosen: pl.DataFrame, row: int, source: Source) -> Array:
    """The target encoded; a gap or an unknown class would be wanted by nobody."""
    name = DIGIT if source.is_digits else model.target.name
    value, target = chosen[name].item(), model.target
    if value is None or value != value:
        raise _unusable(f"row {row} has no {name!r}", source, "choose another row")
    if isinstance(target, Category) and value not in target.values:
        known = ", ".join(map(str, target.values))
        told = f"row {row} has {value!r} for {name!r}, a class the model never saw"
        raise _unusable(told, source, f"choose a row with one of: {known}")
    return target.encode(chosen[name])


def _unusable(what: str, source: Source, cure: str) -> UnreadableData:
    why = "a gradient is explained at one row: its inputs, and the answer wanted"
    return UnreadableData(what, where=source.name, why=why, cure=cure)
