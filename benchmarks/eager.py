"""Gradients without compiling anything: traced, or taped, again at each call."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from .agreement import same_gradients
from .gradients import all_ways
from .problems import NETS, Problem, small
from .task import Task
from .timing import Effort, beside

EAGER = ("backsweep, not jitted", "autograd", "torch eager")


def measure(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """What a value with its gradient takes, call after call."""
    problems = (*small(), *(net.problem for net in NETS[1:3]))
    return {problem.name: _one(problem, modules, effort) for problem in problems}


def _one(
    problem: Problem, modules: dict[str, ModuleType], effort: Effort
) -> dict[str, Any]:
    ways = all_ways(problem, modules)
    eager = {name: ways[name] for name in EAGER if name in ways}
    same_gradients({name: way.gradient() for name, way in eager.items()}, 2e-5)
    tasks = {name: Task(way.gradient) for name, way in eager.items()}
    return {"peers": beside(EAGER[0], tasks, effort)}
