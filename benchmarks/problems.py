"""What is measured: networks to train, and functions to differentiate.

A problem's function takes the namespace of the library that runs it, so that all peers
compute the same thing from the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

RATE = 0.01
"""What the steps multiply a gradient with."""


@dataclass(frozen=True)
class Problem:
    """A cost, to be differentiated for the first of its arguments."""

    name: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]

    def of(self, namespace: Any) -> Callable[..., Any]:
        """The cost, computed with a library's functions."""
        return lambda *arguments: self.function(namespace, *arguments)


@dataclass(frozen=True)
class Net:
    """A multilayer perceptron: tanh after every layer, mean squared error, float32."""

    sizes: tuple[int, ...]
    batch: int

    @property
    def name(self) -> str:
        """The layers' sizes."""
        return "-".join(map(str, self.sizes))

    @property
    def problem(self) -> Problem:
        """The cost, for parameters that are always the same ones."""
        return Problem(self.name, net_cost, self.start())

    def start(
        self,
    ) -> tuple[list[tuple[np.ndarray, np.ndarray]], np.ndarray, np.ndarray]:
        """Parameters, a batch of inputs, and what the net should make of them."""
        random = np.random.default_rng(0)

        def normal(*shape: int) -> np.ndarray:
            return random.standard_normal(shape).astype(np.float32)

        pairs = list(zip(self.sizes, self.sizes[1:], strict=False))
        parameters = [(normal(m, n) / np.float32(m**0.5), normal(n)) for m, n in pairs]
        wanted = np.tanh(normal(self.batch, self.sizes[-1]))
        return parameters, normal(self.batch, self.sizes[0]), wanted


NETS = (
    Net((1, 1, 1, 1), 1),
    Net((64, 64, 10), 32),
    Net((64, 128, 64, 10), 64),
    Net((784, 256, 128, 10), 128),
    Net((784, 1024, 1024, 10), 256),
)


def net_cost(
    xp: Any, parameters: Sequence[tuple[Any, Any]], x: Any, wanted: Any
) -> Any:
    """The mean squared error of a net."""
    activation = x
    for weights, biases in parameters:
        activation = xp.tanh(activation @ weights + biases)
    return xp.mean((activation - wanted) ** 2)


def _lesson(xp: Any, weights: Sequence[Any], a0: Any, wanted: Any) -> Any:
    w1, w2, w3 = weights
    return (w3 * w2 * w1 * a0 - wanted) ** 2


def _neuron(xp: Any, weights: Any, x: Any, wanted: Any) -> Any:
    return xp.sum((xp.tanh(x @ weights) - wanted) ** 2)


def small() -> tuple[Problem, ...]:
    """Small functions: the lesson's chain of three weights, and one neuron."""
    random = np.random.default_rng(1)
    x, wanted = random.standard_normal((4, 3)), random.standard_normal(4)
    return (
        Problem("chain of three weights", _lesson, ([1.0, 2.0, 1.0], 1.0, 1.0)),
        Problem("one neuron", _neuron, (random.standard_normal(3), x, wanted)),
    )


def deep(depth: int) -> Problem:
    """A sine of a sine of a sine, ``depth`` of them, of ten numbers."""

    def chain(xp: Any, x: Any) -> Any:
        for _ in range(depth):
            x = xp.sin(x)
        return xp.sum(x)

    return Problem(str(depth), chain, (np.linspace(0.1, 1.0, 10),))
