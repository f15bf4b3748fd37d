"""Deep linear networks: rotations keep every gradient, random matrices do not."""

import numpy as np
from scipy.special import digamma

from backsweep.health.lab.network import network
from backsweep.health.lab.recipes import rotations

from .case import Case
from .networks import mean_log, normal, verdict

PAPER = (
    "Saxe, McClelland & Ganguli 2014, Exact solutions to the nonlinear dynamics of "
    "learning in deep linear neural networks"
)
DEPTH, WIDTH = 100, 20


def fronts(init, depth):
    """What arrives at the front of twenty linear networks."""
    return [float(network("identity", depth, WIDTH, init, k).front) for k in range(20)]


CASES = (
    Case(
        "orthogonal weights, 100 layers: what is left",
        1.0,
        1e-9,
        lambda: fronts("orthogonal", 100)[0],
    ),
    Case(
        "orthogonal weights, 1000 layers: what is left",
        1.0,
        1e-9,
        lambda: float(network("identity", 1000, WIDTH, "orthogonal").front),
    ),
    Case(
        "normal weights of variance 1/n, 100 layers of 20: mean of ln of what is left",
        DEPTH / 2 * (digamma(WIDTH / 2) - np.log(WIDTH / 2)),
        0.6,
        lambda: mean_log(fronts("lecun", DEPTH)),
    ),
    Case(
        "orthogonal weights, 100 layers: verdict",
        "healthy",
        0,
        lambda: verdict(np.matmul, rotations(normal(DEPTH, WIDTH, 1.0))),
    ),
)
