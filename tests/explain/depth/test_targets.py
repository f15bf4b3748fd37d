"""Which value an explanation goes to."""

from __future__ import annotations

import numpy as np
import pytest

from backsweep.explain.depth.targets import target
from backsweep.explain.errors import UnknownName
from backsweep.explain.run import Run, run


@pytest.fixture
def kept() -> Run:
    def cost(w, x):
        h = x
        for _ in range(2):
            h = np.tanh(w * h)
        return h

    return run(cost, (2.0, 0.5), {}, ("w",))


@pytest.mark.parametrize("name", ["h⁽²⁾", "h(2)"])
def test_the_turn_of_a_loop_can_be_typed(kept: Run, name: str) -> None:
    assert target(kept, name) == (kept, kept.cost)


def test_a_node_stands_for_itself(kept: Run) -> None:
    assert target(kept, kept.cost) == (kept, kept.cost)


def test_data_become_a_variable_of_the_run(kept: Run) -> None:
    made, x = target(kept, "x")
    assert x not in kept.desires
    assert made.desire(x) == pytest.approx(
        (1 - np.tanh(1.0) ** 2) * 4 * (1 - np.tanh(2 * np.tanh(1.0)) ** 2)
    )


def test_an_unknown_name_tells_the_known_ones(kept: Run) -> None:
    with pytest.raises(UnknownName, match="w, x"):
        target(kept, "weights")
