"""Why a trained network's cost at one row has the gradient that it has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import tree
from ..explain import Explanation, explain
from .rows import cost_of, read_row

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
    layers = tree.map_leaves(lambda x: np.asarray(x, np.float64), model.parameters)
    return explain(cost_of(model), wrt or ("layers",))(layers, inputs, wanted)
