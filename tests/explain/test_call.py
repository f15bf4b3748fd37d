"""A call's arguments: which are explained, which are data, which are left alone."""

import functools
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pytest

import backsweep as bs
from backsweep.errors import UnsupportedValue
from backsweep.explain.call import Arguments, is_number
from backsweep.explain.errors import UnknownName


def wanted(f, *args, wrt=None, **kwargs):
    return Arguments(f, args, kwargs).wanted(wrt)


def test_nested_arguments_are_named_leaf_by_leaf():
    class Layer(NamedTuple):
        w: float
        b: float

    p = {"first": [1.0, 2.0], "last": Layer(3.0, 4.0)}
    assert wanted(lambda p, x: x, p, 5.0) == [
        "p['first'][0]",
        "p['first'][1]",
        "p['last'][0]",
        "p['last'][1]",
        "x",
    ]


def test_stars_name_their_places_and_keys():
    assert wanted(lambda *ws, **k: 0, 1, 2, rate=3) == ["ws[0]", "ws[1]", "k['rate']"]


def test_partials_name_what_is_left():
    f = functools.partial(lambda w, x, y: w * x - y, 1.0)
    assert wanted(f, 2.0, 3.0) == ["x", "y"]


def test_numpys_own_functions_are_called_with_what_was_given():
    assert wanted(np.tanh, 0.5) == ["x"]
    assert Arguments(np.sum, (np.ones(2),), {}).call(None, {}) == 2


def test_defaults_that_are_numbers_are_data():
    leaves = Arguments(lambda w, x=2, mode="a", keep=True: w, (1,), {}).leaves
    assert [(leaf.name, leaf.number) for leaf in leaves] == [("w", True), ("x", True)]


@pytest.mark.parametrize("value", [1, 1.5, Fraction(1, 2), np.float32(1), np.ones(2)])
def test_numbers_are_explained(value):
    assert is_number(value)


@pytest.mark.parametrize("value", [True, "a", None, 1j, np.array([True]), np.tanh])
def test_flags_words_and_functions_are_not(value):
    assert not is_number(value)


@pytest.mark.parametrize(
    "value, exact",
    [
        (2, True),
        (Fraction(1, 3), True),
        (np.array([1, 2]), True),
        (np.array([Fraction(1, 2), 3], object), True),
        (np.array([Fraction(1, 2), 0.1], object), False),
        (0.5, False),
        (np.zeros(0), False),
    ],
)
def test_whole_numbers_and_fractions_are_exact(value, exact):
    (leaf,) = Arguments(lambda x: x, (value,), {}).leaves
    assert leaf.exact is exact


@pytest.mark.parametrize("wrt", [["z"], ["x[0]"], [3]])
def test_a_name_that_is_not_there(wrt):
    with pytest.raises(UnknownName, match="there is no"):
        wanted(lambda x, y: x, 1, 2, wrt=wrt)


def test_a_function_that_hides_its_arguments():
    with pytest.raises(UnsupportedValue, match="does not tell") as raised:
        wanted(getattr, "", "")
    assert "named arguments" in raised.value.cure


def test_wrt_names_arguments_and_nothing_else():
    with pytest.raises(UnsupportedValue, match="wrt=3"):
        bs.explain(lambda w: w, wrt=3)
