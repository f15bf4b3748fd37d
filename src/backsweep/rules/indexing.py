"""Taking entries by index arrays, and its transpose, adding into them."""

from __future__ import annotations

from ..factors import Factor, Gather, Scatter
from ..ops import GATHER, SCATTER
from .table import rule


def by_index(factor: Gather | Scatter) -> tuple[Factor | None, ...]:
    """The factor of the array; there is no path through the index arrays."""
    return (factor, *[None] * len(factor.indices))


# fmt: off
rule(GATHER,  lambda y, x, *rest: by_index(Gather(rest[:-1], rest[-1])))
rule(SCATTER, lambda y, x, *rest: by_index(Scatter(rest[:-2], rest[-2])))
# fmt: on
