"""Decisions that Python took on computed values, and what it means to keep to them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .graph import Node
from .places import Place


class Guard(NamedTuple):
    """A decision on a node's value: the path that was traced holds only for it."""

    node: Node
    expected: Any
    place: Place | None

    def holds(self, value: Any) -> bool:
        """Whether ``value`` decides as it did when the path was traced."""
        return bool(np.array_equal(value, self.expected))


class GuardFailed(NamedTuple):
    """The result of a run that decided otherwise: which guard, and the value it met."""

    number: int
    value: Any
