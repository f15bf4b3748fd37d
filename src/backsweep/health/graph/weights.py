"""Which factors of a graph are weights."""

from __future__ import annotations

from ...explain.depth.flow import Pull
from ...explain.depth.kinds import PRODUCT, kind, origin, partner
from ...explain.run import Run
from ...factors import Left, Right


def weighs(run: Run, pull: Pull) -> bool:
    """Whether a factor is a weight: a matrix, or a variable that it multiplies by.

    What multiplies by given numbers, a mask say, is no weight.
    """
    if isinstance(pull.factor, (Left, Right)):
        return kind(run, pull) != PRODUCT
    other = partner(pull.factor)
    return other is not None and origin(other) in run.varied
