"""Arrays taken apart into single numbers: same values, same slopes, names by index."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backsweep as bs
from backsweep.explain.errors import TooLarge
from backsweep.explain.run import run
from backsweep.explain.scalars import scalars
from backsweep.graph import verify

X = np.array([[0.3, -1.2, 0.7], [1.1, 0.4, -0.5]])
EVERY_KIND = {
    "elementwise": lambda x: np.sum(np.tanh(x) * np.exp(-x)),
    "broadcast": lambda x: np.sum((x + x[0]) * x[:, :1]),
    "sums": lambda x: np.sum(np.sum(x, axis=0) ** 2) + np.mean(x) ** 2,
    "product": lambda x: np.sum((x @ x.T) ** 2),
    "stack of products": lambda x: np.sum(np.stack([x, 2 * x]) @ x.T),
    "extremes": lambda x: np.max(x) * np.min(x) + np.sum(np.max(x, axis=1) ** 2),
    "moves": lambda x: np.sum(x.T.reshape(2, 3) * x) + x[::-1, 1:][0, 1] ** 2,
    "joined": lambda x: np.sum(np.concatenate([x, x**2], axis=1)[:, 2:4] ** 2),
    "by index": lambda x: np.sum(x[np.array([0, 1, 1])] ** 2),
    "length": lambda x: np.linalg.norm(x) + np.sum(np.linalg.norm(x, axis=0)),
    "running": lambda x: np.sum(np.cumsum(x, axis=1) ** 2),
    "choice": lambda x: np.sum(np.where(x > 0, x**2, 3 * x)),
    "sorted": lambda x: np.sum(np.sort(x, axis=1) * np.arange(3.0)),
    "nothing": lambda x: np.sum(x[:0]) + np.sum(x[:, :0] @ x[:0, :]) + np.sum(x),
    "stopped": lambda x: np.sum(x * bs.stop_gradient(x)),
    "a gradient inside": lambda x: np.sum(
        bs.grad(lambda z: np.sum(np.pad(z[:, 1:], 1) ** 3))(x) ** 2
    ),
}


@pytest.mark.parametrize("f", EVERY_KIND.values(), ids=EVERY_KIND)
def test_every_kind_of_operation_has_the_same_value_and_slopes(f):
    kept = scalars(run(f, (X,), {}))
    assert all(one.shape == () for one in kept.order)
    verify([kept.cost, *kept.desires.values()])
    np.testing.assert_allclose(kept.values.number(kept.cost), f(X), rtol=1e-12)
    slopes = bs.grad(f)(X)
    for i, j in np.ndindex(X.shape):
        found = kept.desire(kept.variables[f"x[{i},{j}]"])
        found = 0.0 if found is None else float(found)
        np.testing.assert_allclose(found, slopes[i, j], rtol=1e-10, atol=1e-14)


@settings(max_examples=25)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4))
def test_whole_numbers_stay_exact(rows, inner, columns):
    random = np.random.default_rng(rows * 16 + inner * 4 + columns)
    a, b = (
        random.integers(-5, 6, (rows, inner)),
        random.integers(-5, 6, (inner, columns)),
    )
    kept = scalars(run(lambda a, b: np.sum((a @ b) ** 2), (a, b), {}))
    slopes = 2 * (a @ b) @ b.T
    for k in np.ndindex(a.shape):
        assert kept.desire(kept.variables[f"a[{k[0]},{k[1]}]"]) == slopes[k]


def test_entries_are_called_by_their_index_or_by_a_name_of_their_own():
    def cost(x):
        first = x[0]
        h = np.tanh(x)
        return first * h[1]

    kept = scalars(run(cost, (np.array([1.0, 2.0]),), {}))
    assert [*map(str, kept.symbols.values())] == ["first", "x[1]", "h[0]", "h[1]", "C"]


def test_entries_without_a_name_are_those_of_the_expression():
    def cost(x, W):
        return np.sum(np.tanh(x @ W))

    kept = scalars(run(cost, (np.ones(2), np.eye(2)), {}))
    told = {str(formula) for formula in kept.expressions.values()}
    assert {"(x @ W)[0]", "(x @ W)[1]"} <= told


def test_a_graph_of_numbers_is_left_as_it_is(seed):
    assert scalars(seed.run) is seed.run


def test_a_large_graph_is_refused_with_what_to_do():
    with pytest.raises(TooLarge, match="single numbers") as raised:
        scalars(run(lambda x: np.sum(x @ x), (np.ones((50, 50)),), {}))
    assert "layers" in raised.value.cure


def test_a_closed_step_on_arrays_is_refused_and_one_on_numbers_is_not():
    step = bs.rule(
        lambda x: x[::-1] * 2.0,
        lambda y, x: bs.Custom(lambda v: v[::-1] * 2.0, lambda u: u[::-1] * 2.0),
    )
    with pytest.raises(TooLarge, match="closed step"):
        scalars(run(lambda x: step(x)[0], (np.ones(2),), {}))
    soft = bs.rule(lambda x: np.log1p(np.exp(x)), lambda y, x: bs.Diag(1 - np.exp(-y)))
    kept = scalars(run(lambda x: soft(x[0]), (np.ones(2),), {}))
    assert float(kept.desire(kept.variables["x[0]"])) == pytest.approx(0.7310586)
