"""What all tests share: a source of random numbers, and graphs that are checked."""

import numpy as np
import pytest

from backsweep.graph import verify
from backsweep.program import Program


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(0)


@pytest.fixture(autouse=True)
def every_graph_type_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """No program is made of a graph that ``verify`` would not pass."""
    make = Program.__init__

    def verified(self, inputs, outputs, guards=()):
        verify([*outputs, *(guard.node for guard in guards)])
        make(self, inputs, outputs, guards)

    monkeypatch.setattr(Program, "__init__", verified)
