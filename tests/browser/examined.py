"""Networks in good health and bad, examined."""

import numpy as np

import backsweep as bs

from ..health.networks import multilayer, recurrent, relu, sigmoid


def root(w, x):
    return np.sum(np.sqrt(w - x))


def _examined(network, rate=None):
    loss, *arguments = network
    return bs.health(loss, rate=rate)(*arguments)


def _dead():
    loss, layers, inputs, wanted = multilayer(6, 24, relu, 2.0)
    layers[3]["b"] -= 100
    return bs.health(loss)(layers, inputs, wanted)


EXAMINED = {
    "healthy": lambda: _examined(multilayer(6, 32, relu, 2.0), rate=0.1),
    "deep": lambda: _examined(multilayer(30, 24, sigmoid, 1.0), rate=1.0),
    "residual": lambda: _examined(multilayer(8, 24, np.tanh, 0.5, residual=True)),
    "recurrent": lambda: _examined(recurrent(0.3, steps=12, width=24)),
    "dead": _dead,
    "not finite": lambda: bs.health(root)(np.ones(3), np.full(3, 2.0)),
}
