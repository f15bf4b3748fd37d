"""Taking parts: what was taken twice is desired twice, what was not, not at all."""

import numpy as np
import pytest

import backsweep as bs

CALLS = """
x[0]
x[-1, 2]
x[:, 1:]
x[:, ::-2]
x[..., 0]
x[None, :, None]
x[()]
x[1:1]
v[[0, 0, 1]]
v[[]]
v[i]
v[i[:, None]]
x[[0, 1, 1]]
x[:, [2, 2]]
x[[0, 1], [2, 0]]
x[0, [1, 1]]
x[i[:2] % 2, None, i[:2]]
x[x > 0]
x[x > 9]
x[:, v > 0]
x[x[:, 0] < 9, 1]
x[[True, False]]
t[:, [0, 1], [1, 2]]
t[[0, 1], :, [1, 2]]
t[0, :, [1, 2]]
t[t > 0]
np.take(v, i)
np.take(x, i, axis=1)
np.take(x, [4, 5])
np.take(v, [7, -5], mode='wrap')
np.take(v, [7, -5], mode='clip')
x.take([0, 1])
np.take_along_axis(x, np.argsort(x, axis=1), axis=1)
np.compress([True, False, True], x, axis=1)
np.extract(x > 0, x)
v[np.argmax(v)]
x[np.arange(2), np.argmax(x, axis=1)]
x[np.nonzero(x)]
x[np.unravel_index(np.argmax(x), x.shape)]
np.where(x > 0, x, 0)[x > 0]
np.arange(3.0)[np.argsort(v)] * v
""".strip().splitlines()


@pytest.mark.parametrize("call", CALLS)
def test_calls(call, check, random):
    check(
        call.replace("i[", "np.array([2, 0, 1, 0])[")
        .replace(", i)", ", [2, 0, 2])")
        .replace(", i,", ", [2, 0, 2],")
        .replace("[i]", "[np.array([2, 0, 2])]"),
        x=random.normal(size=(2, 3)),
        v=random.normal(size=3),
        t=random.normal(size=(2, 3, 4)),
    )


def test_empty(check):
    check("x[:, [0, 0]]", x=np.zeros((0, 3)))
    check("x[[], 1]", x=np.zeros((2, 3)))
    check("x[x > 0]", x=np.zeros((0, 3)))


def test_what_is_taken_twice_is_desired_twice():
    gradient = bs.grad(lambda v: np.sum(v[[0, 0, 2]]))(np.zeros(3))
    assert gradient.tolist() == [2.0, 0.0, 1.0]


def set_a_part(x, v):
    x = x.copy()
    x[0] = v
    x[1, 1:] = x[0, :2] * 2
    x[:, 0] *= 3
    return x


def set_with_lists(x, v):
    x = x * 1.0
    x[[0, 1], [2, 0]] = v[:2]
    x[x > 1] = v[0]
    x[..., [1]] += 1
    return x


def the_last_of_two_wins(x, v):
    x = x.copy()
    x[0, [1, 1]] = v[:2]
    return x


def add_at(x, v):
    x = x.copy()
    np.add.at(x, ([0, 0], [1, 1]), v[:2])
    return x


def write_through_views(x, v):
    x = x.copy()
    row, turned = x[0], x.T
    row += v
    turned[2] = v[:2]
    x[1, 1] = v[0]
    return x * 2 + row


def a_number_taken_before_a_write_stays(x, v):
    x = x.copy()
    first = x[0, 0]
    x[0, 0] = v[1]
    return x * first


def a_copy_is_apart(x, v):
    y = x.astype(float)
    y[0] = v
    z = x.flatten()
    z[0] = v[0]
    return x.ravel() * z + y.ravel()


def writing_broadcasts(x, v):
    x = x.copy()
    x[...] = v
    x[:, :1] = v[:2, None]
    return x


def fill_zeros(x, v):
    z = np.zeros_like(x)
    for k in range(3):
        z[k % 2, k] = v[k] ** 2
    return z * x


WRITERS = [
    set_a_part,
    set_with_lists,
    the_last_of_two_wins,
    add_at,
    write_through_views,
    a_number_taken_before_a_write_stays,
    a_copy_is_apart,
    writing_broadcasts,
    fill_zeros,
]


@pytest.mark.parametrize("function", WRITERS)
def test_writing(function, random):
    bs.check_rule(function, random.normal(size=(2, 3)), random.normal(size=3))


def test_the_callers_array_is_not_written_to():
    def f(x):
        x[0] = 5.0
        return np.sum(x * x)

    x = np.array([1.0, 2.0])
    assert bs.grad(f)(x).tolist() == [0.0, 4.0]
    assert x.tolist() == [1.0, 2.0]


OUT_OF_BOUNDS = [
    lambda x: x[5],
    lambda x: x[-4],
    lambda x: x[[0, 7]],
    lambda x: np.take(x, 3),
    lambda x: x[0, 0],
]


@pytest.mark.parametrize("function", OUT_OF_BOUNDS)
def test_out_of_bounds(function):
    with pytest.raises(IndexError):
        bs.grad(lambda x: np.sum(function(x)))(np.ones(3))
