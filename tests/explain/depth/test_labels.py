"""What a value without a name is called in a table."""

from __future__ import annotations

from typing import Any

import numpy as np

from backsweep.explain.depth.labels import label
from backsweep.explain.run import run


def test_a_short_expression_is_written_and_a_long_one_is_not() -> None:
    def cost(w: Any, x: Any) -> Any:
        return np.tanh(np.exp(w * x) + w * np.sin(x + np.cos(w - x) / (x * x + w)))

    kept = run(cost, (1.0, 2.0), {})
    named = {one.op.name: str(label(kept, one)) for one in kept.computed}
    assert named["sin"].startswith("sin(x + ")
    assert named["exp"] == "exp(w·x)"
    assert named["add"] == "add(…)"
