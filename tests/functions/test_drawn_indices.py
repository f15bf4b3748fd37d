"""Any index that NumPy takes: the parts, their rates, and writing to them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import backsweep as bs
from backsweep.transforms import vjp

SHAPES = hnp.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=3)


@st.composite
def indexed(draw: Any) -> tuple[np.ndarray, Any]:
    """An array, and an index of integers, slices, new axes, arrays and masks."""
    shape = draw(SHAPES)
    x = np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape)
    basic = hnp.basic_indices(shape, max_dims=5, allow_newaxis=True)
    kinds = [basic, hnp.arrays(bool, shape)]
    if x.size:
        kinds.append(hnp.integer_array_indices(shape))
        kinds.append(mixed(shape))
    return x, draw(st.one_of(kinds))


@st.composite
def mixed(draw: Any, shape: tuple[int, ...]) -> Any:
    """For each axis a slice, an integer, an index array or a mask, or a new axis."""
    length = draw(st.integers(1, 3))

    def one(n: int) -> Any:
        places = st.integers(-n, n - 1)
        mask = np.zeros(n, bool)
        mask[draw(places)] = True
        return draw(
            st.one_of(
                st.slices(n),
                places,
                st.lists(places, min_size=length, max_size=length).map(np.array),
                st.just(mask),
            )
        )

    key = [one(n) for n in shape]
    if draw(st.booleans()):
        key.insert(draw(st.integers(0, len(key))), None)
    return (..., key[-1]) if draw(st.booleans()) and key[-1] is not None else tuple(key)


@given(indexed())
@settings(deadline=None)
def test_parts_and_their_rates(drawn):
    x, key = drawn
    wanted = x[key]
    value, pull = vjp(lambda x: x[key], x)
    np.testing.assert_array_equal(value, wanted)
    assert np.shape(value) == wanted.shape
    desire = np.arange(2.0, 2.0 + wanted.size).reshape(wanted.shape)
    rates = np.zeros(x.shape)
    np.add.at(rates, key, desire)
    np.testing.assert_array_equal(pull(desire)[0], rates)


@given(indexed())
@settings(deadline=None)
def test_writing(drawn):
    x, key = drawn
    new = -np.arange(1.0, 1.0 + x[key].size).reshape(x[key].shape)

    def write(x: Any, new: Any) -> Any:
        z = x.copy()
        z[key] = new
        return z

    value, pull = vjp(write, x, new)
    np.testing.assert_array_equal(value, write(x, new))
    to_x, to_new = pull(np.ones(x.shape))
    number = np.arange(1.0, 1.0 + new.size).reshape(new.shape)
    last = write(np.zeros(x.shape), number)
    np.testing.assert_array_equal(to_x, last == 0)
    np.testing.assert_array_equal(to_new, np.isin(number, last))


@pytest.mark.parametrize("key", [np.True_, True, (True, 0)])
def test_a_single_boolean_is_refused(key):
    with pytest.raises(bs.BacksweepError, match="one boolean"):
        bs.grad(lambda x: np.sum(x[key]))(np.ones(3))
