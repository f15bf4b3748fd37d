"""Values are read exactly as they are typed."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.cli.values import assignments
from backsweep.explain import BadInput


def read(typed):
    return assignments([f"x={typed}"])["x"]


@given(st.fractions())
def test_a_fraction_comes_back_as_it_was_typed(number):
    assert read(str(number)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_counts_as_it_is_written(number):
    assert read(repr(number)) == Fraction(repr(number))


def test_a_whole_number_stays_one():
    assert type(read("3")) is int
    assert type(read("3.0")) is Fraction


def test_a_minus_sign_may_be_typographic():
    assert read("−0.5") == Fraction(-1, 2)


def test_an_array_of_fractions_is_exact():
    found = read("[[1/3, 0.5], [-2, 1]]")
    assert found.tolist() == [[Fraction(1, 3), Fraction(1, 2)], [-2, 1]]


def test_an_array_of_whole_numbers_can_be_indexed_with():
    assert read("[1, 2]").dtype.kind == "i"


def test_parameters_may_be_nested():
    found = read("[{'w': [1, 2], 'b': 0.5}]")
    np.testing.assert_array_equal(found[0]["w"], [1, 2])
    assert found[0]["b"] == Fraction(1, 2)


@pytest.mark.parametrize(
    ("typed", "value"), [("'tanh'", "tanh"), ("True", True), ("None", None)]
)
def test_texts_and_flags(typed, value):
    assert read(typed) == value


def test_arrays_that_numpy_saved(tmp_path):
    w = np.arange(6.0).reshape(2, 3)
    np.save(tmp_path / "w.npy", w)
    np.savez(tmp_path / "p.npz", w=w, b=np.zeros(3))
    np.testing.assert_array_equal(read(tmp_path / "w.npy"), w)
    assert {name: x.shape for name, x in read(tmp_path / "p.npz").items()} == {
        "w": (2, 3),
        "b": (3,),
    }


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "abc",
            "1/0",
            "nan",
            "inf",
            "1e400",
            "1e999999999",
            "9" * 400,
            "9" * 5000,
        ),
        *("[1, nan]", "[[1, 2], [3]]", "[", "1+2j", "2**3", "{1: 2, **{}}", "f(1)"),
    ],
)
def test_what_is_no_value_is_refused(typed):
    with pytest.raises(BadInput):
        read(typed)


def test_a_value_is_given_once():
    with pytest.raises(BadInput, match="twice"):
        assignments(["x=1", "x=2"])
