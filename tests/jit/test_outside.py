"""``jit``: what a function reads besides its arguments is never frozen."""

from __future__ import annotations

import functools
import random as dice
import time
from typing import Any

import numpy as np
import pytest

import backsweep as bs

X = np.array([1.0, 2.0, 3.0])
W = np.ones(3)
RATE = 0.5


# What is read from outside.


def test_captured_arrays_are_read_by_reference(counted: Any) -> None:
    global W
    W, cell = np.ones(3), np.ones(3)

    def f(x: Any) -> Any:
        return np.sum(x * W) + np.sum(x * cell)

    jitted, runs = counted(f)
    for _ in range(3):
        assert jitted(X) == 12.0
    W[:], cell[:] = 2.0, 3.0
    assert jitted(X) == 30.0
    W = np.full(3, 10.0)
    assert jitted(X) == 78.0
    cell = np.zeros(3)
    assert jitted(X) == 60.0
    assert len(runs) == 2


def test_a_captured_array_of_another_shape_or_dtype_traces_again() -> None:
    global W
    W = np.ones(3)
    f = bs.jit(lambda x: x * W)
    for made in (np.ones(3), np.full((2, 3), 2.0), np.ones(3, np.float32), np.ones(3)):
        W = made
        for _ in range(3):
            got = f(X.astype(np.float32))
            np.testing.assert_array_equal(got, X * W)
            assert (got.shape, got.dtype) == (
                W.shape,
                np.result_type(W, np.float32),
            )


@pytest.mark.filterwarnings("ignore::backsweep.ImpureWarning")
def test_numbers_made_of_arrays_from_outside_do_not_grow_stale() -> None:
    table = np.ones(3)

    def scaled(x: Any) -> Any:
        return x * (table * 2.0)

    def plain_sum(x: Any) -> Any:
        return x * float(table[0])

    def decided(x: Any) -> Any:
        return x if table[0] > 1 else x * 100.0

    for f in (scaled, plain_sum, decided):
        table[:] = 1.0
        jitted = bs.jit(f)
        for value in (1.0, 1.0, 1.0, 3.0, 3.0, 3.0, 0.5, 7.0, 8.0, 9.0, 9.0):
            table[:] = value
            np.testing.assert_array_equal(jitted(X), f(X))


def test_an_array_written_to_at_every_call_stays_compiled(counted: Any) -> None:
    weights = np.zeros(3)
    f, runs = counted(lambda x: np.sum(x * weights * np.arange(3.0)))
    for k in range(30):
        weights[:] = k
        assert f(X) == np.sum(X * weights * np.arange(3.0))
    assert len(runs) < 8


class Config:
    scale = 2.0

    def __init__(self) -> None:
        self.w = np.ones(3)
        self.offset = 1.0
        self.inner = {"k": 3.0, "list": [1.0]}

    @property
    def doubled(self) -> float:
        return self.offset * 2

    def method(self, x: Any) -> Any:
        return np.sum(x * self.w) * self.doubled

    @bs.jit
    def jitted(self, x: Any) -> Any:
        return self.method(x) + self.inner["list"][0]


CONFIG = Config()


@pytest.mark.filterwarnings("ignore::backsweep.ImpureWarning")
def test_attributes_entries_and_helpers_from_outside_are_followed() -> None:
    global CONFIG

    helper = functools.partial(np.multiply, 2.0)

    def f(x: Any) -> Any:
        return helper(CONFIG.method(x)) * CONFIG.scale + CONFIG.inner["k"]

    jitted = bs.jit(f)

    def check() -> None:
        for _ in range(3):
            assert jitted(X) == f(X)

    CONFIG = Config()
    check()
    CONFIG.offset = 5.0
    check()
    CONFIG.w = np.full(3, 4.0)
    check()
    CONFIG.inner["k"] = 7.0
    check()
    CONFIG.scale = 9.0
    check()
    CONFIG = Config()
    check()
    helper = functools.partial(np.multiply, 3.0)
    check()


@pytest.mark.filterwarnings("ignore::backsweep.ImpureWarning")
def test_a_method_reads_its_instance_at_each_call() -> None:
    one, two = Config(), Config()
    two.offset = 3.0
    for _ in range(3):
        assert one.jitted(X) == 6.0 * 2 + 1
        assert two.jitted(X) == 6.0 * 6 + 1
    one.offset = 10.0
    one.inner["list"].append(2.0)
    assert [one.jitted(X) for _ in range(3)] == [121.0] * 3
    one.w = np.zeros(3)
    assert [one.jitted(X) for _ in range(3)] == [1.0] * 3


def test_a_number_from_outside_that_changes_once_is_picked_up(counted: Any) -> None:
    global RATE
    RATE = 0.5
    f, runs = counted(lambda x: x * RATE)
    assert [f(2.0) for _ in range(4)] == [1.0] * 4
    RATE = 2.0
    assert [f(2.0) for _ in range(4)] == [4.0] * 4
    assert len(runs) == 4


def impure(f: Any, *args: Any) -> Any:
    """What the warning says when ``f`` is called four times; values stay right."""
    with pytest.warns(bs.ImpureWarning) as caught:
        for _ in range(6):
            f(*args)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    return str(caught[0].message)


def test_random_numbers_are_reported_by_their_line_and_not_frozen() -> None:
    drawn = bs.jit(lambda x: x * dice.random())  # drawn here
    told = impure(drawn, 1.0)
    assert "x * dice.random())  # drawn here" in told
    assert __file__ in told
    assert len({drawn(1.0) for _ in range(5)}) == 5
    stream = np.random.default_rng(0)
    told = impure(bs.jit(lambda x: np.sum(x * stream.normal(size=3))), X)
    assert "stream.normal(size=3)" in told


def test_the_time_and_counters_are_reported_and_stay_right() -> None:
    count = 0

    def counting(x: Any) -> Any:
        nonlocal count
        count += 1
        return x * count

    jitted = bs.jit(counting)
    told = impure(jitted, 1.0)
    assert "return x * count" in told
    assert [jitted(1.0) for _ in range(3)] == [7.0, 8.0, 9.0]
    assert "x + time.time()" in impure(bs.jit(lambda x: x + time.time()), 1.0)


def test_a_plain_result_that_changes_is_reported() -> None:
    f = bs.jit(lambda x: (x, dice.random()))
    assert "what it returned changed" in impure(f, 1.0)


def test_a_variable_that_changes_at_every_call_is_named() -> None:
    global RATE
    f = bs.jit(lambda x: x * 1.0 if RATE > -1 else x)
    with pytest.warns(bs.ImpureWarning, match="'RATE'"):
        for k in range(6):
            RATE = float(k)
            assert f(2.0) == 2.0
