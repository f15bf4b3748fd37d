"""Names are those of the user's own variables."""

import numpy as np

from backsweep.explain.run import run


def names(f, *args):
    return [str(symbol) for symbol in run(f, args, {}).symbols.values()]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def inner_names(z):
    e = np.exp(z)
    total = 1 + e
    return e / total


def test_a_variable_names_what_it_holds():
    def cost(w, x):
        a = w * x
        return a**2

    assert names(cost, 1.0, 2.0) == ["w", "x", "a", "C"]


def test_a_value_that_a_function_returned_has_the_name_outside():
    def cost(w):
        z = w * 2
        a = sigmoid(z)
        b = inner_names(a)
        return b * 3

    assert names(cost, 1.0) == ["w", "z", "a", "e", "total", "b", "C"]


def test_values_of_a_loop_are_counted():
    def cost(w, x):
        for _ in range(3):
            x = w * x
        return x

    assert names(cost, 1.0, 2.0) == ["w", "x", "x⁽¹⁾", "x⁽²⁾", "x⁽³⁾"]


def test_the_cost_has_its_own_name_or_the_first_that_is_free():
    def named(x):
        loss = x**2
        print(loss)
        return loss

    assert names(named, 1.0) == ["x", "loss"]
    assert names(lambda C: C**2, 1.0) == ["C", "cost"]


def test_what_comes_from_outside_the_function_is_called_what_it_is_called_there():
    W = np.eye(2)

    def cost(x):
        h = x @ W
        return np.sum(h)

    assert names(cost, np.ones(2)) == ["x", "W", "h", "C"]
