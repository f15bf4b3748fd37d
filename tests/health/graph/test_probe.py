"""The record of a function: its factors multiply to what is measured, always."""

import numpy as np
import pytest
from hypothesis import given, settings

import backsweep as bs
from backsweep.explain.run import run
from backsweep.health import mean_field
from backsweep.health.graph.probe import record
from backsweep.health.record import BRANCHES, COST, NORMALISATION, SLOPE, WEIGHT
from tests.explain.depth.networks import runs

from ..networks import multilayer, recurrent, relu, sigmoid


def probed(loss, *args):
    return record(run(loss, args, {}, ("parameters",), as_is=True))


@settings(deadline=None, max_examples=60)
@given(runs())
def test_factors_multiply_to_the_measured_ratio(kept):
    found = record(kept)
    assert found.links and found.difference < 1e-9


@pytest.mark.parametrize("activation", [np.tanh, relu, sigmoid])
def test_a_layer_is_a_slope_and_the_weight_behind_it(activation):
    found = probed(*multilayer(4, 32, activation, 1.0))
    kinds = [one.kind for one in found.network]
    assert kinds == [WEIGHT, SLOPE] * 4 + [SLOPE] or kinds == [WEIGHT, SLOPE] * 4
    assert [one.passes for one in found.network] == [1, 0] * 4


def test_a_squish_written_out_is_one_factor_by_its_name():
    found = probed(*multilayer(3, 16, sigmoid, 1.0))
    slopes = [one for one in found.network if one.kind == SLOPE]
    assert {one.through for one in slopes} == {"sigmoid"} and len(slopes) == 3


@pytest.mark.parametrize("activation, name", [(np.tanh, "tanh"), (relu, "relu")])
def test_a_wide_layers_factors_are_as_predicted(activation, name):
    found = probed(*multilayer(3, 512, activation, 2.0, rows=32))
    for one in found.network:
        assert one.gain == pytest.approx(one.predicted, rel=0.12)
    first = found.squishes[0]
    assert first.slope == pytest.approx(mean_field.slope(name, 2.0), rel=0.02)


def test_the_cost_s_own_factors_are_kept_apart():
    found = probed(*multilayer(3, 16, np.tanh, 1.0))
    head = [one for one in found.links if one.kind == COST]
    assert found.links[: len(head)] == tuple(head) and head
    assert found.network[0].through == "matmul"


def test_no_exponential_of_a_softmax_is_taken_for_an_activation():
    found = probed(*multilayer(3, 16, np.tanh, 1.0))
    assert [one.function for one in found.squishes] == ["tanh"] * 3


def test_the_squish_of_the_output_is_one_of_the_network():
    def loss(parameters, x, wanted):
        return np.mean((sigmoid(x @ parameters) - wanted) ** 2)

    found = probed(loss, np.ones((3, 2)), np.ones((5, 3)), np.ones((5, 2)))
    assert [one.function for one in found.squishes] == ["sigmoid"]
    assert [one.kind for one in found.network] == [SLOPE]


def test_residual_blocks_are_branches_with_shares():
    found = probed(*multilayer(3, 32, relu, 1.0, residual=True))
    blocks = [one for one in found.network if one.kind == BRANCHES]
    assert len(blocks) == 2 and [one.passes for one in blocks] == [1, 1]
    for one in blocks:
        assert sum(branch.share for branch in one.branches) == pytest.approx(1)
    assert sum(one.paths for one in found.degrees) == 2**2
    assert sum(one.share for one in found.degrees) == pytest.approx(1)


def test_a_norm_over_the_batch_is_a_factor_of_its_own():
    found = probed(*multilayer(3, 32, np.tanh, 1.0, normal=True))
    assert [one.kind for one in found.network].count(NORMALISATION) >= 2
    assert all(one.units == 32 for one in found.squishes)


def test_a_recurrent_network_is_told_step_by_step():
    found = probed(*recurrent(0.5, steps=6))
    assert [one.kind for one in found.network].count(SLOPE) == 6
    assert all((one.units, one.samples) == (64, 20) for one in found.squishes)


def test_parameters_are_signal_input_and_coherence():
    found = probed(*multilayer(2, 16, np.tanh, 1.0))
    for one in found.parameters:
        (use,) = one.uses
        assert use.signal * use.input * use.coherence == pytest.approx(one.gradient)


def test_a_matrix_s_spread_is_that_it_was_drawn_with():
    found = probed(*multilayer(2, 256, np.tanh, 3.0))
    spreads = [one.spread for one in found.parameters if one.spread]
    assert spreads[:2] == pytest.approx([3**0.5] * 2, rel=0.02)


def test_gains_are_those_of_plain_gradients():
    loss, parameters, inputs, wanted = multilayer(3, 16, np.tanh, 1.0)

    def shifted(shifts):
        *hidden, last = parameters
        h = inputs
        for layer, shift in zip(hidden, shifts, strict=True):
            h = np.tanh(h @ layer["w"] + shift)
        scores = h @ last["w"] + last["b"]
        shifted = scores - np.max(scores, axis=1, keepdims=True)
        of_all = np.log(np.sum(np.exp(shifted), axis=1))
        return np.mean(of_all - np.sum(shifted * wanted, axis=1))

    desires = bs.grad(shifted)([np.zeros((64, 16))] * 3)
    found = probed(loss, parameters, inputs, wanted)
    one_layer = found.network[2].gain * found.network[3].gain
    back = np.linalg.norm(desires[1]) / np.linalg.norm(desires[2])
    assert one_layer == pytest.approx(back)


def test_what_no_path_leads_to_is_named():
    found = probed(lambda parameters: np.sum(parameters > 0) * 1.0, np.ones(3))
    assert found.without_path == ("parameters",) and not found.links


def test_whole_numbers_are_taken_as_floats():
    found = probed(lambda parameters, x: (parameters * x - 1) ** 2, 2, 3)
    assert found.cost == 25.0 and found.parameters[0].gradient == 30.0
