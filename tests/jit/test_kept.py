"""``jit``: what is kept, and what traces again; what comes out."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

import numpy as np
import pytest

import backsweep as bs
from backsweep.errors import UnsupportedValue

X = np.array([1.0, 2.0, 3.0])


class Pair(NamedTuple):
    left: Any
    right: Any


@dataclasses.dataclass
class Params:
    w: Any
    b: Any


# What is kept, and what traces again.


def test_two_calls_are_traced_and_no_more(counted: Any) -> None:
    f, runs = counted(lambda x: np.sum(np.sin(x)))
    expected = np.sum(np.sin(X))
    for k in range(6):
        assert np.isclose(f(X), expected, rtol=1e-15)
        assert len(runs) == min(k + 1, 2)


def test_another_shape_or_dtype_or_static_value_is_traced_of_its_own(
    counted: Any,
) -> None:
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


def test_calls_of_two_kinds_may_alternate(counted: Any) -> None:
    f, runs = counted(lambda x: x * 2.0)
    for _ in range(5):
        np.testing.assert_array_equal(f(X), X * 2)
        np.testing.assert_array_equal(f(np.ones(2)), [2.0, 2.0])
        assert f(1.5) == 3.0
    assert len(runs) == 6


def test_arguments_nest_as_they_do_for_grad(counted: Any) -> None:
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


def test_a_nesting_of_a_thousand_leaves_is_taken_apart(counted: Any) -> None:
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


def test_a_list_is_no_array(way) -> None:
    """A program kept for an array does not take a list for one."""
    twice = bs.jit(lambda x: x * 2)
    for _ in range(3):
        np.testing.assert_array_equal(twice(np.array([1.0, 2.0])), [2.0, 4.0])
    assert twice([1.0, 2.0]) == [1.0, 2.0, 1.0, 2.0]
