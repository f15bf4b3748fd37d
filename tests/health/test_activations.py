"""The table of activations: each against the engine, SciPy and its own numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

import backsweep as bs
from backsweep.health.activations import (
    ACTIVATIONS,
    OTHER_NAMES,
    UnknownActivation,
    activation,
    elu,
    leaky_relu,
)

EVERY = pytest.mark.parametrize("name", ACTIVATIONS)
LINE = np.linspace(-9, 9, 1801)
KNOWN = {
    "sigmoid": special.expit,
    "erf": special.erf,
    "gelu": lambda z: z * special.ndtr(z),
    "silu": lambda z: z * special.expit(z),
    "softplus": lambda z: -special.log_expit(-z),
}


@EVERY
def test_the_slope_is_that_of_the_engine(name):
    squish = activation(name)
    swept = bs.grad(lambda z: np.sum(squish.value(z)))(LINE)
    np.testing.assert_allclose(squish.slope(LINE), swept, rtol=1e-9, atol=1e-13)


@EVERY
def test_the_steepest_slope_is_reached_and_never_passed(name):
    squish = activation(name)
    beside = [corner + side for corner in squish.corners for side in (-1e-9, 1e-9)]
    slopes = np.abs(squish.slope(np.array([*np.linspace(-20, 20, 40_001), *beside])))
    assert slopes.max() == pytest.approx(squish.steepest, rel=1e-6)


@EVERY
def test_a_slope_jumps_only_at_corners(name):
    squish, step = activation(name), 1e-3
    middles = np.linspace(-8.0005, 8, 4001)
    away = [np.abs(middles - corner) > 2 * step for corner in squish.corners]
    z = middles[np.all(away, axis=0)] if away else middles
    secant = (squish.value(z + step) - squish.value(z - step)) / (2 * step)
    np.testing.assert_allclose(squish.slope(z), secant, atol=1e-6)


@pytest.mark.parametrize("name", KNOWN)
def test_values_are_those_of_scipy(name):
    np.testing.assert_allclose(
        activation(name).value(LINE), KNOWN[name](LINE), rtol=1e-9, atol=2e-14
    )


@EVERY
def test_nothing_overflows(name):
    squish, far = activation(name), np.array([-1e150, -800.0, 800.0, 1e150])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert np.all(np.isfinite(squish.value(far)))
        assert np.all(np.isfinite(squish.slope(far)))


@EVERY
@given(shape=st.sampled_from([(), (3,), (2, 0), (2, 3, 4)]))
def test_any_shape_keeps_its_shape(name, shape):
    squish, z = activation(name), np.full(shape, 0.5)
    assert np.shape(squish.value(z)) == np.shape(squish.slope(z)) == shape


def test_selu_keeps_a_standard_normal_as_it_is():
    z = np.random.default_rng(0).normal(size=1_000_000)
    values = activation("selu").value(z)
    assert values.mean() == pytest.approx(0, abs=0.005)
    assert values.std() == pytest.approx(1, abs=0.005)


@given(st.floats(-2, 2), st.floats(-5, 5))
def test_a_leaky_relu_leaks_as_much_as_asked(a, z):
    assert leaky_relu(a).value(np.array(z)) == (z if z > 0 else a * z)
    assert elu(a).value(np.array(z)) == pytest.approx(z if z > 0 else a * np.expm1(z))


def test_other_names_lead_to_the_table():
    for other, name in OTHER_NAMES.items():
        assert activation(other) is ACTIVATIONS[name]
    mine = leaky_relu(0.3)
    assert activation(mine) is mine


def test_an_unknown_name_is_told_the_nearest():
    with pytest.raises(UnknownActivation, match="no activation 'rleu'") as error:
        activation("rleu")
    assert error.value.cure.startswith("take one of these: relu, identity")
