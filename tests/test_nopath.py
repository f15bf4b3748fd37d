"""``NoPath``: zeros that say why they are zero."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest

import backsweep as bs


def test_it_is_an_array_of_zeros_that_can_be_told() -> None:
    made = bs.NoPath((2, 3), np.float32)
    assert isinstance(made, np.ndarray)
    assert (made.shape, made.dtype) == ((2, 3), np.float32)
    assert not made.any()


@pytest.mark.parametrize(
    "compute",
    [
        lambda g: g + 1.0,
        lambda g: 2.0 - g,
        lambda g: np.sin(g),
        lambda g: np.add.reduce(g),
        lambda g: g @ np.ones(3),
        lambda g: np.where(g == 0, 1.0, g),
        lambda g: np.sum(g),
        lambda g: np.stack([g, g]),
    ],
)
def test_what_is_computed_with_it_is_no_longer_marked(compute: object) -> None:
    made = compute(bs.NoPath((3,)))  # type: ignore[operator]
    assert not isinstance(made, bs.NoPath)
    np.testing.assert_array_equal(made, compute(np.zeros(3)))  # type: ignore[operator]


def test_adding_in_place_gives_an_ordinary_array() -> None:
    total = bs.NoPath((3,))
    total += np.ones(3)
    assert not isinstance(total, bs.NoPath)
    np.testing.assert_array_equal(total, np.ones(3))
    ordinary = np.ones(3)
    ordinary += bs.NoPath((3,))
    np.testing.assert_array_equal(ordinary, np.ones(3))
    np.add(ordinary, bs.NoPath((3,)), out=ordinary)


def test_copies_stay_marked() -> None:
    made = bs.NoPath((2,))
    for copied in (made.copy(), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert isinstance(copied, bs.NoPath)


def test_it_goes_back_into_a_function_as_an_array() -> None:
    gradient = bs.grad(lambda x: np.sum((x + 1) ** 2))(bs.NoPath((3,)))
    np.testing.assert_array_equal(gradient, 2 * np.ones(3))
    stepped = np.ones(3) - 0.1 * bs.NoPath((3,))
    assert type(stepped) is np.ndarray
