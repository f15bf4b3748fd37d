"""``jit``: the first two calls trace, and from then on a program runs."""

from __future__ import annotations

import dataclasses
import functools
import random as dice
import threading
import time
import warnings
from typing import Any, NamedTuple

import numpy as np
import pytest

import backsweep as bs
from backsweep import native
from backsweep.errors import ChangedArray, StaleValue, UnsupportedValue
from backsweep.jit import MOST_PATHS

X = np.array([1.0, 2.0, 3.0])
W = np.ones(3)
RATE = 0.5


class Pair(NamedTuple):
    left: Any
    right: Any


@dataclasses.dataclass
class Params:
    w: Any
    b: Any


class Counted:
    """A function that notes each time that it is really run."""

    def __init__(self, f: Any):
        self.f, self.runs = f, list[None]()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.runs.append(None)
        return self.f(*args, **kwargs)


def counted(f: Any) -> tuple[Any, Any]:
    """``f`` jitted, and the list of its real runs, which it does not read."""
    runs: list[None] = []
    note = runs.append

    @functools.wraps(f)
    def noting(*args: Any, **kwargs: Any) -> Any:
        note(None)
        return f(*args, **kwargs)

    return bs.jit(noting), runs


@pytest.fixture(params=["native", "numpy"], autouse=True)
def way(request: Any, monkeypatch: Any) -> str:
    """Every test runs natively, and without the extra ``native``."""
    if request.param == "numpy":
        monkeypatch.setattr(native, "available", lambda: False)
    return str(request.param)


# What is kept, and what traces again.


def test_two_calls_are_traced_and_no_more() -> None:
    f, runs = counted(lambda x: np.sum(np.sin(x)))
    expected = np.sum(np.sin(X))
    for k in range(6):
        assert np.isclose(f(X), expected, rtol=1e-15)
        assert len(runs) == min(k + 1, 2)


def test_another_shape_or_dtype_or_static_value_is_traced_of_its_own() -> None:
    f, runs = counted(lambda x, mode="mean": getattr(np, mode)(x * x))
    for x in (X, np.ones(4), X.astype(np.float32), np.ones((2, 2)), 3.0, 3):
        for _ in range(3):
            got = f(x)
            assert np.isclose(got, np.mean(np.square(x)))
            assert np.asarray(got).dtype == np.asarray(np.mean(np.square(x))).dtype
    assert len(runs) == 12
    assert [float(f(X, "sum")) for _ in range(3)] == [14.0] * 3
    assert [float(f(X, mode="max")) for _ in range(3)] == [9.0] * 3
    assert len(runs) == 16


def test_calls_of_two_kinds_may_alternate() -> None:
    f, runs = counted(lambda x: x * 2.0)
    for _ in range(5):
        np.testing.assert_array_equal(f(X), X * 2)
        np.testing.assert_array_equal(f(np.ones(2)), [2.0, 2.0])
        assert f(1.5) == 3.0
    assert len(runs) == 6


def test_arguments_nest_as_they_do_for_grad() -> None:
    def f(p: Any, q: Any) -> Any:
        return {"out": [p["w"] * q.left, Pair(q.right + p["b"][0], None)]}

    jitted, runs = counted(f)
    for scale in (1.0, 2.0, 3.0, 4.0):
        args = ({"w": X * scale, "b": (scale,)}, Pair(X, scale))
        wanted, got = f(*args), jitted(*args)
        np.testing.assert_array_equal(got["out"][0], wanted["out"][0])
        assert got["out"][1] == wanted["out"][1]
        assert isinstance(got["out"][1], Pair)
    assert len(runs) == 2


def test_dataclasses_go_in_and_come_out() -> None:
    step = bs.jit(lambda p: Params(p.w * 2.0, p.b + 1.0))
    for _ in range(3):
        made = step(Params(X, 1.0))
        assert type(made) is Params
        np.testing.assert_array_equal(made.w, X * 2)
        assert made.b == 2.0


def test_a_nesting_of_a_thousand_leaves_is_taken_apart() -> None:
    f, runs = counted(lambda p: sum(p.values()))
    params = {f"p{k}": float(k) for k in range(1000)}
    assert [f(params) for _ in range(3)] == [499500.0] * 3
    assert len(runs) == 2


