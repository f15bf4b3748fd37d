"""Views say with strides what NumPy does with arrays."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import as_strided

from backsweep.native.views import View, whole


def seen(view: View, data: np.ndarray) -> np.ndarray:
    strides = [step * data.itemsize for step in view.strides]
    return as_strided(data.ravel()[view.offset :], view.shape, strides)


SHAPES = [(), (1,), (6,), (2, 3), (1, 6), (4, 1, 3), (2, 3, 4), (0, 3)]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_whole_view_is_the_array(shape):
    data = np.arange(np.prod(shape, dtype=int)).reshape(shape)
    assert whole(shape).is_whole
    np.testing.assert_array_equal(seen(whole(shape), data), data)


@pytest.mark.parametrize("shape", [(2, 3), (4, 1, 3), (2, 3, 4)])
def test_permuted_is_transpose(shape):
    data = np.arange(np.prod(shape)).reshape(shape)
    axes = tuple(reversed(range(len(shape))))
    np.testing.assert_array_equal(
        seen(whole(shape).permuted(axes), data), data.transpose(axes)
    )


def test_spread_is_broadcast_to():
    data = np.arange(3).reshape(3, 1)
    np.testing.assert_array_equal(
        seen(whole((3, 1)).spread((2, 3, 4)), data), np.broadcast_to(data, (2, 3, 4))
    )


@pytest.mark.parametrize(
    "slices",
    [
        ((None, None, 1), (1, 3, 1)),
        ((None, None, -1), (None, None, -2)),
        ((2, 2, 1), (0, 4, 3)),
        ((-1, None, -1), (3, 0, -1)),
    ],
)
def test_picked_is_slicing(slices):
    data = np.arange(20).reshape(4, 5)
    picked = data[tuple(slice(*each) for each in slices)]
    np.testing.assert_array_equal(seen(whole((4, 5)).picked(slices), data), picked)


@pytest.mark.parametrize(
    "shape", [(24,), (2, 12), (6, 4), (2, 1, 3, 4), (3, 8), (1, 24)]
)
def test_a_whole_view_takes_any_shape(shape):
    data = np.arange(24).reshape(2, 3, 4)
    view = whole((2, 3, 4)).reshaped(shape)
    assert view is not None
    np.testing.assert_array_equal(seen(view, data), data.reshape(shape))


def test_a_shape_that_strides_cannot_say_is_refused():
    assert whole((2, 3)).permuted((1, 0)).reshaped((6,)) is None


def test_part_of_a_reshape_can_be_strided():
    data = np.arange(24).reshape(6, 4)
    picked = whole((6, 4)).picked(((None, None, 1), (0, 2, 1)))
    view = picked.reshaped((2, 3, 2))
    assert view is not None
    np.testing.assert_array_equal(seen(view, data), data[:, :2].reshape(2, 3, 2))
