"""A squish as a function of one number: slopes, the largest, and what chance makes."""

import numpy as np
import pytest

from backsweep.health import mean_field
from backsweep.health.activations import ACTIVATIONS
from backsweep.health.graph.bends import Bend

from .test_squishes import found

NAMED = ("sigmoid", "tanh", "softplus", "silu", "relu", "selu", "softsign")


@pytest.mark.parametrize("name", NAMED)
def test_the_table_s_functions_are_known_by_their_names(name):
    kept, (squish,) = found(ACTIVATIONS[name].value)
    assert Bend(kept, squish).name == name


@pytest.mark.parametrize("name", NAMED)
def test_the_largest_slope_is_the_table_s(name):
    kept, (squish,) = found(ACTIVATIONS[name].value)
    largest = Bend(kept, squish).largest
    assert largest == pytest.approx(ACTIVATIONS[name].steepest, rel=1e-3)


def test_values_and_slopes_at_any_points():
    kept, (squish,) = found(np.sin)
    points = np.linspace(-3, 3, 101)
    values, slopes = Bend(kept, squish).at(points)
    assert np.allclose(values, np.sin(points)) and np.allclose(slopes, np.cos(points))


def test_an_unknown_function_is_predicted_by_its_own_slopes():
    kept, (squish,) = found(lambda z: np.sin(z))
    bend = Bend(kept, squish)
    wanted = np.sqrt((1 + np.exp(-2 * bend.size)) / 2)  # E[cos(√q z)²]
    assert bend.predicted == pytest.approx(wanted, rel=1e-6)


def test_a_known_one_by_mean_field_theory():
    kept, (squish,) = found(np.tanh)
    bend = Bend(kept, squish)
    assert bend.predicted == mean_field.slope("tanh", bend.size)
