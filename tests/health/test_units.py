"""Units: dead and quiet kept apart, flat ones, and samples that are alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from backsweep.health.units import apart, counts

SLOPES = arrays(float, (5, 4), elements=st.sampled_from([0.0, 0.05, 1.0]))


@given(SLOPES)
def test_every_slope_is_counted_once(slopes):
    found = counts(slopes, slopes, largest=1.0)
    alive = found.units - found.dead
    silent = found.dead * found.samples + found.quiet * alive * found.samples
    assert silent == pytest.approx(np.count_nonzero(slopes == 0))
    assert found.saturated * slopes.size == pytest.approx(
        np.count_nonzero(slopes < 0.1)
    )
    assert found.slope == pytest.approx(np.sqrt(np.mean(slopes**2)))


def test_dead_is_silent_on_every_sample():
    slopes = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    assert counts(slopes, slopes, 1.0).dead == 1


@given(arrays(float, (6, 3), elements=st.floats(-10, 10)))
def test_samples_are_apart_by_one_minus_their_mean_cosine(values):
    lengths = np.linalg.norm(values, axis=1, keepdims=True)
    if not np.all(lengths > 1e-3):
        return
    unit = values / lengths
    pairs = [unit[i] @ unit[j] for i in range(6) for j in range(i)]
    assert apart(unit) == pytest.approx(1 - np.mean(pairs), abs=1e-9)


def test_one_sample_is_not_apart_from_anything():
    assert apart(np.ones((1, 3))) is None and apart(np.zeros((4, 3))) is None
