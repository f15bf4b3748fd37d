"""Traced values: arrays that compute as NumPy's and note what they did."""

from __future__ import annotations

import copy
import gc
import operator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backsweep as bs
from backsweep.errors import ChangedArray, UnsupportedValue
from backsweep.trace import tracing
from backsweep.traced import Traced
from backsweep.transforms.variables import plain

X = np.array([0.5, -1.5, 2.0])
NUMBERS: list[Any] = [
    2.5,
    3,
    True,
    np.float32(1.5),
    np.float64(0.25),
    np.int32(4),
    np.array([1.0, 2.0, 3.0], np.float32),
    np.array([1.5, 0.5, 2.0]),
    np.array([1, 2, 3]),
    np.array([True, False, True]),
    np.array(1.5),
    np.array(1.5, np.float32),
]
ARITHMETIC = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow"]
BINARY = [*ARITHMETIC, "lt", "le", "gt", "ge", "eq", "ne"]


def traced(f: Any, *values: Any) -> Any:
    """The plain result of ``f`` on traced values."""
    with tracing() as trace:
        result = f(*(Traced(trace, trace.leaf(v), v) for v in values))
        for one, value in trace.values.items():
            assert (one.shape, one.dtype) == (np.shape(value), np.asarray(value).dtype)
        return plain(result)


def same(got: Any, wanted: Any) -> None:
    assert type(got) is type(wanted)
    assert np.asarray(got).dtype == np.asarray(wanted).dtype
    np.testing.assert_array_equal(got, wanted)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", BINARY)
def test_operators_promote_as_numpy_and_python_do(name: str) -> None:
    compute = getattr(operator, name)
    for a in NUMBERS:
        for b in NUMBERS:
            try:
                wanted = compute(a, b)
            except TypeError:
                continue
            same(traced(compute, a, b), wanted)
            same(traced(lambda x, b=b: compute(x, b), a), wanted)
            if isinstance(a, np.generic) and name == "pow":
                continue  # NumPy's scalars take powers by a way of their own
            same(traced(lambda x, a=a: compute(a, x), b), wanted)


@pytest.mark.parametrize("compute", [operator.neg, operator.abs, operator.pos])
def test_signs_are_as_numpys(compute: Any) -> None:
    for a in NUMBERS:
        if not isinstance(a, bool) and np.asarray(a).dtype != bool:
            same(traced(compute, a), compute(a))


def test_bits_and_divisions_are_as_numpys() -> None:
    a, b = np.array([5, 6, 7]), np.array([1, 2, 3])
    for compute in (
        operator.and_,
        operator.or_,
        operator.xor,
        operator.lshift,
        operator.rshift,
        divmod,
        operator.matmul,
    ):
        for f in (compute, lambda x, y, c=compute: c(y, x)):
            got, wanted = traced(f, a, b), f(a, b)
            np.testing.assert_array_equal(got, wanted)
    np.testing.assert_array_equal(traced(operator.invert, X > 0), ~(X > 0))


def test_lists_count_as_arrays_beside_arrays() -> None:
    for compute in (operator.add, operator.mul, operator.sub, operator.gt):
        np.testing.assert_array_equal(
            traced(lambda x, c=compute: c(x, [1.0, 2.0, 3.0]), X),
            compute(X, [1.0, 2.0, 3.0]),
        )
        np.testing.assert_array_equal(
            traced(lambda x, c=compute: c([1.0, 2.0, 3.0], x), X),
            compute(np.array([1.0, 2.0, 3.0]), X),
        )


def test_a_list_is_repeated_by_a_whole_number() -> None:
    assert traced(lambda n: [1, 2] * n, 2) == [1, 2, 1, 2]


def test_other_classes_may_take_part() -> None:
    class Unit:
        def __radd__(self, other: Any) -> str:
            return "mine"

    assert traced(lambda x: x + Unit(), 1.0) == "mine"
    with pytest.raises(TypeError, match="unsupported operand"):
        traced(lambda x: x + object(), 1.0)


def test_a_power_that_leaves_the_real_numbers_is_refused() -> None:
    with pytest.raises(UnsupportedValue, match="complex"):
        traced(lambda x: x**0.5, -2.0)
    with np.errstate(all="ignore"):
        assert np.isnan(traced(lambda x: np.power(x, 0.5), -2.0))
        assert np.isnan(traced(lambda x: x**0.5, np.array([-2.0]))).all()


