"""The slope of every function of single numbers, over shapes, kinks and far out."""

import numpy as np
import pytest

import backsweep as bs

ANYWHERE = """
-x
+x
abs(x)
np.fabs(x)
np.square(x)
np.cbrt(x)
np.exp(x)
np.exp2(x)
np.expm1(x)
np.sin(x)
np.cos(x)
np.tan(x)
np.arctan(x)
np.deg2rad(x)
np.rad2deg(x)
np.sinh(x)
np.cosh(x)
np.tanh(x)
np.arcsinh(x)
np.reciprocal(x)
1 / x
x ** 2
x ** 3
x ** 1
x ** 0
x ** -2
2.0 ** x
np.float_power(x, 3)
np.sign(x)
np.floor(x)
np.ceil(x)
np.trunc(x)
np.rint(x)
np.round(x, 1)
np.fix(x)
np.clip(x, -0.4, 0.4)
np.clip(x, None, 0.1)
np.maximum(x, 0)
np.minimum(x, 0.5)
np.where(x > 0, x * x, -x)
np.nan_to_num(x)
np.real(x)
np.copy(x)
x.astype(np.float64)
np.heaviside(x, 0.5)
x % 0.7
x // 0.7
np.isfinite(x) * x
(x > 0) * x
np.select([x > 1, x > 0], [x, x * x], 3 * x)
""".strip().splitlines()

POSITIVE = """
np.sqrt(p)
np.log(p)
np.log2(p)
np.log10(p)
np.log1p(p)
p ** 0.5
p ** p
p ** -1.5
np.arccosh(1 + p)
np.power(p, 3)
np.float_power(p, 0.5)
""".strip().splitlines()

INSIDE = """
np.arcsin(u)
np.arccos(u)
np.arctanh(u)
""".strip().splitlines()

SHAPES = [(), (3,), (2, 3), (0,), (2, 0), (1, 1)]


def drawn(shape: tuple[int, ...]) -> np.ndarray:
    """Numbers between -1.6 and 1.6 that are away from every kink in these tables."""
    places = np.array([0.32, -0.83, 1.34, -0.23, 0.61, -1.58])
    return np.resize(places, shape) if np.prod(shape) else np.zeros(shape)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("call", ANYWHERE)
def test_anywhere(call, shape, check):
    check(call, x=drawn(shape))


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("call", POSITIVE)
def test_positive(call, shape, check):
    check(call, p=np.abs(drawn(shape)))


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("call", INSIDE)
def test_between_minus_one_and_one(call, shape, check):
    check(call, u=drawn(shape) / 2)


OF_TWO = """
x + y
x - y
x * y
x / y
np.abs(x) ** y
np.float_power(np.abs(x), y)
x % y
np.fmod(x, y)
x // y
np.hypot(x, y)
np.arctan2(x, y)
np.maximum(x, y)
np.minimum(x, y)
np.fmax(x, y)
np.fmin(x, y)
np.logaddexp(x, y)
np.logaddexp2(x, y)
np.copysign(x, y)
np.where(x > y, x, y)
np.where(np.abs(x) > 0.5, x * y, y)
np.clip(x, y, 3)
np.heaviside(x, y)
""".strip().splitlines()

PAIRS = [
    ((), ()),
    ((), (3,)),
    ((3,), (3,)),
    ((2, 3), (3,)),
    ((1, 3), (2, 1)),
    ((2, 1, 3), (4, 1)),
    ((0, 3), (3,)),
    ((1,), (0,)),
]


@pytest.mark.parametrize("pair", PAIRS, ids=str)
@pytest.mark.parametrize("call", OF_TWO)
def test_of_two(call, pair, check):
    check(call, x=drawn(pair[0]), y=0.93 * drawn(pair[1]) + 0.05)


