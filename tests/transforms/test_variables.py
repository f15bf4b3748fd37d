"""The arguments of a call as variables of a trace, and its results as numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from backsweep.errors import StaleValue, UnsupportedValue
from backsweep.trace import current, tracing
from backsweep.traced import Traced
from backsweep.transforms.variables import (
    Variables,
    flattened,
    plain,
    positions,
    returned,
    scope,
)


def f(x: Any, params: Any) -> Any:
    return x


def test_the_outermost_scope_makes_a_trace_and_inner_ones_go_on_in_it() -> None:
    with scope() as (trace, outermost):
        assert outermost
        with scope() as (same, inner):
            assert same is trace
            assert not inner
        assert current() is trace
    assert current() is None


def test_each_leaf_is_a_variable_named_as_the_user_reaches_it() -> None:
    with tracing() as trace:
        made = Variables(trace, f, (1.0, {"w": [np.ones(2)], "b": 3.0}), (1,))
        assert [trace.names[m] for m in made.marks] == ["params['w'][0]", "params['b']"]
        assert made.args[0] == 1.0
        assert isinstance(made.args[1]["w"][0], Traced)


def test_the_same_value_is_two_variables_when_made_one_twice() -> None:
    with tracing() as trace:
        first = Variables(trace, f, (2.0,), 0).args[0]
        second = Variables(trace, f, (first,), 0).args[0]
        assert first.node is not second.node
        assert first.value == second.value


def test_positions_are_counted_from_the_front() -> None:
    assert positions(f, (1, 2, 3), -1) == (2,)
    assert positions(f, (1, 2, 3), (0, -1)) == (0, 2)
    assert positions(f, (1, 2, 3), ()) == ()
    with pytest.raises(UnsupportedValue):
        positions(f, (1, 2, 3), (2, -1))


def test_plain_takes_the_numbers_out_of_a_nesting() -> None:
    with tracing() as trace:
        x = Traced(trace, trace.leaf(2.0), 2.0)
        assert plain({"x": x, "y": [x * 3.0, "text"]}) == {"x": 2.0, "y": [6.0, "text"]}


def test_what_is_returned_shares_no_memory() -> None:
    with tracing() as trace:
        x = np.ones(3)
        one = Traced(trace, trace.leaf(x), x)
        first, second = returned(trace, [one, one], outermost=True)
        assert not np.shares_memory(first, x)
        assert not np.shares_memory(first, second)


def test_a_result_of_an_earlier_trace_is_refused() -> None:
    with tracing() as trace:
        old = Traced(trace, trace.leaf(2.0), 2.0)
    with tracing(), pytest.raises(StaleValue):
        flattened([1.0, old])
