"""The lesson's chain and other small functions that explanations are tried on."""

import numpy as np
import pytest

from backsweep.explain import lesson
from backsweep.explain.run import run
from backsweep.explain.scalars import scalars
from backsweep.explain.story import Story


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def story_of(f, *args, wrt=None, by=None, **kwargs):
    """The story of ``f`` at these arguments."""
    return Story(scalars(run(f, args, kwargs, wrt)), by)


@pytest.fixture
def tell():
    """Make the story of a function at arguments."""
    return story_of


@pytest.fixture
def seed():
    """The lesson's chain at the lesson's numbers."""
    return story_of(lesson.cost, wrt=lesson.WEIGHTS, **lesson.NUMBERS)


@pytest.fixture
def branching():
    """A value that the output uses twice: directly and through another."""

    def cost(w1, w2, w3, v, a0, y):
        a1 = w1 * a0
        a2 = w2 * a1
        a3 = w3 * a2 + v * a1
        return (a3 - y) ** 2

    return story_of(cost, 1, 2, 2, 3, 1, 3)


@pytest.fixture
def layered():
    """Two inputs, three hidden neurons, one output, with a squish."""

    def cost(W1, b1, W2, x, y):
        h = np.tanh(x @ W1 + b1)
        o = h @ W2
        return np.sum((o - y) ** 2)

    random = np.random.default_rng(0)
    args = (random.normal(size=(2, 3)), np.zeros(3), random.normal(size=(3, 1)))
    return story_of(cost, *args, np.array([1.0, 2.0]), np.array([1.0]))
