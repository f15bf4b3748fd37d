"""A cost with its gradient, beside the cost alone: the cheap gradient, measured."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType
from typing import Any

from .agreement import same_gradients
from .problems import NETS, Net, Problem
from .task import Task, Ways
from .timing import Effort, by_turns

TOLERANCE = 2e-5
"""As for the steps: float32 numbers, relative to the largest of an array or to 1."""


def measure(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """For each net: what the value and the gradient take, and their ratio."""
    return {net.name: _net(net, modules, effort) for net in NETS}


def _net(net: Net, modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    ways = all_ways(net.problem, modules)
    same_gradients({name: way.gradient() for name, way in ways.items()}, TOLERANCE)
    tasks: dict[str, Task] = {}
    against: dict[str, str] = {}
    for name, way in ways.items():
        value, gradient = f"{name}, value", f"{name}, gradient"
        tasks |= {value: Task(way.value), gradient: Task(way.gradient)}
        against[gradient] = value
    peers = by_turns(tasks, effort, against)
    return {"batch": net.batch, "operations": operations(net), "peers": peers}


def all_ways(problem: Problem, modules: dict[str, ModuleType]) -> dict[str, Ways]:
    """The forms of all libraries."""
    return {
        name: way
        for module in modules.values()
        for name, way in module.ways(problem).items()
    }


def operations(net: Net) -> float:
    """The ratio that the products allow: 3, less what the data would need."""
    products = [m * n for m, n in pairwise(net.sizes)]
    return 3 - products[0] / sum(products)
