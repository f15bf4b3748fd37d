"""Training steps: forward, backward and update, by all peers."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from . import agreement
from .problems import NETS, Net
from .task import Task
from .timing import Effort, beside

OURS = "backsweep"


def measure(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """For each net: how far the peers' numbers lie apart, and what a step takes."""
    return {net.name: _net(net, modules, effort) for net in NETS}


def _net(net: Net, modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    tasks: dict[str, Task] = {}
    for module in modules.values():
        tasks |= working(module.training(net))
    apart = agreement.check(tasks)
    peers = beside(OURS, tasks, effort)
    return {"batch": net.batch, "largest difference": apart, "peers": peers}


def working(tasks: dict[str, Task]) -> dict[str, Task]:
    """Without those that fail at their first call, as without a C++ compiler."""
    return {name: task for name, task in tasks.items() if _works(name, task)}


def _works(name: str, task: Task) -> bool:
    try:
        task.call()
    except Exception as error:
        if name != "torch.compile":
            raise
        print(f"{name} is left out: {error!r:.200}", file=sys.stderr)
        return False
    return True
