"""No peer is timed before its numbers are those of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .task import Task

STEPS = 4
TOLERANCE = 2e-5
"""Of float32 numbers, relative to the largest of an array (or to 1)."""


def after_steps(task: Task) -> list[np.ndarray]:
    """The cost and the parameters after a few steps from the start."""
    task.restart()
    for _ in range(STEPS):
        task.call()
    task.finish()
    return [np.array(n, np.float64).ravel() for n in task.numbers()]


def distance(these: Sequence[np.ndarray], those: Sequence[np.ndarray]) -> float:
    """The largest difference, relative to the largest number of its array or to 1."""
    pairs = zip(these, those, strict=True)
    return max(float(np.max(abs(a - b)) / max(1.0, np.max(abs(b)))) for a, b in pairs)


def check(tasks: Mapping[str, Task]) -> float:
    """The largest distance between the peers; raises if it is beyond the tolerance."""
    numbers = {name: after_steps(task) for name, task in tasks.items()}
    reference = next(reversed(numbers.values()))
    apart = {name: distance(found, reference) for name, found in numbers.items()}
    wrong = {name: found for name, found in apart.items() if not found <= TOLERANCE}
    if wrong:
        raise ArithmeticError(f"these differ from {next(reversed(numbers))}: {wrong}")
    return max(apart.values())


def same_gradients(found: Mapping[str, Any], tolerance: float) -> None:
    """Raise unless all results, each a value and a gradient, are the same numbers."""
    flat = {
        name: [np.asarray(x, float).ravel() for x in leaves(one)]
        for name, one in found.items()
    }
    reference = next(iter(flat.values()))
    wrong = {name: distance(one, reference) for name, one in flat.items()}
    if not max(wrong.values()) <= tolerance:
        raise ArithmeticError(f"these differ from {next(iter(found))}: {wrong}")


def leaves(result: Any) -> list[Any]:
    """All arrays in a nesting of tuples and lists."""
    if isinstance(result, tuple | list):
        return [leaf for one in result for leaf in leaves(one)]
    return [result.detach().numpy() if hasattr(result, "detach") else result]
