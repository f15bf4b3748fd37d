"""Symbols: each value's own, counted where a name is used again."""

import numpy as np

import backsweep as bs
from backsweep.explain.run import run


def names(f, *args, wrt=None):
    return [str(symbol) for symbol in run(f, args, {}, wrt).symbols.values()]


def test_they_stand_in_the_order_of_the_code():
    def cost(x, y):
        first = x * y
        second = x + y
        third = second * 2
        return third - first

    assert names(cost, 1, 2) == ["x", "y", "first", "second", "third", "C"]


def test_an_argument_that_is_written_over_once_keeps_the_plain_name():
    def cost(x):
        x = x * 2
        return x**2

    assert names(cost, 1.0) == ["x", "x⁽¹⁾", "C"]


def test_a_variable_of_a_gradient_inside_is_a_value_of_its_own():
    def cost(x):
        g = bs.grad(lambda z: z**3)(x)
        return g * x

    assert names(cost, 2.0) == ["x", "z", "g", "C"]
    again = names(lambda x: bs.grad(lambda x: x**3)(x), 2.0)
    assert again[0] == "x" and len(set(again)) == len(again)


def test_no_two_values_share_a_symbol():
    def cost(C, w):
        for _ in range(3):
            w = np.tanh(w * C)
        return w * 2

    told = names(cost, 1.0, 2.0)
    assert len(set(told)) == len(told)
    assert told[-1] == "cost"


def test_a_value_that_the_cost_does_not_need_has_none():
    def cost(x):
        unused = x * 7
        assert unused is not None
        return x**2

    assert names(cost, 1.0) == ["x", "C"]
