"""The verdict: right where the state is known, and blind to a loss's scale."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backsweep as bs
from backsweep.health.record import Link, Record, Squish
from backsweep.health.verdict import verdict

from .networks import multilayer, recurrent, relu, sigmoid

HEALTHY = {
    "relu, He": {"depth": 20, "activation": relu, "spread2": 2.0},
    "tanh, Glorot": {"depth": 15, "activation": np.tanh, "spread2": 1.0},
    "residual": {"depth": 12, "activation": relu, "spread2": 0.5, "residual": True},
    "normalised": {"depth": 6, "activation": relu, "spread2": 1.0, "normal": True},
    "shallow, PyTorch's start": {"depth": 3, "activation": relu, "spread2": 1 / 3},
}
SICK = {
    "sigmoid": ("vanishing", {"depth": 8, "activation": sigmoid, "spread2": 1.0}),
    "relu, Xavier": ("vanishing", {"depth": 20, "activation": relu, "spread2": 1.0}),
    "relu, large": ("exploding", {"depth": 20, "activation": relu, "spread2": 6.0}),
    "shut": ("dead", {"depth": 3, "activation": lambda z: relu(z - 9), "spread2": 2.0}),
}


def found(loss, *args):
    return bs.health(loss)(*args).verdict


@pytest.mark.parametrize("kind", HEALTHY)
@pytest.mark.parametrize("seed", range(20))
def test_a_healthy_network_raises_no_alarm(kind, seed):
    call = multilayer(width=32, seed=seed, rows=32, **HEALTHY[kind])
    assert found(*call).healthy


@pytest.mark.parametrize("name", SICK)
@pytest.mark.parametrize("seed", range(3))
def test_what_is_sick_is_called_what_it_is(name, seed):
    kind, options = SICK[name]
    assert found(*multilayer(width=64, seed=seed, **options)).kind == kind


def test_inputs_of_another_scale_saturate_the_first_layer():
    loss, parameters, inputs, wanted = multilayer(4, 64, np.tanh, 1.0)
    told = found(loss, parameters, 1000 * inputs, wanted)
    assert (told.kind, told.where) == ("saturated", "a⁽¹⁾")


def test_inputs_that_are_all_alike_collapse():
    loss, parameters, inputs, wanted = multilayer(4, 64, np.tanh, 0.5)
    told = found(loss, parameters, 1e-3 * inputs + 1.0, wanted)
    assert told.kind == "input-collapsed"


@pytest.mark.parametrize("spread, kind", [(0.5, "vanishing"), (1.5, "healthy")])
def test_a_recurrent_network_through_time(spread, kind):
    assert found(*recurrent(spread)).kind == kind


@settings(deadline=None, max_examples=20)
@given(st.floats(1e-6, 1e6), st.sampled_from(["relu, He", "sigmoid", "relu, large"]))
def test_the_loss_s_scale_changes_nothing(scale, name):
    options = HEALTHY.get(name) or SICK[name][1]
    loss, *args = multilayer(width=16, rows=8, **{**options, "depth": 8})
    one = found(loss, *args)
    other = found(lambda parameters, x, y: scale * loss(parameters, x, y), *args)
    assert (one.kind, one.where) == (other.kind, other.where)
    assert one.decades == pytest.approx(other.decades)


def test_one_sample_is_too_few_to_call_a_layer_dead():
    squish = Squish("a", "relu", 32, 1, 28, 0.0, 0.9, 0.3, None)
    chain = (Link("z", "relu", "slope", 0.5), Link("x", "matmul", "weight", 1.0))
    record = Record("loss", 1.0, 1.0, 0.5, links=chain, squishes=(squish,))
    assert verdict(record).healthy
    many = Squish("a", "relu", 32, 64, 28, 0.0, 0.9, 0.3, 0.5)
    assert verdict(Record("", 1.0, 1.0, 0.5, chain, (many,))).kind == "dead"


def test_chance_alone_is_no_illness():
    """Narrow layers scatter: what is sick at width 1000 may be chance at width 4."""

    def told(width):
        layer = Link("a", "matmul", "weight", 0.7, 1.0, width, passes=1)
        return verdict(Record("", 1.0, 1.0, 0.7**16, links=(layer,) * 16)).kind

    assert told(1000) == "vanishing" and told(4) == "healthy"


@pytest.mark.parametrize("sick", [0.001, 1000.0])
def test_one_factor_that_does_it_all_is_named(sick):
    layer = Link("a", "matmul", "weight", 1.0, passes=1)
    odd = Link("z3", "tanh", "slope", sick)
    told = verdict(Record("", 1.0, 1.0, sick, links=(*[layer] * 3, odd, layer)))
    assert told.where == "at tanh of z3"
    assert told.kind == ("vanishing" if sick < 1 else "exploding")


def test_slopes_and_weights_that_make_up_for_one_another_are_no_place():
    """Each slope takes a tenth and each weight gives five: the layer is what counts."""
    slope = Link("z", "tanh", "slope", 0.1)
    weight = Link("a", "matmul", "weight", 5.0, passes=1)
    told = verdict(Record("", 1.0, 1.0, 0.5**8, links=(slope, weight) * 8))
    assert told.kind == "vanishing" and told.where == "from the output back to a"