def test_dict_keys_may_be_anything() -> None:
    f = bs.jit(lambda p: {key: value * 2.0 for key, value in p.items()})
    params = {(1, 2): 1.0, frozenset("a"): 2.0, 3: 3.0, "it's": 4.0, True: 5.0}
    for _ in range(3):
        assert f(params) == {key: value * 2 for key, value in params.items()}


def test_keywords_defaults_and_positions_are_told_apart() -> None:
    def f(x: Any, k: Any = 2.0) -> Any:
        return x * k

    jitted = bs.jit(f)
    for _ in range(3):
        assert jitted(3.0) == 6.0
        assert jitted(3.0, 4.0) == 12.0
        assert jitted(3.0, k=5.0) == 15.0
        assert jitted(x=3.0, k=6.0) == 18.0


def test_slices_strings_and_bools_are_part_of_the_key() -> None:
    f = bs.jit(lambda x, part, flag: x[part] * (2.0 if flag else 3.0))
    for _ in range(3):
        np.testing.assert_array_equal(f(X, slice(1, 3), True), [4.0, 6.0])
        np.testing.assert_array_equal(f(X, slice(0, 1), False), [3.0])


def test_one_and_true_are_not_the_same_argument() -> None:
    f = bs.jit(lambda x, k: x * 2.0 if k is True else x * 3.0)
    for _ in range(3):
        assert (f(1.0, True), f(1.0, 1)) == (2.0, 3.0)


def test_an_argument_that_may_change_unnoticed_is_refused() -> None:
    with pytest.raises(UnsupportedValue, match="a set as an argument"):
        bs.jit(lambda x, s: x * len(s))(1.0, {1, 2})


# Results.


@pytest.mark.parametrize(
    ("f", "x"),
    [
        (lambda x: x * 2, 3.0),
        (lambda x: x * 2, 3),
        (lambda x: x > 2, 3.0),
        (lambda x: np.sin(x), 3.0),
        (lambda x: x * 2, np.float32(3.0)),
        (lambda x: x, np.array(3.0)),
        (lambda x: x * 2, np.array(3.0)),
        (lambda x: x > 2, X),
        (lambda x: x.astype(np.float32), X),
        (lambda x: np.argmax(x), X),
    ],
)
def test_results_have_the_types_that_the_function_gives(f: Any, x: Any) -> None:
    jitted, wanted = bs.jit(f), f(x)
    for _ in range(3):
        got = jitted(x)
        assert type(got) is type(wanted)
        assert np.asarray(got).dtype == np.asarray(wanted).dtype
        np.testing.assert_array_equal(got, wanted)


def test_constants_none_and_strings_are_returned_as_they_are() -> None:
    f = bs.jit(lambda x: (1.5, None, "text", 3, np.zeros(2), x))
    for _ in range(4):
        number, nothing, text, whole, zeros, same = f(X)
        assert (number, nothing, text, whole) == (1.5, None, "text", 3)
        assert zeros.tolist() == [0.0, 0.0]
        np.testing.assert_array_equal(same, X)


def test_results_alias_nothing() -> None:
    captured, x = X.copy(), X.copy()
    f = bs.jit(lambda x: (x, x, captured, np.zeros(3), x.T, x * 1.0))
    for _ in range(4):
        results = f(x)
        kept = [r.copy() for r in results]
        for k, result in enumerate(results):
            others = (x, captured, *results[:k])
            assert not any(np.shares_memory(result, other) for other in others)
            result[:] = -5.0
        again = f(x)
        assert all(np.array_equal(a, b) for a, b in zip(again, kept, strict=True))
    np.testing.assert_array_equal(x, X)


def test_a_result_that_is_kept_is_not_overwritten_by_later_calls() -> None:
    f = bs.jit(lambda x: x * 2.0)
    kept = [f(X + k) for k in range(20)]
    for k, result in enumerate(kept):
        np.testing.assert_array_equal(result, (X + k) * 2)