def test_booleans_of_python_count_as_in_python() -> None:
    gradient = bs.grad(lambda x: x * ((x > 0) + (x > 1)) + -(x > 0) * x)
    assert gradient(2.0) == 1.0
    assert bs.grad(lambda x: x * ((x > 0) * 3 - (x > 1)))(2.0) == 2.0


# Python's questions.


def test_numbers_print_compare_and_round_as_they_do() -> None:
    assert traced(lambda x: f"{x:.2f} {x!r} {x}", 2.0) == "2.00 2.0 2.0"
    assert traced(lambda x: round(x), 2.6) == 3
    assert traced(lambda x: round(x, 1), 2.65) == pytest.approx(2.6, abs=0.11)
    assert traced(
        lambda x: [int(x), x.__trunc__(), x.__floor__(), x.__ceil__()], 2.5
    ) == [
        2,
        2,
        2,
        3,
    ]
    assert traced(lambda x, y: sorted([x, y]), 3.0, 1.0) == [1.0, 3.0]
    assert traced(lambda x, y: max(x, y), 3.0, 1.0) == 3.0
    assert traced(lambda x: len(x), X) == 3
    assert traced(lambda x: 2.0 in x, X)


def test_arrays_are_walked_through() -> None:
    rows = traced(lambda m: [row * 2 for row in m], np.arange(6.0).reshape(2, 3))
    np.testing.assert_array_equal(rows, np.arange(6.0).reshape(2, 3) * 2)
    assert traced(lambda x: list(reversed(x)), X) == list(X[::-1])
    assert traced(lambda x: x.tolist(), X) == X.tolist()
    with pytest.raises(TypeError):
        traced(lambda x: list(x), 1.0)


def test_a_traced_value_is_no_key() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        traced(lambda x: {x: 1}, 1.0)


def test_the_truth_of_several_entries_is_refused_as_numpy_does() -> None:
    with pytest.raises(ValueError, match="ambiguous"):
        traced(lambda x: bool(x > 0), X)


def test_decisions_are_noted() -> None:
    with tracing() as trace:
        x = Traced(trace, trace.leaf(2.5), 2.5)
        if x and x > 1.0:
            int(x)
        [1, 2, 3][Traced(trace, trace.leaf(1), 1)]
        expected = [guard.expected for guard in trace.guards]
    assert expected == [True, True, 2, 1]


# Writing.


def test_copies_of_every_kind_are_arrays_of_their_own() -> None:
    for make in (
        np.copy,
        copy.copy,
        copy.deepcopy,
        lambda x: x.copy(),
        lambda x: x.flatten(),
        lambda x: x.astype(float),
        lambda x: +x,
        lambda x: x * 1.0,
    ):

        def f(x: Any, make: Any = make) -> Any:
            y = make(x)
            y[0] = 7.0
            return x, y

        x, y = traced(f, X)
        np.testing.assert_array_equal(x, X)
        np.testing.assert_array_equal(y, [7.0, *X[1:]])


def test_a_nesting_of_traced_values_is_copied_deeply() -> None:
    gradient = bs.grad(lambda p: np.sum(copy.deepcopy(p)["w"][0] ** 2))({"w": [X]})
    np.testing.assert_array_equal(gradient["w"][0], 2 * X)


def test_an_entry_taken_out_is_a_number_and_not_a_view() -> None:
    def f(x: Any) -> Any:
        y = x * 1.0
        first = y[0]
        y[0] = 10.0
        first += 1.0
        return first, y

    got, wanted = traced(f, X), f(X)
    assert got[0] == wanted[0] == 1.5
    np.testing.assert_array_equal(got[1], wanted[1])


def test_numbers_are_replaced_and_arrays_changed_by_augmented_assignment() -> None:
    def f(x: Any, m: Any) -> Any:
        a = b = np.sum(x)
        a += 1.0
        c = d = x * 1.0
        c += 1.0
        e = g = m & True
        e |= x > 1
        h = k = np.outer(x, x) * 1.0
        h @= np.eye(3) * 2.0
        return a, b, c, d, e, g, h, k

    for got, wanted in zip(traced(f, X, X > 0), f(X, X > 0), strict=True):
        np.testing.assert_array_equal(got, wanted)


def test_augmented_assignment_keeps_the_dtype_or_is_refused() -> None:
    def f(x: Any) -> Any:
        y = x.astype(np.float32)
        y += np.ones(3)
        return y

    assert traced(f, X).dtype == f(X).dtype == np.float32

    def g(n: Any) -> Any:
        n += 1
        n += 0.5
        return n

    with pytest.raises(TypeError):
        traced(g, np.arange(3))
    with pytest.raises(ValueError):
        traced(lambda x: operator.iadd(x, np.ones((2, 3))), X)


