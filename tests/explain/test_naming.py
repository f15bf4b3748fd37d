"""Names are those of the user's own variables."""

import cProfile
import sys
import threading

import numpy as np
import pytest

import backsweep.numpy as bnp
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


def test_values_that_are_stored_together_each_have_a_name():
    def halves(x):
        return x * 2, x * 3

    def cost(x, y):
        a, b = halves(x)
        c, d = a * y, b + y
        return c * d

    assert names(cost, 1.0, 2.0) == ["x", "y", "a", "b", "c", "d", "C"]


def test_a_value_named_outside_keeps_that_name_inside_a_function():
    def alias(value):
        same = value
        return same * 2

    def cost(x):
        z = x * 3
        return alias(z)

    assert names(cost, 1.0) == ["x", "z", "C"]


def test_names_of_augmented_assignment_and_of_a_walrus():
    def cost(x):
        s = x * 2
        s += x
        return (a := s * 3) ** 2 + a

    assert names(cost, 1.0) == ["x", "s⁽¹⁾", "s⁽²⁾", "a", "C"]


def test_an_array_that_is_written_to_keeps_its_name():
    def cost(x):
        a = bnp.zeros(2)
        a[0] = x
        a[1] = a[0] * x
        return bnp.sum(a)

    told = names(cost, 2.0)
    assert told[0] == "x" and told[-1] == "C"
    assert all(name.startswith("a") for name in told[1:-1])


def cost(w, x):
    a = sigmoid(w * x)
    return a**2


def test_a_profile_that_runs_goes_on():
    profile = cProfile.Profile()
    profile.enable()
    try:
        told = names(cost, 1.0, 2.0)
        sorted(told)
    finally:
        profile.disable()
    assert told == ["w", "x", "a", "C"]
    assert any("sorted" in str(row.code) for row in profile.getstats())


def test_a_profile_function_is_put_back_even_after_an_error():
    def watch(*event):
        return None

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        with pytest.raises(ZeroDivisionError):
            run(lambda x: x * (1 // 0), (1.0,), {})
        assert sys.getprofile() is watch
    finally:
        sys.setprofile(before)


def test_in_a_thread_of_its_own():
    told = []
    thread = threading.Thread(target=lambda: told.extend(names(cost, 1.0, 2.0)))
    thread.start()
    thread.join()
    assert told == ["w", "x", "a", "C"]
