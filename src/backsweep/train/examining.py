"""Whether a trained network's gradient is in good health, and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..health import health
from .rows import cost_of, read_rows

if TYPE_CHECKING:
    from ..health import Health
    from .model import Model


def examine_rows(
    model: Model, data: Any, rows: int, rate: float | None = None
) -> Health:
    """The gradient's health at so many rows of ``data``, as a batch.

    It is computed in the precision that the network was trained in: what is lost there
    is lost in training too. Raises ``UnreadableData``.
    """
    with np.errstate(over="ignore"):  # an infinity is for the doctor to find
        batch = [x.astype(model.options.dtype) for x in read_rows(model, data, rows)]
    return health(cost_of(model), "layers", rate)(model.parameters, *batch)
