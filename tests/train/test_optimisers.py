import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.train.optimisers import UPDATES, adam, momentum, sgd, start_memory

SLOPES = st.floats(1e-3, 1e3) | st.floats(-1e3, -1e-3)


def one_weight(value, dtype=np.float64):
    return [{"weights": np.array([[value]], dtype), "bias": np.array([0.0], dtype)}]


def weight(parameters):
    return parameters[0]["weights"].item()


def steps(optimiser, slopes, rate, dtype=np.float64):
    parameters = one_weight(1.0, dtype)
    memory = start_memory(optimiser, parameters)
    for slope in slopes:
        parameters, memory = UPDATES[optimiser](
            parameters, one_weight(slope, dtype), memory, rate
        )
    return parameters, memory


def test_sgd_takes_the_step_of_the_lesson():
    assert weight(sgd(one_weight(1.0), one_weight(8.0), {}, 0.1)[0]) == pytest.approx(
        0.2
    )


@given(SLOPES, st.integers(1, 12))
def test_momentum_under_a_constant_slope_follows_the_geometric_series(slope, count):
    _, memory = steps("momentum", [slope] * count, rate=0.1)
    assert weight(memory["speed"]) == pytest.approx(slope * (1 - 0.9**count) / 0.1)


def test_momentum_by_hand():
    parameters, _ = steps("momentum", [2.0, 1.0], rate=0.1)
    assert weight(parameters) == pytest.approx(1 - 0.1 * 2.0 - 0.1 * (0.9 * 2.0 + 1.0))


def test_adam_by_hand():
    parameters, _ = steps("adam", [2.0, -1.0], rate=0.1)
    mean = (0.9 * 0.2 - 0.1) / (1 - 0.9**2)
    square = (0.999 * 0.004 + 0.001) / (1 - 0.999**2)
    assert weight(parameters) == pytest.approx(1 - 0.1 - 0.1 * mean / square**0.5)


@given(SLOPES)
def test_adam_takes_a_first_step_of_the_rate_whatever_the_slope(slope):
    parameters, _ = steps("adam", [slope], rate=0.01)
    assert weight(parameters) == pytest.approx(1 - 0.01 * np.sign(slope), abs=1e-6)


@given(st.lists(SLOPES, min_size=1, max_size=8), st.floats(0.1, 100))
def test_adam_does_not_care_about_the_unit_of_the_cost(slopes, unit):
    here, _ = steps("adam", slopes, rate=0.01)
    there, _ = steps("adam", [unit * slope for slope in slopes], rate=0.01)
    assert weight(here) == pytest.approx(weight(there), abs=1e-5)


@pytest.mark.parametrize("optimiser", UPDATES)
def test_float32_stays_float32(optimiser):
    parameters, memory = steps(optimiser, [1.0, 2.0], rate=0.1, dtype=np.float32)
    assert parameters[0]["weights"].dtype == np.float32
    assert np.asarray(memory.get("count", np.float32(0))).dtype == np.float32


@pytest.mark.parametrize("update", [sgd, momentum, adam])
def test_a_step_leaves_what_it_was_given_alone(update):
    parameters, slopes = one_weight(1.0), one_weight(8.0)
    memory = start_memory(update.__name__, parameters)
    update(parameters, slopes, memory, 0.1)
    assert weight(parameters) == 1.0
    assert all(
        np.all(np.asarray(memory["count"]) == 0) for _ in memory if "count" in memory
    )
