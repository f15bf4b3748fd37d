"""What importing a library takes, in a new process: alone, and beyond NumPy."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from . import fresh
from .timing import Effort, figure

STATEMENTS = {
    "numpy": "import numpy",
    "backsweep": "import backsweep",
    "autograd": "import autograd, autograd.numpy",
    "jax": "import jax, jax.numpy",
    "torch": "import torch",
}
_CLOCK = (
    "import time; {before}; start = time.perf_counter(); {now}; "
    "print(time.perf_counter() - start)"
)


def measure(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """Seconds of each import, NumPy's own included, and with NumPy imported before."""
    statements = {n: s for n, s in STATEMENTS.items() if n in modules}
    seconds: dict[tuple[str, str], list[float]] = {}
    for _ in range(2 * effort.repeats):
        for name, statement in statements.items():
            for kind, before in (("alone", "pass"), ("beyond NumPy", "import numpy")):
                took = fresh.run(_CLOCK.format(before=before, now=statement))
                seconds.setdefault((name, kind), []).append(took)
    return {
        name: {kind: figure(s) for (n, kind), s in seconds.items() if n == name}
        for name in statements
    }
