"""Mean-field theory: closed forms, known numbers, and what follows from them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.health.activations import ACTIVATIONS, leaky_relu
from backsweep.health.mean_field import (
    band,
    chi,
    correlation,
    critical,
    depth_scale,
    drift,
    factor,
    fixed_point,
    length,
    noise,
    normalised,
    residual,
    slope,
)

EVERY = pytest.mark.parametrize("name", ACTIVATIONS)
sizes = st.floats(0.01, 100)
spreads = st.floats(0.05, 5)


@given(sizes, spreads, st.floats(0, 2))
def test_erf_as_its_closed_form(q, sw2, sb2):
    squares = 2 / math.pi * math.asin(2 * q / (1 + 2 * q))
    slopes = 4 / (math.pi * math.sqrt(1 + 4 * q))
    assert length("erf", q, sw2, sb2) == pytest.approx(sw2 * squares + sb2, rel=1e-12)
    assert chi("erf", sw2, sb2, q) == pytest.approx(sw2 * slopes, rel=1e-12)


@given(sizes, spreads, st.floats(0, 1))
def test_straight_lines_pass_on_the_same_at_any_size(q, sw2, a):
    leaky = leaky_relu(a)
    assert length(leaky, q, sw2) == pytest.approx(sw2 * q * (1 + a * a) / 2)
    assert chi(leaky, sw2, q=q) == pytest.approx(sw2 * (1 + a * a) / 2)
    assert chi("relu", sw2) == pytest.approx(sw2 / 2)
    assert chi("linear", sw2) == pytest.approx(sw2)


@EVERY
@settings(max_examples=5, deadline=None)
@given(sw2=spreads, sb2=st.floats(0.01, 1))
def test_a_fixed_point_stays(name, sw2, sb2):
    q = fixed_point(name, sw2, sb2)
    if math.isfinite(q):
        assert length(name, q, sw2, sb2) == pytest.approx(q, rel=1e-9)
    else:
        assert length(name, 1e9, sw2, sb2) > 1e9


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "erf", "relu", "hard_tanh"])
@pytest.mark.parametrize("sw2", [0.5, 1.5])
def test_a_fixed_point_is_where_layer_after_layer_leads(name, sw2):
    q = 1.0
    for _ in range(200):
        q = length(name, q, sw2, 0.2)
    assert fixed_point(name, sw2, 0.2) == pytest.approx(q, rel=1e-9)


@pytest.mark.parametrize(
    "name, expected",
    [
        *(("identity", 1), ("relu", 2), ("tanh", 1), ("erf", math.pi / 4), ("elu", 1)),
        *(("softsign", 1), ("hard_tanh", 1), ("relu6", 2), ("sigmoid", 103.0)),
        *(("selu", 0.47677), ("gelu", None), ("silu", None), ("softplus", None)),
    ],
)
def test_where_a_desire_keeps_its_length(name, expected):
    assert critical(name) == (expected and pytest.approx(expected, rel=1e-4))


@EVERY
def test_a_critical_spread_keeps_it_and_a_smaller_one_does_not(name):
    sw2 = critical(name)
    if sw2 is not None:
        assert factor(name, sw2 * 0.999999) == pytest.approx(1, abs=1e-5)
        assert factor(name, sw2 * 0.9) < 1


def test_a_leaky_relu_is_started_as_he_and_others_found():
    assert critical(leaky_relu(0.25)) == pytest.approx(2 / (1 + 0.25**2))


def test_selu_started_by_its_authors():
    assert fixed_point("selu", 1.0) == pytest.approx(1)
    assert factor("selu", 1.0) == pytest.approx(1.0352, abs=1e-4)


def test_gelu_and_silu_started_for_relu_lose_half_of_the_square():
    assert chi("gelu", 2.0) == pytest.approx(0.5)
    assert chi("silu", 2.0) == pytest.approx(0.5)


def test_a_sigmoid_passes_on_a_quarter_at_most():
    assert all(slope("sigmoid", q) <= 0.25 for q in (0, 1e-6, 1, 100))
    assert factor("sigmoid", 1.0, 0.0, 0.0) == pytest.approx(0.25)


def test_depth_scales():
    assert depth_scale("relu", 2.0) == math.inf
    assert depth_scale("relu", 2 / math.e) == pytest.approx(1)
    assert depth_scale("relu", 2 * math.e) == pytest.approx(1)


@given(st.floats(-1, 1))
def test_the_angle_of_two_inputs_behind_a_relu(c):
    """Cho & Saul 2009, the arc-cosine kernel of degree 1."""
    angle = math.acos(c)
    expected = (math.sin(angle) + c * (math.pi - angle)) / math.pi
    assert correlation("relu", c, 2.0, q=1.0) == pytest.approx(expected, abs=1e-9)


@given(st.floats(-1, 1), sizes)
def test_the_angle_of_two_inputs_behind_an_erf(c, q):
    """Williams 1997, the arcsine kernel."""
    kernel, own = (math.asin(2 * q * x / (1 + 2 * q)) for x in (c, 1))
    expected = kernel / own
    assert correlation("erf", c, 1.0, q=q) == pytest.approx(expected, abs=1e-9)


def test_inputs_grow_alike_at_the_pace_of_chi():
    """The slope of the correlation map at 1 is chi (Poole et al. 2016)."""
    q, near = fixed_point("tanh", 1.5, 0.3), 1e-6
    gone = 1 - correlation("tanh", 1 - near, 1.5, 0.3)
    assert gone / near == pytest.approx(chi("tanh", 1.5, 0.3, q), rel=1e-4)


def test_a_normed_relu_as_published():
    assert normalised("relu") == pytest.approx(math.sqrt(math.pi / (math.pi - 1)))
    assert normalised("linear") == pytest.approx(1)


def test_a_residual_block_never_shrinks():
    assert residual(0.0) == 1
    assert residual(1.0) == pytest.approx(math.sqrt(2))


def test_noise_grows_with_depth_and_shrinks_with_width():
    assert noise([10] * 40) == pytest.approx(2 * noise([10] * 10))
    assert noise([40] * 10) == pytest.approx(noise([10] * 10) / 2)


def test_chance_reaches_farther_down_than_up():
    """The mean square is made by the few that are large."""
    low, high = band([8] * 20)
    assert math.log(high) == pytest.approx(noise([8] * 20))
    assert math.log(1 / low) == pytest.approx(noise([8] * 20) + 5 * 20 / 8 / 4)


def test_in_deep_and_narrow_networks_most_lie_where_chance_puts_them():
    """Products of normal matrices with half of the slopes 0, drawn 200 times."""
    random, widths = np.random.default_rng(5), [20] * 30
    logs = [_shrunk(random, widths) for _ in range(200)]
    low, high = band(widths)
    inside = [math.log(low) < one < math.log(high) for one in logs]
    assert np.mean(inside) > 0.95
    spread = noise(widths) / 3
    assert np.mean(logs) == pytest.approx(-drift(widths), abs=4 * spread / 200**0.5)
    assert np.std(logs) == pytest.approx(spread, rel=0.25)


def _shrunk(random, widths):
    """The logarithm of what a network of relu leaves of a desire's length."""
    desire = random.normal(size=widths[0])
    start = np.linalg.norm(desire)
    for width in widths:
        weights = random.normal(0, math.sqrt(2 / width), (width, width))
        desire = weights @ (desire * (random.uniform(size=width) < 0.5))
    return math.log(np.linalg.norm(desire) / start)


def test_a_wide_network_drawn_by_chance_agrees():
    """One layer, drawn: the lengths forward and back are the predicted ones."""
    random, width, sw2, sb2 = np.random.default_rng(3), 2000, 1.7, 0.4
    weights = random.normal(0, math.sqrt(sw2 / width), (width, width))
    before = random.normal(size=width) * math.sqrt(1.3)
    after = np.tanh(before) @ weights + random.normal(0, math.sqrt(sb2), width)
    desire = random.normal(size=width)
    back = (desire @ weights.T) * (1 - np.tanh(before) ** 2)
    assert np.mean(after**2) == pytest.approx(length("tanh", 1.3, sw2, sb2), rel=0.1)
    ratio = np.linalg.norm(back) / np.linalg.norm(desire)
    assert ratio == pytest.approx(factor("tanh", sw2, sb2, 1.3), rel=0.05)
