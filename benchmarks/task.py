"""What can be timed: a call, with what goes before and after a run of calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np


def _nothing() -> None:
    """Nothing to do."""


@dataclass
class Task:
    """``call`` is timed many times over, and ``finish`` once after them."""

    call: Callable[[], Any]
    restart: Callable[[], Any] = _nothing
    finish: Callable[[], Any] = _nothing
    numbers: Callable[[], list[Any]] = list


class Ways(NamedTuple):
    """How a library computes a cost alone, and the cost with its gradient."""

    value: Callable[[], Any]
    gradient: Callable[[], Any]


class Training:
    """Steps that make new parameters of old ones: ``step(parameters, *data)``."""

    def __init__(self, step: Callable[..., Any], parameters: Any, data: Any):
        self._step, self._start, self._data = step, parameters, data
        self.parameters, self.cost = parameters, None

    def call(self) -> Any:
        """Take one step."""
        self.parameters, self.cost = self._step(self.parameters, *self._data)
        return self.cost

    def restart(self) -> None:
        """Begin again."""
        self.parameters = self._start

    def numbers(self) -> list[Any]:
        """The cost before the last step, and the parameters after it."""
        return [
            np.asarray(self.cost),
            *[np.asarray(p) for w in self.parameters for p in w],
        ]

    def task(self) -> Task:
        """The steps as something to time."""
        return Task(self.call, self.restart, numbers=self.numbers)


class InPlace(Training):
    """Steps that write into the parameters: ``step(parameters, *data)`` is the cost."""

    def __init__(self, step: Callable[..., Any], parameters: list[Any], data: Any):
        super().__init__(step, parameters, data)
        self._saved = [np.array(p) for p in parameters]

    def call(self) -> Any:
        """Take one step."""
        self.cost = self._step(self.parameters, *self._data)
        return self.cost

    def restart(self) -> None:
        """Write the first parameters back."""
        for array, saved in zip(self.parameters, self._saved, strict=True):
            array[...] = saved

    def numbers(self) -> list[Any]:
        """The cost before the last step, and the parameters after it."""
        return [np.array(self.cost), *map(np.array, self.parameters)]