# (function, arguments, the rate for each argument)
KINKS = [
    (np.abs, [0.0], [0.0]),
    (np.fabs, [0.0], [0.0]),
    (np.sign, [0.0], [0.0]),
    (np.floor, [2.0], [0.0]),
    (np.maximum, [1.0, 1.0], [0.5, 0.5]),
    (np.maximum, [1.0, 2.0], [0.0, 1.0]),
    (np.maximum, [0.0, -0.0], [0.5, 0.5]),
    (np.minimum, [1.0, 1.0], [0.5, 0.5]),
    (np.fmax, [1.0, 1.0], [0.5, 0.5]),
    (np.fmin, [1.0, 1.0], [0.5, 0.5]),
    (np.fmax, [np.nan, 1.0], [0.0, 1.0]),
    (np.fmin, [1.0, np.nan], [1.0, 0.0]),
    (np.maximum, [np.inf, np.inf], [0.5, 0.5]),
    (lambda x: np.maximum(x, 0.0), [0.0], [0.5]),
    (lambda x: np.maximum(x, x), [3.0], [1.0]),
    (lambda x: np.clip(x, 0.0, 1.0), [0.0], [0.5]),
    (lambda x: np.clip(x, 0.0, 1.0), [1.0], [0.5]),
    (lambda x: np.clip(x, 0.0, 1.0), [2.0], [0.0]),
    (lambda x: np.clip(x, 0.0, 1.0), [0.5], [1.0]),
    (lambda x: np.where(x > 0, x, 0.0), [0.0], [0.0]),
    (lambda x: x**0, [0.0], [0.0]),
    (lambda x: x**0.0, [0.0], [0.0]),
    (lambda x: x**1, [0.0], [1.0]),
    (lambda x: x**2, [0.0], [0.0]),
    (lambda x: x**2, [-3.0], [-6.0]),
    (lambda x: x**3, [-2.0], [12.0]),
    (np.power, [0.0, 0.0], [0.0, 0.0]),
    (np.power, [0.0, 2.0], [0.0, 0.0]),
    (np.power, [0.0, 1.0], [1.0, 0.0]),
    (np.power, [np.inf, 0.0], [0.0, np.inf]),
    (np.hypot, [0.0, 0.0], [0.0, 0.0]),
    (np.hypot, [0.0, 2.0], [0.0, 1.0]),
    (np.logaddexp, [0.0, 0.0], [0.5, 0.5]),
    (np.sqrt, [0.0], [np.inf]),
    (np.sqrt, [np.inf], [0.0]),
    (np.log, [np.inf], [0.0]),
    (np.square, [0.0], [0.0]),
    (np.heaviside, [0.0, 0.5], [0.0, 1.0]),
    (np.heaviside, [1.0, 0.5], [0.0, 0.0]),
    (np.remainder, [5.0, 3.0], [1.0, -1.0]),
    (np.remainder, [-5.0, 3.0], [1.0, 2.0]),
    (np.fmod, [-5.0, 3.0], [1.0, 1.0]),
    (np.copysign, [-3.0, 2.0], [-1.0, 0.0]),
]


@pytest.mark.parametrize(("function", "at", "rates"), KINKS)
def test_kinks(function, at, rates, slope):
    assert slope(function, *at) == tuple(rates)


# Far out, where a formula that is right on paper overflows or cancels.
FAR = [
    (np.logaddexp, [-np.inf, 3.0], [0.0, 1.0]),
    (np.logaddexp, [np.inf, 3.0], [1.0, 0.0]),
    (np.logaddexp, [-np.inf, -np.inf], [0.5, 0.5]),
    (np.logaddexp, [np.inf, np.inf], [0.5, 0.5]),
    (np.logaddexp, [1000.0, 0.0], [1.0, 0.0]),
    (np.logaddexp2, [-np.inf, -np.inf], [0.5, 0.5]),
    (np.arctan2, [1e200, 1e200], [5e-201, -5e-201]),
    (np.arctan2, [1e-200, 1e-200], [5e199, -5e199]),
    (np.hypot, [3e200, 4e200], [0.6, 0.8]),
    (np.arcsinh, [1e200], [1e-200]),
    (np.arccosh, [1e200], [1e-200]),
    (np.tanh, [400.0], [0.0]),
    (np.exp, [-np.inf], [0.0]),
    (np.divide, [1.0, np.inf], [0.0, -0.0]),
    (np.log1p, [-1 + 2**-40], [2.0**40]),
    (np.arctanh, [1 - 2**-40], [1 / (2**-40 * (2 - 2**-40))]),
    (np.arcsin, [1 - 2**-40], [1 / np.sqrt(2**-40 * (2 - 2**-40))]),
    (np.expm1, [-50.0], [np.exp(-50.0)]),
]


