"""Squishes: runs of entrywise operations on one value, one of which bends."""

import numpy as np
import pytest

from backsweep.explain.run import run
from backsweep.health.graph.bends import Bend
from backsweep.health.graph.front import front
from backsweep.health.graph.squishes import squishes
from backsweep.train.network import ACTIVATIONS


def found(activation, shape=(5, 3)):
    def loss(w, v, x):
        z = x @ w
        a = activation(z)
        return np.sum((a @ v - 1.0) ** 2)

    random = np.random.default_rng(0)
    args = random.normal(size=(4, 3)), random.normal(size=(3, 2))
    kept = run(loss, (*args, random.normal(size=(5, 4))), {}, ("w", "v"), as_is=True)
    return kept, squishes(kept, front(kept))


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "gelu"])
def test_an_activation_is_one_squish_however_it_is_written(name):
    kept, (squish,) = found(ACTIVATIONS[name])
    assert str(kept.symbols[squish.before]) == "z"
    assert str(kept.symbols[squish.after]) == "a"
    assert Bend(kept, squish).name == name


@pytest.mark.parametrize(
    "written",
    [
        lambda z: 1 / (1 + np.exp(-z)),
        lambda z: np.exp(z) / (1 + np.exp(z)),
        lambda z: 0.5 + 0.5 * np.tanh(z / 2),
        lambda z: np.where(z > 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z))),
    ],
)
def test_every_sigmoid_is_a_sigmoid(written):
    kept, (squish,) = found(written)
    assert Bend(kept, squish).name == "sigmoid"


def test_a_straight_line_is_none():
    assert found(lambda z: 3.0 * z - 1.0)[1] == []


def test_one_that_nobody_has_named_is_called_by_its_last_operation():
    kept, (squish,) = found(lambda z: np.sin(3.0 * z))
    assert Bend(kept, squish).name == "sin"


def test_two_in_a_row_are_one():
    kept, (squish,) = found(lambda z: np.tanh(np.sin(z)))
    assert str(kept.symbols[squish.before]) == "z" and len(squish.inside) == 2


def test_a_sum_of_two_values_parts_them():
    def loss(w, x):
        a = np.tanh(x @ w)
        b = np.tanh(a + x)
        return np.sum(b @ w)

    args = np.ones((3, 3)), np.ones((2, 3))
    kept = run(loss, args, {}, ("w",), as_is=True)
    assert [str(kept.symbols[x.after]) for x in squishes(kept, front(kept))] == [
        "a",
        "b",
    ]


def test_an_error_squared_is_the_cost_s_and_no_squish():
    def loss(w, x):
        return np.mean((x @ w - 1.0) ** 2)

    kept = run(loss, (np.ones((3, 2)), np.ones((4, 3))), {}, ("w",), as_is=True)
    assert squishes(kept, front(kept)) == []
