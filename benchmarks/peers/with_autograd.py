"""autograd: the library whose users Backsweep wants to be a home for."""

from __future__ import annotations

from typing import Any

import autograd.numpy as anp
import numpy as np
from autograd import value_and_grad

from ..problems import RATE, Net, Problem, net_cost
from ..task import Task, Training, Ways


def cost(parameters: Any, x: Any, wanted: Any) -> Any:
    """The cost of a net."""
    return net_cost(anp, parameters, x, wanted)


def step(parameters: Any, x: Any, wanted: Any) -> Any:
    """The parameters after one step down the gradient, and the cost before it."""
    value, slopes = value_and_grad(cost)(parameters, x, wanted)
    pairs = zip(parameters, slopes, strict=True)
    return [(w - RATE * dw, b - RATE * db) for (w, b), (dw, db) in pairs], value


def training(net: Net) -> dict[str, Task]:
    """The step as its users write it."""
    parameters, *data = net.start()
    return {"autograd": Training(step, parameters, data).task()}


def ways(problem: Problem) -> dict[str, Ways]:
    """The cost is NumPy's own where nothing is differentiated."""
    function, plain = problem.of(anp), problem.of(np)
    arguments, both = problem.arguments, value_and_grad(function)
    return {"autograd": Ways(lambda: plain(*arguments), lambda: both(*arguments))}


def overhead(a: np.ndarray, b: np.ndarray) -> dict[str, Task]:
    """Nothing: autograd compiles no functions."""
    return {}
