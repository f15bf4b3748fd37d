"""What native tests share: programs made by hand, and no code kept between runs."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

pytest.importorskip("llvmlite")
pytest.importorskip("scipy")

from backsweep import native
from backsweep.graph import Node, node
from backsweep.ops import INPUT
from backsweep.program import Guard, Program


@pytest.fixture(autouse=True)
def uncached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKSWEEP_CACHE", "off")


@pytest.fixture
def leaf() -> Callable[..., Node]:
    """An input of a program: ``leaf(number, shape, dtype)``."""

    def make(number: int, shape: tuple[int, ...] = (), dtype: Any = "f8") -> Node:
        return node(INPUT, (), (number, shape, np.dtype(dtype)))

    return make


@pytest.fixture
def compiled() -> Callable[..., Any]:
    """The native form of a program with these inputs, outputs and guards."""

    def make(inputs: Any, outputs: Any, guards: Any = ()) -> Any:
        decisions = [Guard(*guard, None) for guard in guards]
        return native.compile(Program(inputs, outputs, decisions))

    return make


@pytest.fixture
def agrees() -> Callable[..., None]:
    """Assert that a program gives in native code what NumPy gives, also twice."""

    def check(inputs: Any, outputs: Any, *arrays: Any) -> None:
        program = Program(inputs, outputs)
        run = native.compile(program)
        with np.errstate(all="ignore"):
            expected = program.run(arrays)
        for _ in range(2):
            for wanted, found in zip(expected, run(*arrays), strict=True):
                close(found, wanted)

    return check


def close(found: Any, wanted: Any) -> None:
    """Same type, shape and dtype, and equal up to rounding; nan and inf as they are."""
    assert np.shape(found) == np.shape(wanted)
    assert np.result_type(found) == np.result_type(wanted)
    assert isinstance(found, np.ndarray) == bool(np.shape(found))
    if np.result_type(wanted).kind != "f":
        np.testing.assert_array_equal(found, wanted)
        return
    size = np.max(np.abs(wanted), initial=1.0, where=np.isfinite(wanted))
    digits = 1e-5 if np.result_type(wanted) == np.float32 else 1e-12
    np.testing.assert_allclose(found, wanted, rtol=20 * digits, atol=20 * digits * size)
