"""What is asked of another library, and of Backsweep, about one random program."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

import numpy as np

import backsweep as bs

from ..comparison import assert_same, numbers, tolerance
from ..programs import Program

Arrays = Sequence[np.ndarray]


class Oracle(ABC):
    """Another library's derivatives of a program's cost, as NumPy arrays."""

    @abstractmethod
    def gradients(self, program: Program) -> tuple[Any, Arrays]:
        """The cost, and its gradient for every argument."""

    @abstractmethod
    def moved(self, program: Program, nudges: Arrays) -> Any:
        """How the cost moves when the arguments move along ``nudges``."""

    @abstractmethod
    def curved(self, program: Program, nudges: Arrays) -> Arrays:
        """How the gradients move when the arguments move along ``nudges``."""

    def check_gradients(self, program: Program) -> None:
        """The same cost and gradients, within a few roundings."""
        value, gradients = self.gradients(program)
        found = bs.value_and_grad(program.cost, program.every)(*program.arguments)
        assert_same(found, (value, tuple(gradients)), tolerance(program, 1e-11))

    def check_moved(self, program: Program) -> None:
        """The same forward derivative."""
        nudges = program.directions()
        _, moved = bs.jvp(program.cost, program.arguments, nudges)
        assert_same(moved, self.moved(program, nudges), 1e-10)

    def check_curved(self, program: Program) -> None:
        """The same second derivatives: a ripple through the sweep."""
        nudges = program.directions()
        gradient = bs.grad(program.cost, program.every)
        _, curved = bs.jvp(gradient, program.arguments, nudges)
        assert_same(numbers(curved), list(self.curved(program, nudges)), 1e-9)
