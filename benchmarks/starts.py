"""How long a user waits: the first gradient, compiling, and starting with code kept.

Each figure is from processes of its own. Libraries are imported and their inputs made
before the clock starts; what they import or start later counts.
"""

from __future__ import annotations

import tempfile
from types import ModuleType
from typing import Any

from .fresh import first_calls
from .problems import NETS, small
from .timing import Effort, figure

UNCOMPILED = {
    "backsweep, not jitted": "backsweep",
    "autograd": "autograd",
    "torch eager": "torch",
    "jax.jit": "jax",
}
COMPILED = {
    "backsweep": ("backsweep", 2),
    "jax.jit": ("jax", 1),
    "torch.compile": ("torch", 1),
}
"""By way: the library, and at which call it compiles."""
SLOW = ("torch.compile",)
"""What takes so many seconds that it is measured once."""


def first_gradients(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """Seconds of the first and the second gradient of small functions."""
    return {
        problem.name: {
            way: _first_gradient(library, way, problem.name, effort)
            for way, library in UNCOMPILED.items()
            if library in modules
        }
        for problem in small()
    }


def _first_gradient(library: str, way: str, problem: str, effort: Effort) -> Any:
    with tempfile.TemporaryDirectory() as kept:
        runs = range(effort.repeats)
        found = [first_calls(library, way, problem, 2, kept) for _ in runs]
    first, second = zip(*found, strict=True)
    return {"first": figure(first), "second": figure(second)}


def compiling(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """Seconds until a training step is compiled: nothing kept, and all code kept."""
    return {
        net.name: {
            way: _starts(way, net.name, effort)
            for way, (library, _) in COMPILED.items()
            if library in modules
        }
        for net in NETS
    }


def _starts(way: str, net: str, effort: Effort) -> dict[str, Any]:
    library, calls = COMPILED[way]
    empty, full = [], []
    for _ in range(1 if way in SLOW else effort.repeats):
        with tempfile.TemporaryDirectory() as kept:
            empty.append(first_calls(library, way, net, calls, kept))
            full.append(first_calls(library, way, net, calls, kept))
    return {
        "first call": figure([one[0] for one in empty]),
        "compiling call": figure([one[-1] for one in empty]),
        "compiling call, code kept": figure([one[-1] for one in full]),
    }
