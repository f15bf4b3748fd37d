"""Networks of every kind that a doctor meets, with weights drawn by chance."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(z, 0)


def multilayer(
    depth, width, activation, spread2, seed=0, rows=64, residual=False, normal=False
):
    """``loss, parameters, inputs, wanted``: layers alike, a softmax of ten at the end.

    ``spread2`` is the variance of weights times their inputs.
    """
    random = np.random.default_rng(seed)

    def drawn(outputs, spread2):
        weights = random.normal(0, (spread2 / width) ** 0.5, (width, outputs))
        return {"w": weights, "b": np.zeros(outputs)}

    parameters = [*(drawn(width, spread2) for _ in range(depth)), drawn(10, 1.0)]
    inputs = random.normal(size=(rows, width))
    wanted = np.eye(10)[random.integers(0, 10, rows)]

    def loss(parameters, inputs, wanted):
        *hidden, last = parameters
        h = inputs
        for layer in hidden:
            z = h @ layer["w"] + layer["b"]
            if normal:
                z = (z - np.mean(z, axis=0)) / np.sqrt(np.var(z, axis=0) + 1e-5)
            a = activation(z)
            h = h + a if residual else a
        return cross_entropy(h @ last["w"] + last["b"], wanted)

    return loss, parameters, inputs, wanted


def cross_entropy(scores, wanted):
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    of_all = np.log(np.sum(np.exp(shifted), axis=1))
    return np.mean(of_all - np.sum(shifted * wanted, axis=1))


def recurrent(spread, steps=15, width=64, rows=20, seed=0):
    """``loss, parameters, inputs, wanted``: one layer of tanh, used over and over."""
    random = np.random.default_rng(seed)
    parameters = {
        "u": random.normal(0, spread / width**0.5, (width, width)),
        "w": random.normal(0, 0.3, (5, width)),
        "v": random.normal(0, 0.1, (width, 1)),
    }
    inputs, wanted = random.normal(size=(steps, rows, 5)), random.normal(size=(rows, 1))

    def loss(parameters, inputs, wanted):
        u, w, v = (parameters[name] for name in "uwv")
        h = np.zeros((rows, width))
        for x in inputs:
            h = np.tanh(h @ u + x @ w)
        return np.mean((h @ v - wanted) ** 2)

    return loss, parameters, inputs, wanted
