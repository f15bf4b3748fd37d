"""``jit``: each way through a function is a program of its own."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

import backsweep as bs
from backsweep.jit import MOST_PATHS

X = np.array([1.0, 2.0, 3.0])


# Decisions.


def test_each_way_through_a_decision_is_traced_and_kept(counted: Any) -> None:
    def f(x: Any) -> Any:
        if np.sum(x) > 0:
            return np.sum(x**2)
        return -np.sum(x)

    jitted, runs = counted(f)
    for x in (X, X, -X, -X, X, -X, X * 2, -X * 2):
        assert jitted(x) == f(x)
    assert len(runs) == 4


def test_while_loops_and_early_returns_follow_the_values(counted: Any) -> None:
    def halvings(x: Any) -> Any:
        count = 0
        while x > 1.0:
            x = x / 2.0
            count += 1
            if count > 6:
                return x
        return x * count

    jitted, runs = counted(halvings)
    for x in [1.5, 3.0, 9.0, 1000.0] * 4:
        assert jitted(x) == halvings(x)
    assert len(runs) == 8


def test_a_number_decides_by_its_truth_not_by_its_value(counted: Any) -> None:
    f, runs = counted(lambda x: x * 2.0 if x else x + 1.0)
    assert [f(float(k)) for k in range(1, 40)] == [2.0 * k for k in range(1, 40)]
    assert len(runs) == 2
    assert [f(0.0) for _ in range(3)] == [1.0] * 3
    assert len(runs) == 4


def test_integers_used_as_counts_and_places_are_decisions(counted: Any) -> None:
    def f(x: Any, n: int) -> Any:
        for _ in range(n):
            x = x * 2.0
        return x[n - 1] + x[int(x[0])]

    jitted, runs = counted(f)
    x = np.array([0.3, 1.0, 5.0])
    for n in (1, 1, 2, 2, 1, 2, 1, 2):
        assert jitted(x, n) == f(x, n)
    assert len(runs) == 4


def test_masks_and_places_of_entries_are_decisions(counted: Any) -> None:
    for f in (
        lambda x: np.sum(x[x > 0]),
        lambda x: x[np.nonzero(x > 0)],
        lambda x: np.sum(x[np.flatnonzero(x)]),
        lambda x: np.argwhere(x > 0) * 2,
    ):
        jitted, runs = counted(f)
        for x in (X, X, X * 5, -X, -X, X, np.array([1.0, -1.0, 1.0])):
            np.testing.assert_array_equal(jitted(x), f(x))
        assert 2 <= len(runs) <= 5


def test_a_mask_written_to_between_calls_decides_anew() -> None:
    mask = np.array([True, False, True])
    f = bs.jit(lambda x, m: np.sum(x[m]))
    assert [f(X, mask) for _ in range(3)] == [4.0] * 3
    mask[:] = True
    assert [f(X, mask) for _ in range(3)] == [6.0] * 3


def test_the_number_of_ways_is_bounded_and_the_deciding_line_is_named(
    counted: Any,
) -> None:
    def f(x: Any, n: Any) -> Any:
        for _ in range(n):  # the deciding line
            x = x + 1.0
        return x

    jitted, _ = counted(f)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for n in list(range(40)) * 2:
            assert jitted(1.0, n) == 1.0 + n
    told = [w for w in caught if w.category is bs.ManyPathsWarning]
    assert len(told) == len(caught) == 1
    assert f"taken {MOST_PATHS} different paths" in str(told[0].message)
    assert "for _ in range(n):  # the deciding line" in str(told[0].message)
    assert __file__ in str(told[0].message)
    assert told[0].filename == __file__


def test_a_decision_on_nan_goes_where_numpy_goes() -> None:
    f = bs.jit(lambda x: 1.0 if x > 0 else (2.0 if x <= 0 else 3.0))
    for x in (1.0, -1.0, np.nan) * 3:
        assert f(x) == (1.0 if x > 0 else (2.0 if x <= 0 else 3.0))
