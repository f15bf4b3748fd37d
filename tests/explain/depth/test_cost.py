"""What it takes to explain a deep network layer by layer, beside its gradient."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

import backsweep as bs
from backsweep.explain.depth.gains import gains
from backsweep.explain.depth.signals import signals
from backsweep.explain.run import run


def cost(params: Any, x: Any, y: Any) -> Any:
    h = x
    for w, b in params:
        h = np.tanh(h @ w + b)
    return np.mean((h - y) ** 2)


def seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def test_it_costs_little_more_than_a_gradient() -> None:
    random = np.random.default_rng(0)
    params = [(random.normal(size=(512, 512)) / 23, np.zeros(512)) for _ in range(20)]
    data = random.normal(size=(128, 512)), random.normal(size=(128, 512))
    gradient = bs.value_and_grad(cost)

    def explained() -> None:
        kept = run(cost, (params, *data), {}, ("params",))
        assert gains(kept, "params[0][0]").difference < 1e-6
        assert len(signals(kept).parameters) == 40

    pairs = [
        (seconds(lambda: gradient(params, *data)), seconds(explained)) for _ in range(7)
    ]
    alone, told = map(min, zip(*pairs, strict=True))
    assert told < 3.5 * alone  # 1.3 on a quiet machine
