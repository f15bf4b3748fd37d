"""The names of arrays that a function reads from outside of itself."""

import functools

import numpy as np

from backsweep.explain.outside import arrays_outside, innermost
from backsweep.explain.run import run

WEIGHTS = np.array([1.0, 2.0])


def outside(f, *args):
    kept = run(f, args, {})
    return {str(s) for one, s in kept.symbols.items() if one in kept.given} - {"x"}


def test_a_global():
    assert outside(lambda x: np.sum(WEIGHTS * x), 1.0) == {"WEIGHTS"}


def test_a_global_of_a_function_that_is_called():
    def inner(x):
        return WEIGHTS * x

    assert outside(lambda x: np.sum(inner(x)), 1.0) == {"WEIGHTS"}


def test_an_entry_of_a_dict_around_the_function():
    data = {"rows": [np.ones(2), np.zeros(2)]}
    assert outside(lambda x: np.sum(data["rows"][1] * x), 1.0) == {"data['rows'][1]"}


class Network:
    def __init__(self):
        self.weights = np.ones(2)

    def cost(self, x):
        return np.sum(self.weights * x)

    __call__ = cost


def test_what_an_object_has_of_its_own():
    assert outside(Network().cost, 1.0) == {"self.weights"}
    assert outside(Network(), 1.0) == {"self.weights"}
    net = Network()
    assert outside(lambda x: net.cost(x), 1.0) == {"net.weights"}


def test_what_has_no_name_is_a_constant():
    assert outside(lambda x: np.sum(np.array([1.0, 3.0]) * x), 1.0) == {"constant1"}


def test_a_mask_that_was_passed_has_the_name_of_its_argument():
    def cost(x, keep):
        return np.sum(np.where(keep, x, 0))

    assert outside(cost, np.ones(2), np.array([True, False])) == {"keep"}


def test_a_function_is_found_in_what_is_wrapped_around_it():
    f = Network.cost
    assert innermost(functools.partial(functools.partial(f), 1)) is f
    assert innermost(functools.wraps(f)(lambda x: f(x))) is f
    assert innermost(np.tanh) is np.tanh
    assert arrays_outside(np.tanh) == {}
