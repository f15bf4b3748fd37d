"""`import backsweep.numpy as np`: NumPy, with arrays that traced values go into."""

import numpy
import pytest

import backsweep as bs
import backsweep.numpy as np


def build_from_a_list(x):
    return np.array([x[0], x[1] * x[2], 3.0])


def build_from_nested_lists(x):
    return np.array([[x[0], 1.0], [2.0, x[1]]]) @ np.array([x[2], x[0]])


def build_from_rows(x):
    return np.array([x, x * x, np.ones(3)])


def build_with_more_axes(x):
    return np.array([x[0], x[1]], ndmin=3)


def build_from_a_number(x):
    return np.array(x[0]) * np.asarray(x)


def copy_an_array(x):
    y = np.array(x)
    y[0] = 0.0
    return x + y


def as_array_is_the_array(x):
    y = np.asarray(x)
    y[0] = 2.0
    return x * y


def fill_by_index(x):
    z = np.zeros(3)
    for k in range(3):
        z[k] = x[k] * x[2 - k]
    return z


def fill_by_slices(x):
    z = np.empty((2, 3))
    z[0] = x
    z[1, ::-1] = x**2
    return z


def add_into_ones(x):
    z = np.ones((2, 3))
    z += x
    z[1] *= 2
    return z


def fill_with_one(x):
    return np.full((2, 2), x[1]) * np.full(2, 3.0)


def fill_like(x):
    z = np.zeros_like(x)
    z[1:] = x[:-1]
    return z + np.full_like(x, x[0])


def put_on_a_diagonal(x):
    z = np.eye(3)
    z[numpy.diag_indices(3)] = x
    return z @ x


def add_at(x):
    z = np.zeros(2)
    np.add.at(z, numpy.array([0, 1, 0]), x)
    return z


def stack_and_join(x):
    return np.concatenate([np.stack([x[0], x[1]]), [x[2]], np.zeros(2)])


def use_what_is_only_numpys(x):
    return np.tanh(x) + np.linalg.norm(x) * np.pi


def recurrence(x):
    z = np.zeros(5)
    z[0] = x[0]
    for k in range(1, 5):
        z[k] = z[k - 1] * x[1] + x[2]
    return z


FUNCTIONS = [
    build_from_a_list,
    build_from_nested_lists,
    build_from_rows,
    build_with_more_axes,
    build_from_a_number,
    copy_an_array,
    as_array_is_the_array,
    fill_by_index,
    fill_by_slices,
    add_into_ones,
    fill_with_one,
    fill_like,
    put_on_a_diagonal,
    add_at,
    stack_and_join,
    use_what_is_only_numpys,
    recurrence,
]

X = numpy.array([0.5, -1.5, 2.0])


@pytest.mark.parametrize("function", FUNCTIONS)
def test_values_and_rates(function):
    bs.check_rule(lambda x: function(x.copy()), X)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_jitted(function):
    def cost(x):
        return np.sum(function(x.copy()) ** 2)

    fast = bs.jit(bs.value_and_grad(cost))
    wanted = bs.value_and_grad(cost)
    for x in (X, X + 1, X * 2):
        value, gradient = fast(x)
        assert value == pytest.approx(wanted(x)[0], rel=1e-12)
        numpy.testing.assert_allclose(gradient, wanted(x)[1], rtol=1e-12)


def test_outside_of_a_trace_arrays_are_numpys():
    for made in (np.zeros(2), np.array([1.0, 2.0]), np.full(2, 1.0), np.eye(2)):
        assert type(made) is numpy.ndarray
    assert np.sin is numpy.sin
    assert np.linalg is numpy.linalg


def test_dtypes_are_numpys():
    def f(x):
        assert np.zeros(2, np.float32).dtype == numpy.float32
        assert np.array([x, 1.0]).dtype == numpy.float64
        assert np.array([x, 1.0], numpy.float32).dtype == numpy.float32
        assert np.full(2, x).dtype == numpy.float64
        return np.sum(np.full(2, x) * x)

    assert bs.grad(f)(1.0) == 4.0


def test_integers_index_plain_arrays():
    plain = numpy.array([1.0, 10.0, 100.0])

    def f(x):
        places = np.zeros(2, int)
        places[1] = 2
        return x * np.sum(plain[places])

    assert bs.grad(f)(1.0) == 101.0


def test_it_is_the_namespace_of_traced_arrays():
    def f(x):
        xp = x.__array_namespace__()
        return xp.sum(xp.asarray([x[0], 2.0]) * xp.zeros(2) + xp.exp(x[:2]))

    assert bs.grad(f)(numpy.zeros(3)).tolist() == [1.0, 1.0, 0.0]


def test_unequal_shapes_are_refused():
    with pytest.raises(bs.BacksweepError, match="do not stack"):
        bs.grad(lambda x: np.sum(np.array([x, x[:1]])))(numpy.ones(2))


def test_names_are_listed():
    assert {"array", "sin", "linalg", "einsum"} <= set(dir(np))


def test_unknown_names_are_an_error():
    with pytest.raises(AttributeError):
        np.no_such_function