def test_a_gradient_without_path_stays_marked() -> None:
    f = bs.jit(bs.grad(lambda x, y: np.sum(x), (0, 1)))
    for _ in range(4):
        to_x, to_y = f(X, X)
        assert isinstance(to_y, bs.NoPath)
        assert not isinstance(to_x, bs.NoPath)
        to_x[:] = 7.0


# Decisions.


def test_each_way_through_a_decision_is_traced_and_kept() -> None:
    def f(x: Any) -> Any:
        if np.sum(x) > 0:
            return np.sum(x**2)
        return -np.sum(x)

    jitted, runs = counted(f)
    for x in (X, X, -X, -X, X, -X, X * 2, -X * 2):
        assert jitted(x) == f(x)
    assert len(runs) == 4


def test_while_loops_and_early_returns_follow_the_values() -> None:
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


def test_a_number_decides_by_its_truth_not_by_its_value() -> None:
    f, runs = counted(lambda x: x * 2.0 if x else x + 1.0)
    assert [f(float(k)) for k in range(1, 40)] == [2.0 * k for k in range(1, 40)]
    assert len(runs) == 2
    assert [f(0.0) for _ in range(3)] == [1.0] * 3
    assert len(runs) == 4


def test_integers_used_as_counts_and_places_are_decisions() -> None:
    def f(x: Any, n: int) -> Any:
        for _ in range(n):
            x = x * 2.0
        return x[n - 1] + x[int(x[0])]

    jitted, runs = counted(f)
    x = np.array([0.3, 1.0, 5.0])
    for n in (1, 1, 2, 2, 1, 2, 1, 2):
        assert jitted(x, n) == f(x, n)
    assert len(runs) == 4


def test_masks_and_places_of_entries_are_decisions() -> None:
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


def test_the_number_of_ways_is_bounded_and_the_deciding_line_is_named() -> None:
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


# What is read from outside.


def test_captured_arrays_are_read_by_reference() -> None:
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


def test_an_array_written_to_at_every_call_stays_compiled() -> None:
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


def test_a_number_from_outside_that_changes_once_is_picked_up() -> None:
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


# In company.


def test_jit_goes_around_and_inside_derivatives() -> None:
    def cost(x: Any) -> Any:
        return np.sum(np.sin(x) * x**2)

    hessian, gradient = bs.hessian(cost)(X), bs.grad(cost)(X)
    made = [
        (bs.jit(bs.grad(cost)), gradient),
        (bs.grad(bs.jit(cost)), gradient),
        (bs.jit(bs.grad(bs.jit(cost))), gradient),
        (bs.jit(bs.hessian(cost)), hessian),
        (bs.jacobian(bs.jit(bs.grad(cost))), hessian),
        (bs.jit(bs.jit(bs.grad(cost))), gradient),
    ]
    for f, expected in made:
        for _ in range(3):
            np.testing.assert_allclose(f(X), expected, rtol=1e-13)


def test_grad_of_jit_of_grad_is_the_second_derivative() -> None:
    f = bs.grad(bs.jit(bs.grad(lambda x: x**4)))
    assert [f(2.0) for _ in range(3)] == [48.0] * 3


def test_decisions_inside_a_jitted_gradient_are_kept_too() -> None:
    def cost(x: Any) -> Any:
        return np.sum(x**2) if np.sum(x) > 0 else np.sum(x**3)

    f = bs.jit(bs.grad(cost))
    for x in [X, -X] * 4:
        np.testing.assert_array_equal(f(x), bs.grad(cost)(x))


def test_a_whole_training_step_runs_as_one_function() -> None:
    inputs = np.linspace(-1, 1, 12).reshape(4, 3)

    def loss(p: Any) -> Any:
        return np.mean((np.tanh(inputs @ p["w"]) + p["b"] - 0.5) ** 2)

    def step(p: Any, rate: Any) -> Any:
        value, gradient = bs.value_and_grad(loss)(p)
        return value, {k: p[k] - rate * gradient[k] for k in p}

    jitted, runs = counted(step)
    params = theirs = {"w": np.full((3, 2), 0.3), "b": np.zeros(2)}
    for _ in range(20):
        value, params = jitted(params, 0.1)
        expected, theirs = step(theirs, 0.1)
        assert np.isclose(value, expected, rtol=1e-12)
    assert len(runs) == 2


