"""What all tests share: a source of random numbers, and graphs that are checked."""

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from backsweep.graph import verify
from backsweep.program import Program

# A busy machine is no fault of an example.
settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")


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
