"""The compiled step against slopes worked out by nudging, and the row of states."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.train import Options, Source
from backsweep.train.dataset import Part, prepare
from backsweep.train.errors import Diverged
from backsweep.train.loop import (
    batches_of,
    score,
    slope_sizes,
    start,
    states,
    training_step,
)
from backsweep.train.network import ACTIVATIONS, COSTS, forward
from backsweep.train.optimisers import UPDATES


def cost_at(parameters, data, options):
    outputs = forward(parameters, data.train.inputs, ACTIVATIONS[options.activation])
    return float(COSTS[data.task](outputs, data.train.wanted))


def nudged_slope(parameters, layer, name, place, data, options, nudge=1e-5):
    array = parameters[layer][name]
    kept = array[place]
    array[place] = kept + nudge
    above = cost_at(parameters, data, options)
    array[place] = kept - nudge
    below = cost_at(parameters, data, options)
    array[place] = kept
    return (above - below) / (2 * nudge)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("task", COSTS)
def test_a_step_goes_against_the_slope_that_nudging_measures(
    kinds, prices, activation, task
):
    source = kinds if task == "classification" else Source(prices, target="price")
    options = Options(
        layers=(5, 4), activation=activation, optimiser="sgd", rate=1.0, dtype="float64"
    )
    data = prepare(source, options)
    state = start(data, options)
    step = training_step(options, task)
    for _ in range(3):
        after, _, value = step(
            state.parameters, state.memory, data.train.inputs, data.train.wanted
        )
        assert float(value) == pytest.approx(cost_at(state.parameters, data, options))
        for layer in range(3):
            for name, place in (("weights", (1, 0)), ("bias", (0,))):
                slope = nudged_slope(
                    state.parameters, layer, name, place, data, options
                )
                moved = state.parameters[layer][name] - after[layer][name]
                assert moved[place] == pytest.approx(slope, rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("optimiser", UPDATES)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_every_optimiser_lowers_the_cost_in_every_dtype(kinds, optimiser, dtype):
    options = Options(layers=(8,), optimiser=optimiser, dtype=dtype, epochs=60, batch=8)
    data = prepare(kinds, options)
    *_, last = states(start(data, options), data, options)
    assert last.history[-1].cost < 0.5 * last.history[0].cost
    assert {array.dtype for layer in last.parameters for array in layer.values()} == {
        np.dtype(dtype)
    }


@given(st.integers(1, 500), st.integers(1, 64), st.integers(0, 3))
def test_every_epoch_sees_every_row_once_in_at_most_two_batch_sizes(rows, batch, epoch):
    part = Part(np.zeros((rows, 1)), np.zeros((rows, 1)))
    batches = batches_of(part, Options(batch=batch), epoch)
    sizes = {len(one) for one in batches}
    assert sorted(np.concatenate(batches)) == list(range(rows))
    assert max(sizes) <= batch
    assert max(sizes) - min(sizes) <= 1


def test_every_epoch_has_an_order_of_its_own_and_the_seed_decides_it():
    part = Part(np.zeros((50, 1)), np.zeros((50, 1)))

    def order(seed, epoch):
        return np.concatenate(batches_of(part, Options(seed=seed), epoch)).tolist()

    assert order(0, 1) == order(0, 1)
    assert len({tuple(order(*one)) for one in [(0, 0), (0, 1), (1, 0), (1, 1)]}) == 4


def test_there_is_a_state_after_every_step(kinds, small):
    data = prepare(kinds, small)
    row = list(states(start(data, small), data, small))
    assert [(one.epoch, one.batch) for one in row[:4]] == [
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 1),
    ]
    assert len(row) == small.epochs * math.ceil(len(data.train) / small.batch)
    assert len(row[-1].history) == small.epochs


def test_every_state_leads_to_the_same_end(kinds, small):
    data = prepare(kinds, small)
    row = list(states(start(data, small), data, small))
    for state in row[:-1]:
        *_, end = states(state, data, small)
        assert end.history == row[-1].history
        assert end.parameters[0]["weights"].tobytes() == (
            row[-1].parameters[0]["weights"].tobytes()
        )


def test_a_cost_that_is_no_number_stops_the_run(prices):
    options = Options(layers=(8,), optimiser="sgd", rate=1e6)
    data = prepare(Source(prices, target="price"), options)
    with np.errstate(all="ignore"), pytest.raises(Diverged) as caught:
        list(states(start(data, options), data, options))
    assert "--rate 100000" in caught.value.cure


def test_scores_by_hand():
    wanted = np.eye(2)[[0, 0, 1, 1]]
    assert score("classification", np.eye(2)[[0, 1, 1, 1]], wanted) == 0.75
    truth = np.array([[1.0], [2.0], [3.0]])
    assert score("regression", np.full((3, 1), 2.0), truth) == 0
    assert score("regression", truth, np.ones((3, 1))) == 0
    assert score("regression", np.array([[1.0], [3.0], [3.0]]), truth) == 0.5


def test_slopes_vanish_on_their_way_through_sigmoids():
    options = Options(layers=(16,) * 5, activation="sigmoid")
    data = prepare(Source("digits"), options)
    sizes = slope_sizes(start(data, options).parameters, data, options)
    assert len(sizes) == 6
    assert sizes[0] < 0.01 * sizes[-1]
