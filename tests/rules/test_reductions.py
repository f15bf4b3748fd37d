"""Sums, averages, extremes and lengths: rates over axes, empty arrays and ties."""

import numpy as np
import pytest

import backsweep as bs

AXES = ["None", "0", "1", "-1", "(0, 1)", "()"]

OVER_AXES = """
np.sum(x, axis={axis})
np.sum(x, axis={axis}, keepdims=True)
np.mean(x, axis={axis})
np.prod(x, axis={axis})
np.max(x, axis={axis})
np.min(x, axis={axis}, keepdims=True)
np.linalg.norm(x, axis={axis})
""".strip().splitlines()


@pytest.fixture
def x() -> np.ndarray:
    return np.array([[0.3, -1.2, 2.5, 0.9], [1.7, 0.4, -0.6, -2.1]])


@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize("call", OVER_AXES)
def test_over_axes(call, axis, check, x):
    if axis == "()" and "norm" in call:
        pytest.skip("NumPy takes one or two axes")
    check(call.format(axis=axis), x=x)


CALLS = """
x.sum()
x.sum(0, keepdims=True)
x.mean(axis=-1)
x.prod(1)
x.max(axis=0)
x.min()
np.sum(x, where=x > 0)
np.sum(x, initial=2.0)
np.sum(x, dtype=np.float64)
np.mean(x, where=x > 0)
np.mean(x, axis=0, where=x < 2)
np.max(x, initial=1.0)
np.max(x, axis=1, initial=1.0)
np.max(x, where=x < 2, initial=-9)
np.min(x, axis=0, where=x > 0, initial=9)
np.prod(x, where=x > 0)
np.prod(x, initial=3.0)
np.ptp(x)
np.ptp(x, axis=1)
np.var(x)
np.var(x, axis=0)
np.var(x, axis=1, ddof=1, keepdims=True)
np.var(x, axis=1, where=x < 2)
x.var(ddof=2)
np.std(x)
np.std(x, axis=0)
np.std(x, axis=1, ddof=1, keepdims=True)
x.std()
np.average(x)
np.average(x, axis=0)
np.average(x, weights=x * x)
np.average(x, axis=1, weights=x[0])
np.cumsum(x)
np.cumsum(x, axis=0)
np.cumsum(x, axis=-1)
x.cumsum(1)
np.cumprod(x)
np.cumprod(x, axis=1)
np.add.accumulate(x)
np.cumulative_sum(x, axis=1, include_initial=True)
np.diff(x)
np.diff(x, axis=0)
np.diff(x, 2)
np.diff(x, prepend=x[:, :1] ** 2)
np.add.reduce(x)
np.multiply.reduce(x, axis=1)
np.maximum.reduce(x, axis=1)
np.nansum(np.where(x > 2, np.nan, x))
np.nanmean(np.where(x > 2, np.nan, x), axis=0)
np.nanvar(np.where(x > 2, np.nan, x))
np.nanstd(np.where(x > 2, np.nan, x), axis=1)
np.nanmax(np.where(x > 2, np.nan, x), axis=1)
np.nanmin(x)
np.nanprod(np.where(x > 2, np.nan, x))
np.nancumsum(np.where(x > 2, np.nan, x))
np.sort(x)
np.sort(x, axis=0)
np.sort(x, axis=None)
np.median(x)
np.median(x, axis=0)
np.median(x, axis=1, keepdims=True)
np.trapezoid(x)
np.trapezoid(x, x ** 2, axis=0)
np.linalg.norm(x)
np.linalg.norm(x, 'fro')
np.linalg.norm(x, 1)
np.linalg.norm(x, -1)
np.linalg.norm(x, np.inf)
np.linalg.norm(x, -np.inf, keepdims=True)
np.linalg.norm(x, 1, axis=0)
np.linalg.norm(x, np.inf, axis=0)
np.linalg.norm(x, 3, axis=1)
np.linalg.norm(x, 0.5, axis=1, keepdims=True)
np.linalg.norm(x, 0, axis=1)
np.linalg.norm(x, axis=(0, 1), keepdims=True)
np.linalg.vector_norm(x)
np.linalg.vector_norm(x, axis=0, ord=3)
np.linalg.matrix_norm(x)
""".strip().splitlines()


@pytest.mark.parametrize("call", CALLS)
def test_calls(call, check, x):
    check(call, x=x)


