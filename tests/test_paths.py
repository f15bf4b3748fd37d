"""A path: one way through a jitted function, as a program that runs it again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from backsweep import tree
from backsweep.environment import Environment
from backsweep.graph import node
from backsweep.guards import Guard, GuardFailed
from backsweep.ops import INPUT
from backsweep.paths import Path, Record, executable, is_dynamic
from backsweep.program import Program
from backsweep.trace import tracing
from backsweep.traced import Traced

X = np.array([1.0, -2.0])


def path(f: Any, *args: Any) -> Path:
    with tracing() as trace:
        given = [Traced(trace, trace.leaf(x), x) for x in args]
        result = f(*given)
        structure = tree.flatten((args, {}))[1]
        sources = [None] * (len(trace.leaves) - len(args))
        record = Record(trace, structure, args, len(args), result, sources)
    return Path(record, Environment((), (), ()))


def test_it_runs_what_the_function_did() -> None:
    made = path(lambda x, s: {"y": np.sin(x) * s, "n": 3, "s": s * 2.0}, X, 2.0)
    got = made([X + 1, 3.0])
    np.testing.assert_allclose(got["y"], np.sin(X + 1) * 3, rtol=1e-14)
    assert (got["n"], got["s"]) == (3, 6.0)
    assert type(got["s"]) is float
    np.testing.assert_array_equal(made.quick(X + 1, 3.0)["y"], got["y"])


def test_captured_arrays_are_part_of_it() -> None:
    w = np.ones(2)
    made = path(lambda x: x * w, X)
    w[:] = 3.0
    np.testing.assert_array_equal(made([X]), X * 3)


def test_another_decision_ends_the_run() -> None:
    made = path(lambda x: x * 2.0 if np.sum(x) > 0 else x, -X * 0 + 1)
    np.testing.assert_array_equal(made([np.ones(2)]), [2.0, 2.0])
    assert made([-np.ones(2)]) == GuardFailed(0, False)


def test_a_decision_is_asked_once() -> None:
    def f(x: Any) -> Any:
        total = np.sum(x)
        return [x for _ in range(5) if total > 0]

    assert len(path(f, np.ones(2)).program.guards) == 1


def test_paths_agree_on_what_they_decided_alike() -> None:
    def f(x: Any, y: Any) -> Any:
        if x > 0:
            return x if y > 0 else y
        return x * 5.0

    yes, no = path(f, 1.0, 1.0), path(f, 1.0, -1.0)
    other = path(f, -1.0, 1.0)
    failed = yes([1.0, -1.0])
    assert no.agrees(*failed, yes.program.guards)
    assert not other.agrees(*failed, yes.program.guards)
    assert other.agrees(*yes([-1.0, 1.0]), yes.program.guards)


def test_arrays_and_numbers_are_inputs_and_all_else_is_part_of_the_key() -> None:
    inputs = [X, np.float32(1), 1.0, 2, np.array(True)]
    assert all(map(is_dynamic, inputs))
    assert not any(map(is_dynamic, [True, "text", None, slice(3), 1j]))


@pytest.mark.parametrize("available", [True, False])
def test_either_way_arrays_of_another_shape_are_refused(
    available: bool, monkeypatch: Any
) -> None:
    from backsweep import native

    if not available:
        monkeypatch.setattr(native, "available", lambda: False)
    x = node(INPUT, (), ("x", (2,), np.dtype(float)))
    guard = Guard(np.sum(x) > 0, True, None)  # type: ignore[call-overload]
    run = executable(Program([x], [x * 2.0], [guard]))
    np.testing.assert_array_equal(run(np.ones(2))[0], [2.0, 2.0])
    assert run(-np.ones(2)) == GuardFailed(0, False)
    for wrong in (np.ones(3), np.ones(2, np.float32), np.ones((2, 1)), np.ones(())):
        with pytest.raises(TypeError):
            run(wrong)
