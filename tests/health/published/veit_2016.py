"""A residual network is a crowd of short paths."""

import functools
import math

import numpy as np

import backsweep as bs

from .case import Case
from .networks import normal, verdict

PAPER = (
    "Veit, Wilber & Belongie 2016, Residual networks behave like ensembles of "
    "relatively shallow networks"
)
BLOCKS = 54


def residual(values, weight):
    return values + np.tanh(values @ weight)


@functools.cache
def paths():
    """How many paths pass so many of the blocks, as the engine counts them."""
    weights = np.random.default_rng(0).normal(0, 0.1, (BLOCKS, 3, 3))

    def crowd(x):
        for weight in weights:
            block = np.tanh(x @ weight)
            x = x + block
        return np.sum(x)

    found = bs.explain(crowd)(np.ones(3)).shares("x", through="block")
    return {row.degree: row.paths for row in found.rows}


def between(least, most):
    """The part of all paths that pass so many blocks."""
    among = sum(count for passed, count in paths().items() if least <= passed <= most)
    return among / sum(paths().values())


CASES = (
    Case(
        "54 blocks: number of paths",
        str(2**BLOCKS),
        0,
        lambda: str(sum(paths().values())),
    ),
    Case(
        "numbers of blocks that other than binomially many paths pass",
        0,
        0,
        lambda: sum(paths()[k] != math.comb(BLOCKS, k) for k in range(BLOCKS + 1)),
    ),
    Case(
        "part of the paths that pass 19 to 35 blocks",
        0.95,
        0.0,
        lambda: between(19, 35),
        ">",
    ),
    Case(
        "54 blocks of tanh: verdict",
        "healthy",
        0,
        lambda: verdict(residual, normal(BLOCKS, 32, 0.05)),
    ),
)
