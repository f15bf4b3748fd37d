"""Functions and networks to explain, as people write them."""

from fractions import Fraction

import numpy as np

import backsweep as bs
from backsweep.explain import lesson


def branching(w1, w2, w3, v, a0, y):
    a1 = w1 * a0
    a2 = w2 * a1
    a3 = w3 * a2 + v * a1
    return (a3 - y) ** 2


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def squished(w1, b1, w2, b2, a0, y):
    a1 = sigmoid(w1 * a0 + b1)
    a2 = sigmoid(w2 * a1 + b2)
    return (a2 - y) ** 2


def small_net(W1, b1, W2, b2, x, y):
    a1 = np.tanh(W1 @ x + b1)
    a2 = W2 @ a1 + b2
    return np.sum((a2 - y) ** 2)


def tanh_net(Ws, x, y):
    a = x
    for W in Ws:
        a = np.tanh(a @ W)
    return np.mean((a - y) ** 2)


def residual_net(Ws, x, y):
    h = x
    for W in Ws:
        h = h + np.tanh(h @ W)
    return np.mean((h - y) ** 2)


def decided(w, v, x):
    a = w * x
    return a**2 if v > 0 else a


def _weights(depth, width):
    random = np.random.default_rng(0)
    return [random.normal(size=(width, width)) / width**0.5 for _ in range(depth)]


def _net(f, depth, width, *batch):
    random = np.random.default_rng(1)
    data = (random.normal(size=(*batch, width)) for _ in range(2))
    return bs.explain(f, "Ws")(_weights(depth, width), *data)


def _small():
    random = np.random.default_rng(2)
    shapes = (3, 2), (3,), (1, 3), (1,), (2,), (1,)
    args = [random.normal(size=shape) for shape in shapes]
    return bs.explain(small_net, ["W1", "b1", "W2", "b2"])(*args)


def _fractions():
    numbers = lesson.NUMBERS | {"w1": Fraction(1, 3), "w2": Fraction(-2, 5)}
    return bs.explain(lesson.cost)(**numbers)


EXPLAINED = {
    "lesson": lambda: bs.explain(lesson.cost)(**lesson.NUMBERS),
    "branching": lambda: bs.explain(branching)(1, 2, 2, 3, 1, 3),
    "squished": lambda: bs.explain(squished)(0.5, 0.1, -1.5, 0.2, 1.0, 1.0),
    "small net": _small,
    "dense net": lambda: _net(tanh_net, 10, 16),
    "deep net": lambda: _net(tanh_net, 20, 64, 8),
    "residual net": lambda: _net(residual_net, 3, 3),
    "nameless": lambda: bs.explain(lambda w, x: np.exp(w * x) * w)(0.5, 2.0),
    "no path": lambda: bs.explain(decided)(2.0, 3.0, 1.0),
    "second order": lambda: bs.explain(lesson.cost)(**lesson.NUMBERS).second("w1"),
    "fractions": _fractions,
}
