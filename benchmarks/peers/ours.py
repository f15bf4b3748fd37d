"""Backsweep, jitted and not."""

from __future__ import annotations

from typing import Any

import numpy as np

import backsweep as bs

from ..problems import RATE, Net, Problem, net_cost
from ..task import Task, Training, Ways


def cost(parameters: Any, x: Any, wanted: Any) -> Any:
    """The cost of a net, as NumPy code."""
    return net_cost(np, parameters, x, wanted)


def step(parameters: Any, x: Any, wanted: Any) -> Any:
    """The parameters after one step down the gradient, and the cost before it."""
    value, slopes = bs.value_and_grad(cost)(parameters, x, wanted)
    pairs = zip(parameters, slopes, strict=True)
    return [(w - RATE * dw, b - RATE * db) for (w, b), (dw, db) in pairs], value


def training(net: Net) -> dict[str, Task]:
    """The step in native code, and traced at each call."""
    parameters, *data = net.start()
    return {
        "backsweep": Training(bs.jit(step), parameters, data).task(),
        "backsweep, not jitted": Training(step, parameters, data).task(),
    }


def ways(problem: Problem) -> dict[str, Ways]:
    """In native code, and traced at each call."""
    function, arguments = problem.of(np), problem.arguments
    value, gradient = bs.jit(function), bs.jit(bs.value_and_grad(function))
    traced = bs.value_and_grad(function)
    return {
        "backsweep": Ways(lambda: value(*arguments), lambda: gradient(*arguments)),
        "backsweep, not jitted": Ways(
            lambda: function(*arguments), lambda: traced(*arguments)
        ),
    }


def overhead(a: np.ndarray, b: np.ndarray) -> dict[str, Task]:
    """A jitted function of two small arrays."""
    add = bs.jit(lambda x, y: x * y + x)
    return {"backsweep": Task(lambda: add(a, b))}
