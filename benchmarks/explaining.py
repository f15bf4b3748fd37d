"""What it takes to explain a gradient, beside computing it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np

import backsweep as bs
from backsweep.explain import Explanation, lesson

from .task import Task
from .timing import Effort, by_turns

LAYERS, WIDTH, ROWS = 20, 512, 128
BLOCKS, NARROW, FEW = 54, 64, 32
GRADIENT, LAYERWISE = "gradient", "explained by layers"


def deep(params: Any, x: Any, y: Any) -> Any:
    """A plain network of tanh layers and its mean squared error."""
    h = x
    for weights, bias in params:
        z = h @ weights + bias
        h = np.tanh(z)
    return np.mean((h - y) ** 2)


def residual(params: Any, x: Any, y: Any) -> Any:
    """Blocks whose results are added to what they were given."""
    h = x
    for first, second in params:
        r = np.tanh(h @ first) @ second
        h = h + r
    return np.mean((h - y) ** 2)


def measure(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """A deep network by layers, a residual one by blocks, one entry, the lesson."""
    return {
        "layers": _layers(effort),
        "blocks": _alone(_blocks(), effort),
        "entry": _alone(_entry(), effort),
        "lesson": _alone(_lesson, effort),
    }


def by_layers(explanation: Explanation, first: str) -> None:
    """All that the layer-wise explanation tells: every gain and every signal."""
    found = explanation.chain(first).data(), explanation.signals().data()
    assert all(found)


def _deep() -> tuple[Any, Any, Any]:
    random = np.random.default_rng(0)
    shape = (WIDTH, WIDTH)
    spread = WIDTH**-0.5
    params = [(random.normal(0, spread, shape), np.zeros(WIDTH)) for _ in range(LAYERS)]
    return params, *random.normal(size=(2, ROWS, WIDTH))


def _layers(effort: Effort) -> dict[str, Any]:
    args = _deep()
    gradient, explain = bs.value_and_grad(deep), bs.explain(deep, wrt="params")
    tasks = {
        GRADIENT: Task(lambda: gradient(*args)),
        LAYERWISE: Task(lambda: by_layers(explain(*args), "params[0][0]")),
    }
    return by_turns(tasks, effort, {LAYERWISE: GRADIENT})


def _blocks() -> Any:
    random = np.random.default_rng(0)
    made = random.normal(0, NARROW**-0.5, (BLOCKS, 2, NARROW, NARROW))
    data = random.normal(size=(2, FEW, NARROW))
    explain = bs.explain(residual, wrt="params")
    return lambda: (
        explain([*map(tuple, made)], *data).shares("params[0][0]", through="r").data()
    )


def _entry() -> Any:
    params, x, y = _deep()
    explain = bs.explain(deep, wrt="params")
    kept = explain(params, x[:1], y[:1])
    return lambda: kept.strongest("params[0][0]", (0, 0)).data()


def _lesson() -> Any:
    explained = bs.explain(lesson.cost, wrt=lesson.WEIGHTS)(**lesson.NUMBERS)
    return explained.text()


def _alone(call: Any, effort: Effort) -> dict[str, Any]:
    return by_turns({"call": Task(call)}, effort, {})["call"]
