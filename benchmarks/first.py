"""What a new process does when :mod:`benchmarks.fresh` times its first calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import peers
from .problems import NETS, small
from .timing import once


def calls(library: str, way: str, problem: str, count: int) -> list[float]:
    """Seconds of the first calls of a net's training step, or of a small gradient."""
    call = _call(peers.module(library), way, problem)
    return [once(call) for _ in range(count)]


def _call(module: Any, way: str, name: str) -> Callable[[], Any]:
    for problem in small():
        if problem.name == name:
            return module.ways(problem)[way].gradient
    (net,) = (one for one in NETS if one.name == name)
    return module.training(net)[way].call
