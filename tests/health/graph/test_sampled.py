"""A compiled probe finds what a whole one does, and follows the weights."""

import numpy as np
import pytest

import backsweep as bs
from backsweep import tree
from backsweep.explain.run import run
from backsweep.health.graph.lengths import value_grad_and_lengths
from backsweep.health.graph.probe import record
from backsweep.health.graph.sampled import SampledProbe
from backsweep.health.verdict import verdict

from ..networks import multilayer, recurrent, relu, sigmoid

KINDS = {
    "tanh": multilayer(4, 16, np.tanh, 1.0),
    "sigmoid": multilayer(6, 16, sigmoid, 1.0),
    "residual": multilayer(4, 16, relu, 1.0, residual=True),
    "normalised": multilayer(3, 16, relu, 1.0, normal=True),
    "recurrent": recurrent(0.9, steps=5, width=16),
}


def whole(loss, *args):
    return record(run(loss, args, {}, ("parameters",), as_is=True))


@pytest.mark.parametrize("kind", KINDS)
def test_compiled_lengths_are_the_chain_s(kind):
    loss, *args = KINDS[kind]
    step = bs.jit(value_grad_and_lengths(loss))
    for _ in range(3):
        value, gradient, lengths = step(*args)
    found = np.asarray(lengths, float)
    gains = [one.gain for one in whole(loss, *args).links]
    assert found[1:] / found[:-1] == pytest.approx(gains, rel=1e-9)
    plain = bs.value_and_grad(loss)(*args)
    assert value == pytest.approx(plain[0])
    pairs = zip(tree.flatten(gradient)[0], tree.flatten(plain[1])[0], strict=True)
    for one, other in pairs:
        assert np.allclose(one, other)


def test_it_follows_the_weights():
    loss, parameters, *batch = KINDS["tanh"]
    probe = SampledProbe(loss)
    for by in (1.0, 0.5, 3.0):
        moved = [{**layer, "w": layer["w"] * by} for layer in parameters]
        found, wanted = probe(moved, *batch), whole(loss, moved, *batch)
        assert found.cost == pytest.approx(wanted.cost)
        assert verdict(found).decades == pytest.approx(verdict(wanted).decades)


def test_what_dies_on_the_way_is_looked_at_whole():
    loss, parameters, *batch = multilayer(3, 16, relu, 2.0)
    probe = SampledProbe(loss)
    assert verdict(probe(parameters, *batch)).healthy
    dead = [{**layer, "b": layer["b"] - 1000.0} for layer in parameters]
    assert verdict(probe(dead, *batch)).kind == "dead"


def test_a_function_without_path_has_no_lengths():
    assert value_grad_and_lengths(lambda w: np.sum(w > 0) * 1.0)(np.ones(2))[2] == []
