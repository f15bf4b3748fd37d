"""How one operation is written in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.ops import constant
from backsweep.source.spell import ADDITION, PRODUCT, Text, array, number, typed


def read(text: str) -> Any:
    return eval(text, {"np": np})


def test_parentheses_stand_where_they_are_needed() -> None:
    total = Text("a + b", ADDITION)
    assert total.within(PRODUCT) == "(a + b)"
    assert total.within(ADDITION) == "a + b"
    assert Text("a").within(PRODUCT) == "a"


@settings(derandomize=True, deadline=None)
@given(st.floats())
def test_numbers_are_exact_to_the_bit(value: float) -> None:
    found = np.float64(read(number(constant(value)).words))
    assert found.tobytes() == np.float64(value).tobytes() or np.isnan(value)


@pytest.mark.parametrize("dtype", ["f4", "f8", "i4", "i8", "?"])
def test_typed_numbers_show_their_dtype(dtype: str) -> None:
    found = read(typed(constant(1, np.dtype(dtype))).words)
    assert (found, found.dtype) == (1, np.dtype(dtype))


@pytest.mark.parametrize(
    "value",
    [
        np.array([[1.5, np.nan], [np.inf, -np.inf]]),
        np.array([0.1, -0.0], np.float32),
        np.zeros((0, 3)),
        np.arange(3),
        np.array([True, False]),
        np.array(2.5),
    ],
)
def test_arrays_are_literals_of_their_shape_and_dtype(value: Any) -> None:
    found = read(array(value))
    assert (found.shape, found.dtype) == (value.shape, value.dtype)
    assert found.tobytes() == value.tobytes()
