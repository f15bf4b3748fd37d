"""The slope of the sigmoid is told as it is known."""

import numpy as np
import pytest
from scipy.special import expit

from backsweep.explain.parts.chain import Chains


def slope(tell, squish, x=0.5):
    def cost(x):
        a = squish(x)
        return a**2

    story = tell(cost, x)
    factor = Chains(story, story.node("x")).data()["chains"][0]["factors"][1]
    return factor["formula"], factor["value"]


@pytest.mark.parametrize(
    "squish",
    [
        lambda x: 1 / (1 + np.exp(-x)),
        lambda x: 1 / (np.exp(-x) + 1),
        lambda x: 1.0 / (1.0 + np.exp(-x)),
    ],
)
def test_however_it_is_written(tell, squish):
    formula, value = slope(tell, squish)
    a = squish(0.5)
    assert formula == "a·(1 − a)"
    assert value == pytest.approx(a * (1 - a), rel=1e-12)


def test_the_number_loses_no_digits_where_it_is_flat(tell):
    _, value = slope(tell, lambda x: 1 / (1 + np.exp(-x)), 40.0)
    assert value == pytest.approx(np.exp(-40.0), rel=1e-12)


def test_scipys_own(tell):
    assert slope(tell, expit)[0] == "a·(1 − a)"


@pytest.mark.parametrize(
    "squish",
    [lambda x: 1 / (2 + np.exp(-x)), lambda x: 3 / (1 + np.exp(-x)), np.tanh],
)
def test_what_is_no_sigmoid_is_not_told_as_one(tell, squish):
    assert slope(tell, squish)[0] != "a·(1 − a)"