NUMBERS = (
    [c.format(axis="None") for c in OVER_AXES]
    + """
np.var(x)
np.cumsum(x)
np.cumprod(x)
np.median(x)
np.ptp(x)
""".strip().splitlines()
)


@pytest.mark.parametrize("call", NUMBERS)
def test_without_axes(call, check):
    check(call, x=np.array(0.7))


EMPTY = """
np.sum(x)
np.sum(x, axis=0)
np.sum(x, axis=1)
np.prod(x)
np.prod(x, axis=0)
np.max(x, axis=1)
np.max(x, initial=1.0)
np.linalg.norm(x)
np.linalg.norm(x, axis=0)
np.cumsum(x)
np.cumprod(x, axis=0)
np.mean(x, axis=1)
np.sort(x)
np.diff(x)
""".strip().splitlines()


@pytest.mark.parametrize("call", EMPTY)
def test_empty(call, check):
    check(call, x=np.zeros((0, 3)))


ONE, HALF, THIRD = 1.0, 0.5, 1 / 3

# (function, array, rates): what is tied has equal shares
TIES = [
    (np.max, [2.0, 2.0, 2.0], [THIRD, THIRD, THIRD]),
    (np.max, [2.0, 1.0, 2.0], [HALF, 0.0, HALF]),
    (np.min, [2.0, 1.0, 1.0], [0.0, HALF, HALF]),
    (np.max, [np.inf, np.inf], [HALF, HALF]),
    (np.ptp, [1.0, 1.0], [0.0, 0.0]),
    (np.median, [1.0, 2.0, 3.0], [0.0, ONE, 0.0]),
    (np.median, [4.0, 1.0, 2.0, 3.0], [0.0, 0.0, HALF, HALF]),
    (lambda x: np.max(x, initial=2.0), [2.0, 1.0], [HALF, 0.0]),
    (lambda x: np.linalg.norm(x, np.inf), [3.0, -3.0], [HALF, -HALF]),
    (lambda x: np.max(np.maximum(x, 0.0)), [0.0, -1.0], [0.25, 0.0]),
    (np.linalg.norm, [0.0, 0.0], [0.0, 0.0]),
    (lambda x: np.linalg.norm(x, 1), [0.0, 1.0], [0.0, 1.0]),
    (lambda x: np.linalg.norm(x, 3), [0.0, 0.0], [0.0, 0.0]),
    (np.std, [2.0, 2.0], [0.0, 0.0]),
    (np.var, [2.0, 2.0], [0.0, 0.0]),
    (np.prod, [0.0, 3.0, 4.0], [12.0, 0.0, 0.0]),
    (np.prod, [0.0, 0.0, 4.0], [0.0, 0.0, 0.0]),
    (np.cumprod, [0.0, 3.0], [4.0, 0.0]),
    (lambda x: np.sort(x)[0], [1.0, 1.0], [1.0, 0.0]),
]


@pytest.mark.parametrize(("function", "at", "rates"), TIES)
def test_ties_and_zeros(function, at, rates, slope):
    assert slope(function, np.array(at)) == (rates,)


# (function, array, second derivatives)
CURVED = [
    (np.prod, [0.0, 0.0, 4.0], [[0, 4, 0], [4, 0, 0], [0, 0, 0]]),
    (np.prod, [0.0, 2.0], [[0, 1], [1, 0]]),
    (lambda x: np.max(x) ** 2, [1.0, 1.0], [[0.5, 0.5], [0.5, 0.5]]),
    (np.linalg.norm, [0.0, 0.0], [[0, 0], [0, 0]]),
    (lambda x: np.linalg.norm(x) ** 2, [0.0, 0.0], [[0, 0], [0, 0]]),
    (lambda x: np.sum(x * x), [0.0, 0.0], [[2, 0], [0, 2]]),
]


@pytest.mark.parametrize(("function", "at", "matrix"), CURVED)
def test_second_derivatives_at_ties_and_zeros(function, at, matrix):
    assert bs.hessian(function)(np.array(at)).tolist() == matrix


def test_a_mean_of_integers_is_a_float():
    x = np.array([1.0, 2.0])
    gradient = bs.grad(lambda x: np.mean(x * np.arange(2)))(x)
    assert gradient.tolist() == [0.0, 0.5]
