"""A deep ReLU network at the point where its training starts."""

import numpy as np

from backsweep.explain.run import Run, run


def network(depth: int, width: int, samples: int) -> Run:
    """Weights ``W[0]`` to ``W[depth - 1]``, scaled as in He et al. (2015), ICCV."""

    def cost(W, x, y):
        h = x
        for weights in W:
            h = np.maximum(h @ weights, 0)
        return np.mean((h - y) ** 2)

    random = np.random.default_rng(0)
    scale = np.sqrt(2 / width)
    W = [random.normal(size=(width, width)) * scale for _ in range(depth)]
    x, y = random.normal(size=(2, samples, width))
    return run(cost, (W, x, y), {}, wrt=("W",))
