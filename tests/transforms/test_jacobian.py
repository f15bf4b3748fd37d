"""``jacobian`` and ``hessian``: all derivatives of all entries."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import backsweep as bs

X = np.array([0.5, -1.5, 2.0])
M = np.arange(6.0).reshape(2, 3) / 7


def measured(f: Any, x: Any, step: float = 1e-6) -> Any:
    """Central differences by each entry of ``x``, in the shape S + T."""
    columns = []
    for place in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[place] = step
        columns.append((f(x + nudge) - f(x - nudge)) / (2 * step))
    return np.stack(columns, -1).reshape(np.shape(f(x)) + x.shape)


@pytest.mark.parametrize(
    "f",
    [
        lambda m: np.tanh(m @ m.T),
        lambda m: np.sum(np.exp(m)),
        lambda m: m[0] * m[1] ** 2,
        lambda m: np.concatenate([m, m * m], axis=1),
        lambda m: np.array_split(m, 2)[1][0, 0],
    ],
    ids=["more outputs", "one output", "fewer", "twice as many", "one entry"],
)
def test_it_has_the_outputs_shape_and_then_the_inputs(f: Any) -> None:
    found = bs.jacobian(f)(M)
    assert found.shape == np.shape(f(M)) + M.shape
    np.testing.assert_allclose(found, measured(f, M), atol=1e-8)


def test_by_sweeps_and_by_ripples_it_is_the_same() -> None:
    wide = bs.jacobian(lambda x: np.stack([x.sum(), (x**2).sum()]))(X)  # two sweeps
    tall = bs.jacobian(lambda x: np.concatenate([x, x**2]))(X)  # three ripples
    np.testing.assert_allclose(wide, [np.ones(3), 2 * X])
    np.testing.assert_allclose(tall, np.vstack([np.eye(3), np.diag(2 * X)]))


def test_nestings_nest_the_results_outside_the_arguments_inside() -> None:
    def f(p: Any) -> Any:
        return {"y": p["a"] * p["b"], "z": np.sum(p["a"])}

    found = bs.jacobian(f)({"a": X, "b": 2.0})
    np.testing.assert_array_equal(found["y"]["a"], 2 * np.eye(3))
    np.testing.assert_array_equal(found["y"]["b"], X)
    np.testing.assert_array_equal(found["z"]["a"], np.ones(3))
    assert isinstance(found["z"]["b"], bs.NoPath)


def test_several_arguments_give_a_tuple_of_blocks() -> None:
    to_x, to_s = bs.jacobian(lambda x, s: x * s, (0, 1))(X, 3.0)
    np.testing.assert_array_equal(to_x, 3 * np.eye(3))
    np.testing.assert_array_equal(to_s, X)


def test_outputs_without_path_are_marked_in_their_shape() -> None:
    found = bs.jacobian(lambda x: (np.argsort(x), 1.0, None, x))(X)
    assert isinstance(found[0], bs.NoPath)
    assert found[0].shape == (3, 3)
    assert isinstance(found[1], bs.NoPath)
    assert found[2] is None
    np.testing.assert_array_equal(found[3], np.eye(3))


def test_empty_arrays_have_empty_jacobians() -> None:
    assert bs.jacobian(lambda x: x * 2)(np.ones(0)).shape == (0, 0)
    assert bs.jacobian(lambda x: np.sum(x))(np.ones((0, 2))).shape == (0, 2)


def test_dtypes_are_those_of_the_arguments() -> None:
    found = bs.jacobian(lambda x, s: x * s, (0, 1))(X.astype(np.float32), 3.0)
    assert [block.dtype for block in found] == [np.float32, np.float64]
    assert type(bs.jacobian(lambda x: x**2)(3.0)) is float


def test_blocks_share_no_memory() -> None:
    x = X.copy()
    blocks = bs.jacobian(lambda x, y: x + y, (0, 1))(x, x)
    blocks[0][:] = 7
    np.testing.assert_array_equal(blocks[1], np.eye(3))
    np.testing.assert_array_equal(x, X)


def test_a_jacobian_of_a_jacobian_holds_all_second_derivatives() -> None:
    found = bs.jacobian(bs.jacobian(lambda x: x**3))(X)
    expected = np.zeros((3, 3, 3))
    expected[np.arange(3), np.arange(3), np.arange(3)] = 6 * X
    np.testing.assert_allclose(found, expected)


def test_a_jacobian_is_differentiated_by_grad() -> None:
    trace = bs.grad(lambda x: np.trace(bs.jacobian(lambda y: np.sin(y) * y[0])(x)))
    found, step = trace(X), 1e-6
    value = bs.jacobian(lambda y: np.sin(y) * y[0])
    for k, unit in enumerate(np.eye(3) * step):
        slope = (np.trace(value(X + unit)) - np.trace(value(X - unit))) / (2 * step)
        assert np.isclose(found[k], slope, atol=1e-8)


def test_a_hessian_is_symmetric_and_agrees_with_differences() -> None:
    def cost(x: Any) -> Any:
        return np.sum(np.sin(x)[:, None] * x[None] ** 2)

    found = bs.hessian(cost)(X)
    np.testing.assert_allclose(found, found.T, rtol=1e-12)
    np.testing.assert_allclose(found, measured(bs.grad(cost), X), atol=1e-7)


def test_a_hessian_of_a_nesting_has_a_block_for_each_pair() -> None:
    found = bs.hessian(lambda p: np.sum(p["a"] ** 2) * p["b"])({"a": X, "b": 2.0})
    np.testing.assert_allclose(found["a"]["a"], 4 * np.eye(3))
    np.testing.assert_allclose(found["a"]["b"], 2 * X)
    np.testing.assert_allclose(found["b"]["a"], 2 * X)


def test_jitted_they_give_the_same_numbers() -> None:
    def f(x: Any) -> Any:
        return np.sin(x) * x[0]

    for made in (bs.jacobian(f), bs.hessian(lambda x: np.sum(f(x)))):
        jitted, expected = bs.jit(made), made(X)
        for _ in range(3):
            np.testing.assert_allclose(jitted(X), expected, rtol=1e-13)
