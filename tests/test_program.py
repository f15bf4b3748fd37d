"""A program: the steps that compute some nodes from others, as NumPy calls."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from backsweep.graph import Node, node
from backsweep.guards import Guard, GuardFailed
from backsweep.ops import INPUT, SPREAD
from backsweep.program import Program, unspread

FLOAT = np.dtype(float)


def leaf(name: str, *shape: int, dtype: Any = FLOAT) -> Node:
    return node(INPUT, (), (name, shape, np.dtype(dtype)))


X, Y = leaf("x", 3), leaf("y", 3)
ONES = np.ones(3)


def test_it_computes_its_outputs_in_their_order() -> None:
    program = Program([X, Y], [X + Y, X, X * Y, X + Y])
    values = program.run([ONES, ONES * 2])
    assert not isinstance(values, GuardFailed)
    expected = [[3.0] * 3, [1.0] * 3, [2.0] * 3, [3.0] * 3]
    np.testing.assert_array_equal(values, expected)


def test_constants_marks_and_stops_take_no_step() -> None:
    from backsweep.ops import MARK, STOP

    marked = node(MARK, (X,), (0,))
    program = Program([X], [node(STOP, (marked,)) * 2.0])
    assert len(program._steps) == 1
    np.testing.assert_array_equal(program.run([ONES])[0], ONES * 2)


def test_a_broadcast_is_left_to_numpy() -> None:
    row, column = leaf("row", 1, 3), leaf("column", 2, 1)
    out = row * column
    program = Program([row, column], [out])
    assert len(program._steps) == 1
    np.testing.assert_array_equal(
        program.run([np.ones((1, 3)), np.full((2, 1), 2.0)])[0], np.full((2, 3), 2.0)
    )


def test_a_spread_is_kept_where_nothing_else_has_the_shape() -> None:
    number = leaf("number")
    spread = node(SPREAD, (number,), ((3,),))
    out = np.sin(spread)  # type: ignore[call-overload]
    assert unspread(out) == [spread]
    np.testing.assert_array_equal(
        Program([number], [out]).run([0.5])[0], np.sin([0.5] * 3)
    )


def test_what_no_output_needs_is_not_computed() -> None:
    program = Program([X], [X * 2.0])
    longer = Program([X, Y], [X * 2.0])
    assert len(program._steps) == len(longer._steps) == 1


def test_intermediates_are_let_go_of_after_their_last_use() -> None:
    out = X
    for _ in range(10):
        out = np.sin(out)  # type: ignore[call-overload]
    program = Program([X], [out])
    finished = [k for step in program._steps for k in step.finished]
    assert len(finished) == len(set(finished)) == 9


def test_values_on_the_way_can_be_kept() -> None:
    inner = X * 2.0
    keep: dict[Node, Any] = {}
    Program([X], [inner + 1.0]).run([ONES], keep)
    np.testing.assert_array_equal(keep[inner], ONES * 2)


def guarded() -> Program:
    positive = np.sum(X) > 0  # type: ignore[call-overload]
    big = np.sum(Y) > 10  # type: ignore[call-overload]
    guards = [Guard(positive, True, None), Guard(big, False, None)]
    return Program([X, Y], [X * Y], guards)


@pytest.mark.parametrize("run", ["run", "run_planned"])
def test_a_run_that_decides_otherwise_says_at_which_guard(run: str) -> None:
    program = guarded()
    compute = getattr(program, run)
    np.testing.assert_array_equal(compute([ONES, ONES])[0], ONES)
    assert compute([-ONES, ONES]) == GuardFailed(0, False)
    assert compute([ONES, ONES * 9]) == GuardFailed(1, True)
    np.testing.assert_array_equal(compute([ONES, ONES])[0], ONES)


def test_planned_memory_gives_the_same_numbers_again_and_again() -> None:
    big = leaf("big", 200, 300)
    out = big
    for _ in range(5):
        out = np.tanh(out * 1.5) + big  # type: ignore[call-overload]
    program = Program([big], [out, np.sum(out)])  # type: ignore[list-item]
    random = np.random.default_rng(0)
    kept = []
    for _ in range(4):
        array = random.normal(size=(200, 300))
        planned, plain = program.run_planned([array]), program.run([array])
        np.testing.assert_array_equal(planned[0], plain[0])
        assert planned[1] == plain[1]
        kept.append((planned[0], plain[0]))
    for first, again in kept:
        np.testing.assert_array_equal(first, again)


def test_it_tells_which_arrays_it_takes() -> None:
    program = Program([X, leaf("s")], [X * leaf("s")])
    assert program.takes([ONES, 2.0])
    assert program.takes([ONES, np.float64(2.0)])
    assert not program.takes([np.ones(4), 2.0])
    assert not program.takes([ONES.astype(np.float32), 2.0])
    assert not program.takes([ONES, ONES])
