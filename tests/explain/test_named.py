"""Names given outright, where no variable of the code could tell them."""

import numpy as np
import pytest

import backsweep as bs
from backsweep.explain import named


def names(f, *args):
    return [row["name"] for row in bs.explain(f)(*args).forward().data()["forward"]]


def test_outside_of_an_explanation_a_value_is_what_it_was():
    value = np.arange(3.0)
    assert named("a1", value) is value
    assert bs.grad(lambda x: named("a1", x * x))(3.0) == 6.0


def test_the_values_of_a_loop_have_names_of_their_own():
    def cost(x):
        for layer in ("a1", "a2", "a3"):
            x = named(layer, 2 * x)
        return x**2

    assert names(cost, 1.0) == ["x", "a1", "a2", "a3", "C"]


def test_a_name_wins_over_that_of_the_variable():
    def cost(x):
        something = named("z", 3 * x)
        return something**2

    assert names(cost, 1.0) == ["x", "z", "C"]


def test_a_value_can_have_two_names_one_after_the_other():
    def cost(x):
        a = named("a", 3 * x)
        b = named("b", a)
        return b**2

    assert names(cost, 1.0) == ["x", "a", "b", "C"]
    assert bs.explain(cost)(2.0).gradient["x"] == 36


def test_an_argument_that_is_named_keeps_its_own_name_too():
    def cost(x):
        return named("input", x) ** 2

    shown = names(cost, 3.0)
    assert "x" in shown
    assert "input" in shown


@pytest.mark.parametrize("value", [2.0, np.array([1.0, 2.0])])
def test_a_name_changes_no_slope(value):
    def cost(x):
        return (named("z", x * x) ** 2).sum() if np.ndim(x) else named("z", x * x) ** 2

    np.testing.assert_allclose(bs.grad(cost)(value), 4 * value**3)
