"""NumPy by hand: the derivative worked out on paper, every array made ahead."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..problems import RATE, Net, Problem
from ..task import InPlace, Task, Ways


class Step:
    """Forward, backward and update with ``out=`` throughout."""

    def __init__(self, net: Net):
        self._layers = [np.empty((net.batch, n), np.float32) for n in net.sizes[1:]]
        self._rates = [np.empty_like(a) for a in self._layers]
        pairs = list(zip(net.sizes, net.sizes[1:], strict=False))
        self._slopes = [np.empty(pair, np.float32) for pair in pairs]
        self._shifts = [np.empty(n, np.float32) for n in net.sizes[1:]]

    def __call__(self, parameters: list[Any], x: Any, wanted: Any) -> Any:
        """Move the parameters one step down the gradient; the cost before it."""
        weights, biases = parameters[::2], parameters[1::2]
        self._forward(weights, biases, x)
        last = self._rates[-1]
        np.subtract(self._layers[-1], wanted, out=last)
        cost = np.dot(last.ravel(), last.ravel()) / np.float32(last.size)
        last *= np.float32(2 / last.size)
        self._backward(weights, biases, [x, *self._layers])
        return cost

    def _forward(self, weights: list[Any], biases: list[Any], x: Any) -> None:
        for w, b, layer in zip(weights, biases, self._layers, strict=True):
            np.matmul(x, w, out=layer)
            layer += b
            x = np.tanh(layer, out=layer)

    def _backward(
        self, weights: list[Any], biases: list[Any], inputs: list[Any]
    ) -> None:
        """The desire of a layer is scaled by tanh's rate, then handed on and used."""
        for k in reversed(range(len(weights))):
            layer, desire = inputs[k + 1], self._rates[k]
            np.multiply(layer, layer, out=layer)
            np.subtract(1, layer, out=layer)
            desire *= layer
            if k:
                np.matmul(desire, weights[k].T, out=self._rates[k - 1])
            self._update(k, weights[k], biases[k], inputs[k])

    def _update(self, k: int, w: Any, b: Any, x: Any) -> None:
        slope, shift, desire = self._slopes[k], self._shifts[k], self._rates[k]
        np.matmul(x.T, desire, out=slope)
        np.sum(desire, axis=0, out=shift)
        slope *= np.float32(RATE)
        shift *= np.float32(RATE)
        w -= slope
        b -= shift


def training(net: Net) -> dict[str, Task]:
    """The step in place."""
    parameters, *data = net.start()
    flat = [p.copy() for pair in parameters for p in pair]
    return {"NumPy by hand": InPlace(Step(net), flat, data).task()}


def ways(problem: Problem) -> dict[str, Ways]:
    """Nothing: only the training step was worked out on paper."""
    return {}


def overhead(a: np.ndarray, b: np.ndarray) -> dict[str, Task]:
    """The same two operations as NumPy calls."""
    return {"NumPy by hand": Task(lambda: a * b + a)}
