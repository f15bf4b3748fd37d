"""No traced value may leak into a plain number and lose its chain without a word."""

import itertools
import math

import numpy as np
import pytest
from scipy import special

import backsweep as bs

PLAIN = np.ones(3)


def write_an_entry(x):
    z = np.zeros(3)
    z[0] = x[0]
    return np.sum(z)


def write_a_slice(x):
    z = np.zeros(3)
    z[:] = x
    return np.sum(z)


def write_by_a_mask(x):
    z = np.zeros(3)
    z[z == 0] = x[0]
    return np.sum(z)


def add_in_place(x):
    z = np.zeros(3)
    z += x
    return np.sum(z)


def fill(x):
    z = np.zeros(3)
    z.fill(x[0])
    return np.sum(z)


def use_after_the_fact(function):
    """The function, which writes into its first argument, and the sum of that."""

    def cost(x):
        z = np.zeros((3, 3))
        function(z, x)
        return np.sum(z)

    return cost


# What would lose the chain is an error
LEAKS = [
    lambda x: np.array(x),
    lambda x: np.asarray(x),
    lambda x: np.array([x[0], x[1]]),
    lambda x: np.array([[x[0]], [x[1]]]),
    lambda x: np.array([x[0], x[1]], dtype=object),
    lambda x: np.float64(x[0]),
    lambda x: float(x[0]),
    lambda x: x[0].item(),
    lambda x: complex(x[0]),
    lambda x: math.sin(x[0]),
    lambda x: math.fsum(x),
    lambda x: np.sum([x[0], x[1]]),
    lambda x: np.mean([x[0], x[1]]),
    lambda x: np.max([x[0], x[1]]),
    lambda x: np.exp([x[0], x[1]]),
    lambda x: PLAIN[:2] * [x[0], x[1]],
    lambda x: PLAIN.dot(x),
    lambda x: np.full(3, x[0]),
    lambda x: np.full_like(PLAIN, x[0]),
    lambda x: np.arange(x[0]),
    lambda x: np.fromiter(x, float),
    lambda x: np.vectorize(lambda v: v * v)(x),
    lambda x: np.ascontiguousarray(x),
    lambda x: np.r_[x, 1.0],
    lambda x: np.ma.masked_array(x),
    lambda x: np.random.default_rng(0).normal(x),
    lambda x: np.polynomial.polynomial.polyval(2.0, x),
    write_an_entry,
    write_a_slice,
    write_by_a_mask,
    add_in_place,
    fill,
    use_after_the_fact(lambda z, x: np.copyto(z, x)),
    use_after_the_fact(lambda z, x: np.put(z, [0], x[0])),
    use_after_the_fact(lambda z, x: np.putmask(z, z == 0, x)),
    use_after_the_fact(lambda z, x: np.place(z, z == 0, x)),
    use_after_the_fact(lambda z, x: np.fill_diagonal(z, x[0])),
    use_after_the_fact(lambda z, x: np.add.at(z, 0, x)),
    use_after_the_fact(lambda z, x: np.add(x, x, out=z)),
    use_after_the_fact(lambda z, x: np.sum(x, out=z[0, 0])),
    use_after_the_fact(lambda z, x: np.matmul(z, x, out=z[0])),
    use_after_the_fact(lambda z, x: np.einsum("i,i->i", x, x, out=z[0])),
    lambda x: np.add(PLAIN, PLAIN, out=x),
]

# What has no rule is an error that names what has one
WITHOUT_RULE = [
    lambda x: np.linalg.solve(np.eye(3), x),
    lambda x: np.unique(x),
    lambda x: np.histogram(x)[1],
    lambda x: np.fft.fft(x),
    lambda x: np.apply_along_axis(np.sum, 0, x),
    lambda x: np.maximum.accumulate(x),
    lambda x: np.add.reduceat(x, [0, 1]),
    lambda x: np.multiply.at(x, 0, 2.0),
    lambda x: np.add(x, x, where=PLAIN > 0),
    lambda x: np.add(PLAIN, PLAIN, where=x > 1),
    lambda x: np.exp(x, dtype=np.float32),
    lambda x: np.median(x, overwrite_input=True),
    lambda x: x.sum(strange=True),
    lambda x: np.linalg.norm(np.outer(x, x), "nuc"),
    lambda x: np.pad(x, 1, mode="linear_ramp"),
    lambda x: np.pad(x, 1, mode="reflect", reflect_type="odd"),
    lambda x: special.gamma(x),
    lambda x: np.polyval(x, 2.0),
    lambda x: np.modf(x),
    lambda x: np.frompyfunc(lambda v: v, 1, 1)(x),
]


