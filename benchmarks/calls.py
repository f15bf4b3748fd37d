"""What a call costs before any work is done: two arrays of four numbers."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np

from .steps import OURS
from .task import Task
from .timing import Effort, beside


def measure(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """Seconds for a jitted ``x * y + x``, and for the same as eager calls."""
    a, b = np.arange(4.0), np.ones(4)
    tasks: dict[str, Task] = {}
    for module in modules.values():
        tasks |= module.overhead(a, b)
    return {"peers": beside(OURS, tasks, effort)}
