"""Factors of matrix products: nudging one side is multiplying by the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..functions.build import apply
from ..graph import Node
from ..ops import MATMUL
from .factor import Factor, Values


@dataclass(frozen=True, eq=False)
class Left(Factor):
    """``matrix @ nudge``."""

    matrix: Node

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(MATMUL, (self.matrix, nudge))

    def pull(self, desire: Node, x: Node) -> Node:
        return apply(MATMUL, (self.matrix.mT, desire))

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return stretch(values(self.matrix))


@dataclass(frozen=True, eq=False)
class Right(Factor):
    """``nudge @ matrix``."""

    matrix: Node

    def push(self, nudge: Node, y: Node) -> Node:
        return apply(MATMUL, (nudge, self.matrix))

    def pull(self, desire: Node, x: Node) -> Node:
        return apply(MATMUL, (desire, self.matrix.mT))

    def gain(self, values: Values, x: Node, y: Node) -> float:
        return stretch(values(self.matrix))


def stretch(matrix: Any) -> float:
    """The largest singular value, over a stack of matrices; 0 for an empty one."""
    return float(np.max(np.linalg.norm(matrix, 2, (-2, -1)))) if matrix.size else 0.0
