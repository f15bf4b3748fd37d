"""Where the path from a value ends that no chain leads back to."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import backsweep as bs
from backsweep.explain.depth.nopath import where_path_ends
from backsweep.explain.run import run

CASES = [
    (lambda w, v: np.where(2.0 * w > 1, v, 3.0), "greater", "yes or no"),
    (lambda w, v: v[np.argmax(w * v)], "argmax", "whole numbers"),
    (lambda w, v: np.sum(v * np.sum((w * w).astype(int))), "cast", "whole numbers"),
    (lambda w, v: np.sum(v * bs.stop_gradient(np.sin(w))), "stop", "stop_gradient"),
]


@pytest.mark.parametrize(("cost", "operation", "why"), CASES)
def test_it_ends_at_the_operation_that_carries_no_rate(
    cost: Any, operation: str, why: str
) -> None:
    size = () if operation == "greater" else (3,)
    kept = run(cost, (np.ones(size), np.ones(size)), {})
    ends, told = where_path_ends(kept, kept.variables["w"])
    assert ends.op.name == operation
    assert why in told


def test_it_ends_at_the_last_of_several_in_a_row() -> None:
    def cost(w: Any, v: Any) -> Any:
        a = np.where(w > 0, w, 1.0)
        return np.where(a < 5, v, 1.0)

    kept = run(cost, (1.0, 1.0), {})
    ends, _ = where_path_ends(kept, kept.variables["w"])
    assert ends.op.name == "less"


def test_what_the_cost_does_not_use_ends_where_it_begins() -> None:
    kept = run(lambda w, v: v * 2.0, (1.0, 2.0), {})
    w = kept.variables["w"]
    assert where_path_ends(kept, w) == (w, "the cost is not computed from it")