@pytest.mark.parametrize("function", LEAKS + WITHOUT_RULE)
def test_is_an_error_with_the_users_line(function):
    with pytest.raises(bs.BacksweepError) as caught:
        bs.grad(lambda x: np.sum(function(x)))(np.array([1.0, 2.0, 3.0]))
    told = str(caught.value)
    assert all(part in told for part in ("where:", "why:", "cure:"))
    assert "test_leaks.py, line" in told


# What decides on numbers, or counts, is right: it carries no rate, and a jitted
# function decides again
DECISIONS = [
    (lambda x: sum(x), [1, 1, 1]),
    (lambda x: max(x[0], x[1]), [0, 1, 0]),
    (lambda x: sorted(x)[0], [1, 0, 0]),
    (lambda x: math.prod(x), [6, 3, 2]),
    (lambda x: round(x[0]) * x[1], [0, 1, 0]),
    (lambda x: int(x[2]) * x[0], [3, 0, 0]),
    (lambda x: math.floor(x[1]) * x[0], [2, 0, 0]),
    (lambda x: x[0] if x[1] > 1 else x[2], [1, 0, 0]),
    (lambda x: x[0] * (2.0 in x), [1, 0, 0]),
    (lambda x: x[0] * len(x), [3, 0, 0]),
    (lambda x: PLAIN[np.argmax(x)] * x[0], [1, 0, 0]),
    (lambda x: np.sum(PLAIN[np.argsort(x)]) * x[0], [3, 0, 0]),
    (lambda x: np.sum(PLAIN[x > 1]) * x[0], [2, 0, 0]),
    (lambda x: np.searchsorted([0.5, 1.5, 2.5], x)[1] * x[0], [2, 0, 0]),
    (lambda x: np.digitize(x, [1.5])[2] * x[0], [1, 0, 0]),
    (lambda x: np.bincount(np.argsort(x))[0] * x[0], [1, 0, 0]),
    (lambda x: [5.0, 6.0, 7.0][np.argmax(x)] * x[0], [7, 0, 0]),
    (lambda x: sum(x[0] for _ in range(np.argmax(x))), [2, 0, 0]),
    (lambda x: sum(v * w for v, w in itertools.pairwise(x)), [2, 4, 2]),
    (lambda x: (lambda a, b, c: a * c)(*x), [3, 0, 1]),
    (lambda x: sum(x.tolist()), [1, 1, 1]),
    (lambda x: x[0] * np.asarray(x > 1).sum(), [2, 0, 0]),
]


@pytest.mark.parametrize(("function", "rates"), DECISIONS)
def test_a_decision_is_right(function, rates):
    x = np.array([1.0, 2.0, 3.0])
    assert bs.grad(function)(x).tolist() == rates


@pytest.mark.parametrize(("function", "rates"), DECISIONS)
def test_a_jitted_decision_is_taken_again(function, rates):
    fast = bs.jit(bs.grad(function))
    for x in ([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [2.4, 3.5, 1.5], [1.0, 2.0, 3.0]):
        wanted = bs.grad(function)(np.array(x))
        np.testing.assert_allclose(fast(np.array(x)), wanted, rtol=1e-12)


def test_a_mask_from_outside_is_read_at_each_call():
    mask = np.array([True, False, True])
    fast = bs.jit(lambda x: np.sum(x[mask]))
    x = np.array([1.0, 2.0, 4.0])
    assert [fast(x) for _ in range(3)] == [5.0] * 3
    mask[1] = True
    assert fast(x) == 7.0


def test_an_index_from_outside_is_read_at_each_call():
    places = np.array([0, 2])
    fast = bs.jit(lambda x: np.sum(x[places] * x[np.int64(1) * 1]))
    x = np.array([1.0, 2.0, 4.0])
    assert [fast(x) for _ in range(3)] == [10.0] * 3
    places[1] = 1
    assert fast(x) == 6.0


@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_a_matrix_is_not_an_array():
    with pytest.raises(bs.BacksweepError, match="matrix"):
        bs.grad(lambda x: np.sum(np.matrix(np.eye(3)) * x))(PLAIN)
