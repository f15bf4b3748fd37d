"""A call kept whole: exact where it can be, in floats where not, refused where nan."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import backsweep as bs
from backsweep.errors import NonScalarCost, UnsupportedValue
from backsweep.explain import lesson
from backsweep.explain.errors import NotFinite, UnknownName
from backsweep.explain.run import run


def slopes(kept):
    return {name: kept.desire(one) for name, one in kept.variables.items()}


def test_whole_numbers_and_fractions_stay_exact():
    kept = run(lambda x, y: x / y + y**3, (1, Fraction(1, 3)), {})
    assert kept.values.exact
    assert kept.values.number(kept.cost) == 3 + Fraction(1, 27)
    assert slopes(kept) == {"x": 3, "y": Fraction(-9) + Fraction(1, 3)}


def test_a_float_among_the_inputs_makes_floats_of_all():
    kept = run(lambda x, y: x * y, (1, 0.5), {})
    assert not kept.values.exact
    assert type(kept.values.number(kept.cost)) is float


def test_a_float_in_the_code_counts_as_it_is_written():
    kept = run(lambda x: 0.1 * x + x * 2.5, (3,), {})
    assert kept.values.number(kept.cost) == Fraction(78, 10)


@pytest.mark.parametrize("f", [np.tanh, np.exp, np.sqrt, np.cbrt, np.log])
def test_what_leads_out_of_the_fractions_is_computed_in_floats(f):
    assert not run(lambda x: f(x), (2,), {}).values.exact
    assert not run(lambda x: x**0.5, (2,), {}).values.exact


def test_exact_and_float_agree_on_every_operation_that_allows_both():
    def cost(x, W):
        h = np.maximum(x @ W, 0)
        s = np.sum(h[1:] ** 2) + np.max(h) - np.min(x) + np.where(h[0] > 0, 3, x[0])
        return s / np.mean(x) + np.cumsum(x)[1] + abs(-x[1]) + np.concatenate([x, h])[3]

    x, W = np.array([2, 3]), np.array([[1, -2, 3], [4, 5, -1]])
    exact, floats = run(cost, (x, W), {}), run(cost, (x + 0.0, W + 0.0), {})
    assert exact.values.exact and not floats.values.exact
    for name in ("x", "W"):
        found = slopes(exact)[name]
        assert all(type(one) is Fraction for one in found.flat)
        np.testing.assert_allclose(found.astype(float), slopes(floats)[name], 1e-12)


@given(st.lists(st.fractions(-9, 9, max_denominator=9), min_size=3, max_size=3))
def test_the_gradient_is_that_of_grad(numbers):
    def cost(x, y, z):
        a = x * y - z
        return a**2 + a * x

    exact = slopes(run(cost, numbers, {}))
    floats = bs.grad(cost, argnums=(0, 1, 2))(*map(float, numbers))
    np.testing.assert_allclose([*map(float, exact.values())], floats, atol=1e-9)


def test_arguments_that_were_given_are_variables_and_defaults_are_not():
    def cost(w, x=2, flag=True):
        return w * x if flag else x

    assert [*run(cost, (3,), {}).variables] == ["w"]
    assert [*run(cost, (3, 4), {}).variables] == ["w", "x"]


def test_wrt_names_arguments_or_leaves_of_them():
    def cost(p, x):
        return p["w"][0] * x + p["w"][1] + p["b"]

    p = {"w": [1.0, 2.0], "b": 3.0}
    assert [*run(cost, (p, 2.0), {}, ["p"]).variables] == [
        "p['w'][0]",
        "p['w'][1]",
        "p['b']",
    ]
    assert [*run(cost, (p, 2.0), {}, ["p['b']"]).variables] == ["p['b']"]


def test_a_number_that_counts_is_no_variable():
    def cost(w, n):
        for _ in range(n):
            w = w * w
        return w

    kept = run(cost, (2, 3), {})
    assert [*kept.variables] == ["w"]
    assert slopes(kept) == {"w": 8 * 2**7}


def test_places_in_an_array_are_no_variables():
    kept = run(lambda x, k: x[k] ** 2, (np.array([1.0, 5.0]), np.array(1)), {})
    assert [*kept.variables] == ["x"]
    np.testing.assert_array_equal(slopes(kept)["x"], [0.0, 10.0])


def test_a_decision_that_rounding_would_change_is_taken_in_floats():
    tiny = Fraction(1, 10**30)

    def cost(x, y):
        return x * 2 if x + y > x else x * 3

    kept = run(cost, (1, tiny), {})
    assert not kept.values.exact


@pytest.mark.parametrize(
    "f, args, wrt, error, told",
    [
        (lesson.cost, {"w": 1}, None, UnknownName, "no 'w' in cost"),
        (lesson.cost, {"w1": 1}, None, UnsupportedValue, "missing a required"),
        (lesson.cost, dict(lesson.NUMBERS), ["w4"], UnknownName, "no 'w4' in cost"),
        (lambda x: x * np.ones(2), {"x": 1}, None, NonScalarCost, "shape (2,)"),
        (lambda x: np.log(x - 1), {"x": 1}, None, NotFinite, "is an infinity"),
        (lambda x: np.sqrt(x), {"x": 0}, None, NotFinite, "slope of sqrt at x = 0"),
        (lambda x: x * 2, {"x": float("nan")}, None, NotFinite, "x is nan"),
    ],
)
def test_what_cannot_be_explained_is_said_in_one_line(f, args, wrt, error, told):
    with pytest.raises(error) as raised:
        run(f, (), args, wrt)
    assert told in raised.value.what
    assert raised.value.cure


def test_the_first_operation_that_made_a_nan_is_named_with_its_line():
    def cost(x):
        z = x - 2
        s = np.sqrt(z)
        return s * 3

    with pytest.raises(NotFinite) as raised:
        run(cost, (1,), {})
    assert "s = sqrt(...) is nan, of z = -1" in raised.value.what
    assert "s = np.sqrt(z)" in raised.value.where
