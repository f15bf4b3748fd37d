"""Chains of 10 to 10,000 operations: what a graph costs, not what its numbers cost.

JAX unrolls such a loop into one program and compiles it: at 1,000 that takes seconds,
so 10,000 are left out for it (its users write ``lax.fori_loop`` instead).
"""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

from .agreement import same_gradients
from .gradients import all_ways
from .problems import deep
from .task import Task, Ways
from .timing import Effort, beside, once

DEPTHS = (10, 100, 1_000, 10_000)
MOST_FOR_JAX = 1_000
COMPILED = {"backsweep": 2, "jax.jit": 1}
"""The call at which each library compiles."""


def measure(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """For each depth: the calls up to the compiled one, and then the steady calls."""
    return {str(depth): _chain(depth, modules, effort) for depth in DEPTHS}


def _chain(
    depth: int, modules: dict[str, ModuleType], effort: Effort
) -> dict[str, Any]:
    ways = all_ways(deep(depth), modules)
    if depth > MOST_FOR_JAX:
        ways.pop("jax.jit", None)
    compiling = {
        name: _compiling(ways[name], n) for name, n in COMPILED.items() if name in ways
    }
    same_gradients({name: way.gradient() for name, way in ways.items()}, 1e-12)
    tasks = {name: Task(way.gradient) for name, way in ways.items()}
    fewer = replace(effort, rounds=max(3, effort.rounds // 3))
    peers = beside("backsweep", tasks, effort if depth < 1000 else fewer)
    return {"compiling": compiling, "peers": peers}


def _compiling(way: Ways, calls: int) -> list[float]:
    """Seconds of the first calls, the last of which compiles."""
    return [once(way.gradient) for _ in range(calls)]
