"""Taking entries by index arrays, and its transpose, adding into them."""

from __future__ import annotations

from ..factors import Gather, Scatter
from ..ops import GATHER, SCATTER
from .table import rule

# fmt: off
rule(GATHER,  lambda y, x, *rest: (Gather(rest[:-1], rest[-1]), *[None] * len(rest[:-1])))
rule(SCATTER, lambda y, x, *rest: (Scatter(rest[:-2], rest[-2]), *[None] * len(rest[:-2])))
# fmt: on