@pytest.mark.parametrize(("function", "at", "rates"), FAR)
def test_far_out(function, at, rates, slope):
    assert slope(function, *at) == pytest.approx(rates, rel=1e-14, abs=0)


# The second derivative at a kink is that of the pieces, or 0.
SECOND = [
    (np.abs, 0.0, 0.0),
    (lambda x: x**2, 0.0, 2.0),
    (lambda x: x**2.0, 0.0, 2.0),
    (lambda x: x**1, 0.0, 0.0),
    (lambda x: x**3, 0.0, 0.0),
    (lambda x: np.maximum(x, 0.0) ** 2, 0.0, 0.5),
    (lambda x: np.where(x > 0, x * x, -x), 1.0, 2.0),
    (lambda x: np.hypot(x, 0.0), 0.0, 0.0),
    (lambda x: np.logaddexp(x, -np.inf), 0.0, 0.0),
    (lambda x: np.logaddexp(x, 0.0), 0.0, 0.25),
    (lambda x: np.logaddexp(x, 1000.0), 0.0, 0.0),
    (lambda x: np.clip(x * x, 0.0, 1.0), 2.0, 0.0),
    (lambda x: x * np.sign(x), 0.0, 0.0),
]


@pytest.mark.parametrize(("function", "at", "curvature"), SECOND)
def test_second_derivatives(function, at, curvature):
    with np.errstate(all="ignore"):
        assert bs.grad(bs.grad(function))(at) == curvature


NO_PATH = [
    lambda x: 1.0 * (x > 0),
    lambda x: 1.0 * np.isnan(x),
    lambda x: 1.0 * np.argmax(x * np.ones(2)),
    lambda x: 2.0 * int(x),
    lambda x: np.astype(x, np.int64) * 1.5,
    lambda x: bs.stop_gradient(x) * 2.0,
    lambda x: 3.0 if x > 0 else 4.0,
]


@pytest.mark.parametrize("function", NO_PATH)
def test_no_path_is_not_a_zero(function):
    with pytest.warns(bs.NoPathWarning):
        gradient = bs.grad(function)(1.0)
    assert isinstance(gradient, bs.NoPath)


@pytest.mark.parametrize("function", [np.sign, np.floor, np.ceil, np.rint, np.trunc])
def test_a_step_has_the_rate_zero(function):
    gradient = bs.grad(lambda x: np.sum(function(x)))(1.5)
    assert gradient == 0 and not isinstance(gradient, bs.NoPath)


def test_what_where_does_not_choose_makes_no_nan():
    def f(x):
        return np.sum(np.where(x > 0, x, np.nan) ** 2 * np.array([1.0, 0.0]))

    mask = np.array([True, False])
    nothing = np.full(2, np.nan)
    gradient = bs.grad(lambda x: np.sum(np.where(mask, x, nothing)[:1]))
    assert gradient(np.array([2.0, 3.0])).tolist() == [1.0, 0.0]


def test_rates_have_the_precision_of_their_array():
    x = np.array([1.0, 2.0], np.float32)
    gradient = bs.grad(lambda x: np.sum(np.exp(x) * 2.0 + x**2))(x)
    assert gradient.dtype == np.float32


def test_a_rate_goes_back_to_the_precision_it_came_from():
    def cost(x, y):
        return np.sum(x * y)

    x, y = np.ones(2, np.float32), np.ones(2)
    to_x, to_y = bs.grad(cost, (0, 1))(x, y)
    assert (to_x.dtype, to_y.dtype) == (np.float32, np.float64)
