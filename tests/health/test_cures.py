"""Cures: each tried, each beside what theory says, and none claimed that failed."""

import copy
from itertools import pairwise

import numpy as np
import pytest

import backsweep as bs
from backsweep.health.activations import ACTIVATIONS

from .networks import multilayer, relu, sigmoid


def cures(*args):
    return {x.cure.words: x for x in bs.health(args[0])(*args[1:]).cures}


def cure(found, beginning):
    (key,) = (key for key in found if key.startswith(beginning))
    return found[key]


def test_he_s_start_cures_rectifiers_and_as_predicted():
    found = cure(cures(*multilayer(20, 128, relu, 1 / 3)), "start weights")
    assert "2/inputs (He)" in found.cure.words
    assert found.cure.predicted == pytest.approx(1)
    assert 10.0**found.after.per_layer == pytest.approx(1, rel=0.05)
    assert found.before.kind == "vanishing" and found.helped


def test_a_selu_is_started_as_its_authors_do():
    selu = ACTIVATIONS["selu"].value
    found = cure(cures(*multilayer(20, 128, selu, 0.2)), "start weights")
    assert "1/inputs (LeCun)" in found.cure.words and found.helped
    assert found.cure.predicted == pytest.approx(1.035, abs=1e-3)


def test_no_start_of_weights_is_proposed_for_a_sigmoid():
    assert not any(x.startswith("start") for x in cures(*multilayer(8, 64, sigmoid, 1)))


@pytest.mark.parametrize("beginning", ["add what", "normalise", "use relu", "use tanh"])
def test_a_sigmoid_is_cured_otherwise(beginning):
    found = cure(cures(*multilayer(8, 64, sigmoid, 1.0)), beginning)
    assert found.helped
    factor = 10.0**found.after.per_layer
    assert factor == pytest.approx(found.cure.predicted, rel=0.25)


def test_the_most_promising_is_first():
    found = list(cures(*multilayer(12, 64, sigmoid, 1.0)).values())
    apart = [abs(np.log(one.cure.predicted)) for one in found]
    assert len(found) == 4 and apart == sorted(apart)


def test_an_exploding_network_is_not_given_more_to_add():
    found = cures(*multilayer(20, 64, relu, 6.0))
    assert not any(words.startswith("add") for words in found)
    assert cure(found, "start weights").helped


def test_what_fits_nowhere_is_not_claimed():
    """No layer is as wide as the one before it: nothing can be added past it."""
    random = np.random.default_rng(0)
    widths = [64, 60, 56, 52, 48, 44, 40, 36, 32]
    parameters = [random.normal(0, 0.1, pair) for pair in pairwise(widths)]

    def loss(parameters, x):
        for w in parameters:
            x = sigmoid(x @ w)
        return np.mean((x - 1.0) ** 2)

    found = cures(loss, parameters, random.normal(size=(16, 64)))
    assert found and not any(words.startswith("add") for words in found)


def test_a_healthy_network_is_left_alone():
    assert cures(*multilayer(5, 64, relu, 2.0)) == {}


def test_trying_changes_nothing():
    loss, parameters, *batch = multilayer(8, 32, sigmoid, 1.0)
    before = copy.deepcopy(parameters)
    found = bs.health(loss, rate=0.1)(parameters, *batch)
    assert found.cures and found.steps
    for now, then in zip(parameters, before, strict=True):
        assert all(np.array_equal(now[key], then[key]) for key in now)
