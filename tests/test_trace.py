"""Tracing: one run of a function, noted down as it computes."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

import backsweep as bs
from backsweep.current import current, going_on
from backsweep.errors import ChangedArray, LeakedValue, UnsupportedValue
from backsweep.graph import verify
from backsweep.nopath import NoPath
from backsweep.trace import Trace, as_real, our_cause, tracing
from backsweep.traced import Traced


def test_the_values_are_those_of_numpy_and_the_graph_type_checks() -> None:
    x = np.array([0.5, 1.5])
    with tracing() as trace:
        y = np.tanh(Traced(trace, trace.leaf(x), x) * 2.0)[::-1]
        np.testing.assert_array_equal(y.value, np.tanh(x * 2.0)[::-1])
        verify([y.node])
        assert all(np.shape(v) == one.shape for one, v in trace.values.items())


def test_one_captured_array_is_one_input() -> None:
    w, v = np.ones(3), np.ones(3)
    with tracing() as trace:
        assert trace.capture(w) is trace.capture(w)
        assert trace.capture(v) is not trace.capture(w)
        assert trace.leaves[0] is w


def test_what_was_computed_once_is_found_again() -> None:
    calls = []
    with tracing() as trace:
        x = Traced(trace, trace.leaf(np.ones(2)), np.ones(2))
        first, second = np.exp(x), np.exp(x)
        assert first.node is second.node
        assert first.value is second.value
        calls.append(x)
    assert len(trace.values) == 2


def test_leaves_are_locked_until_the_trace_ends() -> None:
    owner = np.ones(4)
    view, other = owner[:2], owner[1:]
    with tracing() as trace:
        trace.capture(view)
        assert not view.flags.writeable
        assert not owner.flags.writeable
        trace.leaf(other)
        trace.capture(owner)
    assert view.flags.writeable
    assert owner.flags.writeable
    assert other.flags.writeable


def test_an_array_that_was_read_only_stays_so() -> None:
    array = np.ones(2)
    array.flags.writeable = False
    with tracing() as trace:
        trace.capture(array)
    assert not array.flags.writeable


def test_locks_are_undone_after_an_error() -> None:
    array = np.ones(2)
    with pytest.raises(ChangedArray), tracing() as trace:
        trace.capture(array)
        array[0] = 2.0
    array[0] = 3.0
    with pytest.raises(KeyboardInterrupt), tracing() as trace:
        trace.capture(array)
        raise KeyboardInterrupt
    array[0] = 4.0


def test_a_read_only_array_of_the_users_own_is_numpys_matter() -> None:
    array = np.broadcast_to(1.0, 3)
    with pytest.raises(ValueError, match="read-only"), tracing():
        array[0] = 1.0


def test_a_trace_in_a_trace_gives_way_when_it_ends() -> None:
    with tracing() as outer:
        with tracing() as inner:
            assert current() is inner
        assert current() is outer
        with pytest.raises(KeyError), tracing():
            raise KeyError
        assert current() is outer
    assert current() is None


def test_a_step_of_its_own_runs_outside_of_the_trace() -> None:
    with tracing() as trace:
        with going_on(None):
            assert current() is None
        assert current() is trace
    inner = bs.grad(lambda y: np.sum(y**3))
    cubed = bs.rule(lambda x: inner(x), lambda y, x: bs.Diag(6 * x))
    x = np.array([1.0, 2.0])
    for f in (bs.grad(lambda x: np.sum(cubed(x))), bs.jit(bs.grad(cubed))):
        np.testing.assert_array_equal(f(x[0]), 6.0)


def test_each_thread_has_a_trace_of_its_own() -> None:
    seen: list[Trace | None] = []
    with tracing():
        thread = threading.Thread(target=lambda: seen.append(current()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_a_decision_keeps_its_value_though_the_array_is_written_to() -> None:
    mask = np.array([True, False])
    with tracing() as trace:
        one = trace.leaf(mask)
        trace.decide(one, mask)
    mask[:] = True
    (guard,) = trace.guards
    assert guard.expected.tolist() == [True, False]
    assert guard.place is not None
    assert guard.place.code.co_filename == __file__


def test_a_trace_that_is_asked_again_owns_its_values() -> None:
    x = np.arange(4.0)
    with tracing() as trace:
        whole = Traced(trace, trace.leaf(x), x)
        part, mark = whole[1:], trace.mark(whole.node)
        trace.own()
    x[:] = -1.0
    assert trace.values[whole.node].tolist() == [0.0, 1.0, 2.0, 3.0]
    assert trace.values[part.node].tolist() == [1.0, 2.0, 3.0]
    assert trace.values[mark] is trace.values[whole.node]


@pytest.mark.parametrize("value", [1.0, 2, True, np.float32(1), np.ones(2), [1, 2.5]])
def test_real_numbers_are_taken(value: Any) -> None:
    np.testing.assert_array_equal(as_real(value), value)


def test_marked_zeros_and_memory_maps_are_taken(tmp_path: Any) -> None:
    mapped = np.memmap(tmp_path / "numbers", np.float64, "w+", shape=(3,))
    assert as_real(mapped) is mapped
    assert isinstance(as_real(NoPath((2,))), NoPath)


@pytest.mark.parametrize(
    "value",
    [1j, "text", None, object(), np.array([object()]), np.ma.ones(2), b"bytes"],
    ids=lambda value: type(value).__name__,
)
def test_anything_else_is_refused(value: Any) -> None:
    with pytest.raises(UnsupportedValue):
        as_real(value)


def test_our_error_is_found_behind_the_one_numpy_put_in_its_place() -> None:
    ours = LeakedValue("mine")
    numpys = ValueError("setting an array element")
    numpys.__cause__ = ours
    assert our_cause(numpys) is ours
    assert our_cause(ours) is ours
    assert our_cause(ValueError("other")) is None
    with pytest.raises(LeakedValue, match="mine"), tracing():
        raise numpys
