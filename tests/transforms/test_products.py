"""``vjp``, ``jvp`` and ``hvp``: a derivative times one vector."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backsweep as bs
from backsweep.errors import IntegerArgument, ShapeMismatch, UnsupportedValue

X, V = np.array([0.5, -1.5, 2.0]), np.array([1.0, 2.0, -1.0])
vectors = st.lists(st.floats(-2, 2), min_size=3, max_size=3).map(np.array)


def mixing(x: Any, y: Any) -> Any:
    return {"product": np.sin(x) * y, "sum": np.sum(x * y)}


@settings(derandomize=True, deadline=None, max_examples=30)
@given(vectors, vectors, vectors, vectors)
def test_pushing_and_pulling_are_one_map(x: Any, y: Any, v: Any, u: Any) -> None:
    value, pull = bs.vjp(mixing, x, y)
    again, moved = bs.jvp(mixing, (x, y), (v, u))
    desire = {"product": u, "sum": 3.0}
    to_x, to_y = pull(desire)
    forward = moved["product"] @ u + moved["sum"] * 3.0
    assert np.isclose(forward, to_x @ v + to_y @ u, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(value["product"], again["product"])
    assert value["sum"] == again["sum"] == np.sum(x * y)


def test_a_pull_may_be_called_many_times() -> None:
    _, pull = bs.vjp(np.exp, X)
    for scale in (1.0, 2.0, -3.0):
        np.testing.assert_allclose(pull(np.full(3, scale))[0], scale * np.exp(X))


def test_desires_of_an_output_that_is_returned_twice_add_up() -> None:
    _, pull = bs.vjp(lambda x: (y := x * 2.0, y, x), X)
    np.testing.assert_array_equal(pull((V, X, X))[0], 2 * V + 2 * X + X)


def test_an_output_on_the_way_to_another_keeps_its_own_desire() -> None:
    _, pull = bs.vjp(lambda x: (y := x**2, y * y), 3.0)
    assert pull((1.0, 0.0)) == (6.0,)
    assert pull((1.0, 10.0)) == (6.0 + 10 * 108.0,)


def test_a_plain_output_takes_a_desire_and_passes_nothing_on() -> None:
    _, pull = bs.vjp(lambda x: (1.0, x), X)
    np.testing.assert_array_equal(pull((5.0, V))[0], V)


def test_a_pull_is_of_the_values_at_the_run() -> None:
    x, w = X.copy(), V.copy()
    value, pull = bs.vjp(lambda x: np.exp(x) * x * w + x[1:].sum(), x)
    before = pull(np.ones(3))[0]
    value[:], x[:], w[:] = 1e3, -7.0, 0.0
    np.testing.assert_array_equal(pull(np.ones(3))[0], before)


def test_a_pull_gives_arrays_of_its_own() -> None:
    x, desire = X.copy(), V.copy()
    value, pull = bs.vjp(lambda x: x, x)
    (gradient,) = pull(desire)
    for one in (value, gradient):
        assert not any(np.shares_memory(one, other) for other in (x, desire))


def test_a_moved_value_shares_no_memory_with_argument_or_tangent() -> None:
    x, v = X.copy(), V.copy()
    value, moved = bs.jvp(lambda x: x, (x,), (v,))
    value[:], moved[:] = 8.0, 9.0
    np.testing.assert_array_equal((x, v), (X, V))


def test_an_output_that_no_nudge_reaches_moves_without_path() -> None:
    _, moved = bs.jvp(lambda x: (x * 2.0, np.argmax(x), 3.0), (X,), (V,))
    np.testing.assert_array_equal(moved[0], 2 * V)
    assert isinstance(moved[1], bs.NoPath)
    assert isinstance(moved[2], bs.NoPath)


def test_an_argument_without_path_is_pulled_back_to_no_path() -> None:
    _, pull = bs.vjp(lambda x, y: x * 1.0, X, X)
    assert isinstance(pull(V)[1], bs.NoPath)


def test_numbers_and_dtypes_stay_what_they_are() -> None:
    value, moved = bs.jvp(lambda x: x * 2.0, (3.0,), (1.0,))
    assert (type(value), type(moved)) == (float, float)
    x = X.astype(np.float32)
    value, moved = bs.jvp(lambda x: np.sum(x * 2.0), (x,), (x,))
    assert (value.dtype, moved.dtype) == (np.float32, np.float32)
    assert bs.vjp(lambda x: x * 2.0, x)[1](x)[0].dtype == np.float32


def test_an_integer_tangent_or_desire_is_taken_as_a_float() -> None:
    _, moved = bs.jvp(lambda x: x**2, (X,), (np.array([1, 0, 0]),))
    np.testing.assert_array_equal(moved, [1.0, 0.0, 0.0])
    assert bs.vjp(lambda x: x**2, 3.0)[1](1) == (6.0,)


@pytest.mark.parametrize(
    ("tangents", "told"),
    [
        ((np.ones(4),), r"the tangent has shape \(4,\).*argument has shape \(3,\)"),
        ((1.0,), r"the tangent has shape \(\)"),
        ((X, X), "nesting of the arguments"),
        (({"x": X},), "nesting of the arguments"),
    ],
)
def test_tangents_that_do_not_fit_are_refused(tangents: Any, told: str) -> None:
    with pytest.raises(ShapeMismatch, match=told):
        bs.jvp(np.sin, (X,), tangents)


def test_arguments_that_are_not_in_a_tuple_are_refused() -> None:
    for args, tangents in [(X, V), ((X,), V), (X, (V,))]:
        with pytest.raises(UnsupportedValue, match="not in a tuple"):
            bs.jvp(np.sin, args, tangents)


def test_desires_that_do_not_fit_are_refused() -> None:
    _, pull = bs.vjp(lambda x: (x, x), X)
    with pytest.raises(ShapeMismatch, match="nesting of the function's result"):
        pull(X)
    with pytest.raises(ShapeMismatch, match=r"desire has shape \(1,\)"):
        pull((X, np.ones(1)))
    with pytest.raises(UnsupportedValue, match="complex"):
        pull((X, X * 1j))


def test_integers_are_refused_as_arguments() -> None:
    with pytest.raises(IntegerArgument):
        bs.jvp(np.square, (3,), (1.0,))
    with pytest.raises(IntegerArgument):
        bs.vjp(np.square, np.arange(3))


def test_products_are_differentiated_again() -> None:
    pulled = bs.grad(lambda x: np.sum(bs.vjp(lambda y: y**3, x)[1](x)[0]))
    pushed = bs.grad(lambda x: np.sum(bs.jvp(lambda y: y**3, (x,), (V,))[1]))
    np.testing.assert_allclose(pulled(X), 9 * X**2)
    np.testing.assert_allclose(pushed(X), 6 * X * V)


def test_a_pull_made_outside_does_not_take_a_traced_desire_silently() -> None:
    _, pull = bs.vjp(np.square, X)
    with pytest.raises(bs.BacksweepError):
        bs.grad(lambda d: np.sum(pull(d)[0]))(V)


def test_hvp_is_the_hessian_times_the_vector() -> None:
    def cost(x: Any, y: Any) -> Any:
        return np.sum(np.sin(x) * y**2) * np.sum(x)

    for argnums in (0, 1, -1, -2):
        matrix = bs.hessian(cost, argnums)(X, V)
        product = bs.hvp(cost, argnums)(X, V, X)
        np.testing.assert_allclose(product, matrix @ X, rtol=1e-12)


def test_hvp_takes_nestings_and_keywords() -> None:
    def cost(p: Any, *, scale: Any) -> Any:
        return scale * np.sum(p["w"] ** 3) * p["b"]

    found = bs.hvp(cost)({"w": X, "b": 2.0}, {"w": V, "b": 0.0}, scale=2.0)
    np.testing.assert_allclose(found["w"], 24 * X * V)
    assert np.isclose(found["b"], 2 * np.sum(3 * X**2 * V))
    assert type(found["b"]) is float


def test_ten_thousand_steps_are_pushed_through() -> None:
    def deep(x: Any) -> Any:
        for _ in range(10_000):
            x = x * 0.9999 + 0.0001
        return x

    _, moved = bs.jvp(deep, (0.5,), (1.0,))
    assert np.isclose(moved, 0.9999**10_000, rtol=1e-10)
    assert bs.hvp(lambda x: deep(x) ** 2)(0.5, 1.0) == pytest.approx(2 * moved**2)
