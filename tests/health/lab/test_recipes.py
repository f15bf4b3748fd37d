"""How weights are drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.health.lab.recipes import SPREADS, drawn, rotations, spread_of


@pytest.mark.parametrize("init", [*SPREADS, 0.3, 2.0])
def test_weights_have_the_spread_of_their_recipe(init):
    weights = drawn(init, 3, 200, np.random.default_rng(0))
    assert weights.shape == (3, 200, 200)
    assert weights.std() * 200**0.5 == pytest.approx(spread_of(init), rel=0.02)


@given(st.integers(1, 30), st.integers(0, 99))
def test_orthogonal_weights_only_rotate(width, seed):
    (turn,) = drawn("orthogonal", 1, width, np.random.default_rng(seed))
    np.testing.assert_allclose(turn @ turn.T, np.eye(width), atol=1e-12)


def test_no_rotation_is_preferred():
    """A plain QR decomposition would give the corner one sign."""
    turns = rotations(np.random.default_rng(1).normal(size=(2000, 2, 2)))
    assert abs(turns.mean(axis=0)).max() < 0.06
