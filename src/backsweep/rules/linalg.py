"""Products of matrices: nudging one side is multiplying by the other."""

from __future__ import annotations

from ..factors import Left, Right
from ..ops import MATMUL
from .table import rule

rule(MATMUL, lambda c, a, b: (Right(b), Left(a)))