WRITES = [
    "y[0] = 5.0",
    "y[1:] += 2.0",
    "y[::-1][0] = 3.0",
    "v = y[1:]; y[1] = 9.0; y[0] = v[0] * 2",
    "v = y[1:]; v[0] = 9.0",
    "v = y[1:]; w = v[1:]; w[0] = 4.0; v[0] = w[0] * 3",
    "v = y.reshape(3, 1); v[2, 0] = 4.0; y *= 2.0",
    "v = y.reshape(1, 3).T; v[2, 0] = 4.0; y *= v[:, 0]",
    "v = y[None]; y[0] = 8.0; y[1] = v[0, 0]",
    "v = y.copy(); v[0] = 8.0; y[1] = v[0]",
    "y[y > 0] = 0.5",
    "y[[0, 2]] = y[[2, 0]]",
    "y[[0, 0]] = np.array([1.0, 2.0])",
    "y[...] = x[::-1]",
    "y[:] = 1.0; y[1] *= 3",
    "z = y; z[0] = 4.0; z = z + 1.0; z[1] = 2.0",
    "v = y[:2]; u = y[1:]; v[1] = 6.0; u[1] = v[1] + u[0]",
    "for k in range(3): y[k] = y[k - 1] * 2 + k",
    "v = np.ravel(y); v += 1.0",
    "v = y[[0, 1]]; v[0] = 100.0",
    "y[1:].fill(3.0)",
    "v = y[1:]; v.sort(); v[0] *= 2",
]


@pytest.mark.parametrize("code", WRITES)
def test_writes_and_views_give_numpys_values_and_right_gradients(code: str) -> None:
    space: dict[str, Any] = {"np": np}
    exec(f"def f(x):\n    y = x * 1.0\n    {code}\n    return np.sum(y * y * x)", space)
    f, x = space["f"], np.array([0.5, 1.5, 2.0])
    assert traced(f, x) == f(x)
    bs.check_grads(f, (x,), order=1)


@pytest.mark.parametrize("code", WRITES)
def test_every_view_is_what_numpy_makes_of_it(code: str) -> None:
    space: dict[str, Any] = {"np": np}
    names = [n for n in "yvwzu" if f"{n} = " in code or n == "y"]
    exec(
        f"def f(x):\n    y = x * 1.0\n    {code}\n    return [{', '.join(names)}]",
        space,
    )
    f, x = space["f"], np.array([0.5, 1.5, 2.0])
    for got, wanted in zip(traced(f, x), f(x), strict=True):
        np.testing.assert_array_equal(got, wanted)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["view", "write", "add", "row"]),
            st.integers(0, 3),
            st.integers(0, 2),
        ),
        max_size=8,
    )
)
def test_any_order_of_views_and_writes_is_numpys(steps: Any) -> None:
    def f(x: Any) -> Any:
        arrays = [x * 1.0]
        for kind, which, k in steps:
            array = arrays[which % len(arrays)]
            if kind == "view":
                arrays.append([array[:2], array[::-1], array.T][k])
            elif kind == "row" and array.ndim == 2:
                arrays.append(array[k % array.shape[0]])
            elif kind == "write":
                array[k % array.shape[0]] = float(which)
            else:
                array += k * 0.5
        return arrays

    x = np.arange(9.0).reshape(3, 3)
    for got, wanted in zip(traced(f, x), f(x), strict=True):
        np.testing.assert_array_equal(got, wanted)


def test_a_broadcast_array_is_read_only_as_in_numpy() -> None:
    with pytest.raises((ChangedArray, ValueError)):
        traced(lambda x: operator.setitem(np.broadcast_to(x, (2, 3)), 0, 1.0), X)


def test_the_shape_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        traced(lambda x: setattr(x, "shape", (3, 1)), X)


# Integers and booleans carry no rate, and may become plain.


def test_integer_and_boolean_arrays_become_plain_as_a_decision() -> None:
    with tracing() as trace:
        n = Traced(trace, trace.leaf(np.arange(3)), np.arange(3))
        assert type(np.asarray(n)) is np.ndarray
        assert [1, 2, 3][int(n[1])] == 2
        assert len(trace.guards) == 2


def test_deep_chains_are_let_go_of_without_recursion() -> None:
    with tracing() as trace:
        x = Traced(trace, trace.leaf(0.5), 0.5)
        for _ in range(100_000):
            x = -x
        assert x.value == 0.5
    del x, trace
    gc.collect()