def test_an_exception_leaves_everything_usable() -> None:
    def f(x: Any, fail: bool) -> Any:
        if fail:
            raise RuntimeError("mine")
        return x * W

    jitted = bs.jit(f)
    for fail in (True, False, True, False, False, True, False):
        if fail:
            with pytest.raises(RuntimeError, match="mine"):
                jitted(X, fail)
        else:
            np.testing.assert_array_equal(jitted(X, fail), X * W)
    assert W.flags.writeable


def test_writing_into_a_captured_array_is_refused_and_unlocked() -> None:
    table, argument = np.ones(3), X.copy()

    def f(x: Any) -> Any:
        y = x * table
        table[0] = 5.0
        return y

    jitted = bs.jit(f)
    for _ in range(3):
        with pytest.raises(ChangedArray, match="changed in place") as caught:
            jitted(argument)
        assert "table[0] = 5.0" in caught.value.where
    table[0] = 2.0
    argument[0] = 3.0
    assert table[0] == 2.0


def test_an_argument_is_not_changed_by_what_the_function_writes() -> None:
    def f(x: Any) -> Any:
        x[0] = 10.0
        x *= 2.0
        return np.sum(x)

    jitted, x = bs.jit(f), X.copy()
    assert [jitted(x) for _ in range(3)] == [30.0] * 3
    np.testing.assert_array_equal(x, X)


def test_a_traced_value_of_an_earlier_run_is_refused() -> None:
    kept = []

    def leaking(x: Any) -> Any:
        kept.append(x * 2.0)
        return x * 1.0

    bs.grad(leaking)(3.0)
    for f in (lambda x: kept[0], lambda x: x * kept[0]):
        with pytest.raises(StaleValue):
            bs.jit(f)(5.0)
    with pytest.raises(StaleValue):
        bs.jit(lambda x: x)(kept[0])


def test_strided_and_other_ordered_arrays_are_taken() -> None:
    f = bs.jit(lambda m: m @ m.T + m[0, 0])
    m = np.arange(24.0).reshape(4, 6)
    for view in (m[:, ::2], np.asfortranarray(m[:, :3]), m[::-1, 3:], m[:, 2::-1]):
        np.testing.assert_allclose(f(view), view @ view.T + view[0, 0])
    swapped = m.astype(">f8")
    for _ in range(3):
        np.testing.assert_allclose(f(swapped), m @ m.T + m[0, 0])


def test_a_thousand_operations_deep_compiles_without_recursion() -> None:
    def deep(x: Any) -> Any:
        for _ in range(3000):
            x = x * 0.999 + 0.001
        return x

    for f in (deep, bs.grad(deep)):
        jitted, expected = bs.jit(f), f(0.5)
        for _ in range(3):
            assert np.isclose(jitted(0.5), expected, rtol=1e-12)


@pytest.mark.parametrize("shared", [True, False])
def test_threads_may_call_one_jitted_function_at_once(shared: bool) -> None:
    def f(x: Any) -> Any:
        if np.sum(x) > 8:
            return np.sum(x * W) * 2.0
        return np.sum(np.sin(x) ** 2) * 1.0

    jitted, wrong = bs.jit(bs.grad(f)), []
    start = threading.Barrier(4)

    def work(number: int) -> None:
        start.wait()
        for k in range(60):
            x = X * (1.0 if shared else 1 + (number + k) % 3)
            if not np.allclose(jitted(x), bs.grad(f)(x), rtol=1e-12):
                wrong.append((number, k))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert W.flags.writeable


def test_threads_may_trace_different_functions_at_once() -> None:
    results: dict[int, Any] = {}

    def work(number: int) -> None:
        f = bs.jit(bs.grad(lambda x: np.sum(x**number * X)))
        results[number] = [f(X) for _ in range(5)][-1]

    threads = [threading.Thread(target=work, args=(n,)) for n in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n, result in results.items():
        np.testing.assert_allclose(result, n * X ** (n - 1) * X, rtol=1e-12)
    assert len(results) == 6
    assert X.flags.writeable
