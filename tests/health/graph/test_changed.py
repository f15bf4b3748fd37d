"""A cure on a copy: as written by hand, and nothing of the user's is changed."""

import copy

import numpy as np
import pytest

from backsweep.explain.run import run
from backsweep.health.change import Change
from backsweep.health.graph.changed import changed
from backsweep.health.graph.probe import record

from ..networks import multilayer, relu


def kept(activation=np.tanh, **options):
    call = multilayer(3, 16, activation, 0.5, **options)
    return run(call[0], call[1:], {}, ("parameters",), as_is=True)


def gains(one):
    return np.array([link.gain for link in record(one).links])


def same(one, other):
    assert np.allclose(gains(one), gains(other), rtol=1e-6)


def test_another_activation():
    same(changed(kept(), Change(activation="relu")), kept(relu))


def test_a_connection_past_each_layer():
    one, other = changed(kept(), Change(residual=True)), kept(residual=True)
    assert one.values(one.cost) == pytest.approx(other.values(other.cost))
    assert record(one).measured == pytest.approx(record(other).measured)


def test_a_norm_over_the_batch():
    one, other = changed(kept(), Change(normalise=True)), kept(normal=True)
    assert one.values(one.cost) == pytest.approx(other.values(other.cost))
    assert record(one).measured == pytest.approx(record(other).measured)


def test_other_weights():
    call = multilayer(3, 16, np.tanh, 0.5)
    names = [f"parameters[{k}]['w']" for k in range(4)]
    one = changed(kept(), Change(scale=dict.fromkeys(names, 2.0)))
    for layer in call[1]:
        layer["w"] = layer["w"] * 2.0
    same(one, run(call[0], call[1:], {}, ("parameters",), as_is=True))


def test_names_and_lines_stay():
    one = record(changed(kept(), Change(activation="relu")))
    assert one.squishes[0].name == "a⁽¹⁾" and "activation(z)" in one.squishes[0].where


def test_single_precision_stays_single():
    loss, parameters, *batch = multilayer(3, 16, np.tanh, 0.5)
    parameters = [{k: v.astype("f") for k, v in layer.items()} for layer in parameters]
    args = parameters, *(x.astype("f") for x in batch)
    scale = {"parameters[0]['w']": 2.0}
    change = Change(scale, activation="relu", normalise=True, residual=True)
    one = changed(run(loss, args, {}, ("parameters",), as_is=True), change)
    assert one.cost.dtype == np.float32


def test_nothing_of_the_user_s_is_changed():
    loss, parameters, *batch = multilayer(3, 16, np.tanh, 0.5)
    before = copy.deepcopy(parameters)
    one = run(loss, (parameters, *batch), {}, ("parameters",), as_is=True)
    cost = float(one.values(one.cost))
    changed(one, Change({"parameters[0]['w']": 2.0}, "relu", True, True))
    assert float(one.values(one.cost)) == cost
    for now, then in zip(parameters, before, strict=True):
        assert all(np.array_equal(now[key], then[key]) for key in now)
