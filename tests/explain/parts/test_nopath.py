"""A gradient without a path says so, and where the path ends."""

import numpy as np

import backsweep as bs
from backsweep.explain.parts.nopath import NoChain


def told(story, name):
    return NoChain(story.run, story.node(name))


def test_the_cost_is_not_computed_from_it(tell):
    part = told(tell(lambda x, y: x * 2, 1, 2), "y")
    assert str(part) == (
        "dC/dy has no path: the cost is not computed from it. It is not a measured 0."
    )
    assert part.data() == {
        "rate": "dC/dy",
        "path": False,
        "ends at": "y",
        "why": "the cost is not computed from it",
        "where": "",
    }


def test_the_line_where_the_path_ends_is_told(tell):
    def cost(x, y):
        b = bs.stop_gradient(y * 2)
        return x * b

    part = told(tell(cost, 1, 2), "y")
    assert part.data()["ends at"] == "b"
    assert "b = bs.stop_gradient(y * 2)" in part.data()["where"]
    assert "it ends at b" in str(part) and "lets no desire through" in str(part)


def test_yes_or_no_does_not_move_a_little(tell):
    def cost(x, y):
        return np.where(y > 1, x, 2 * x)

    assert "gives yes or no" in told(tell(cost, 1.0, 2.0), "y").text(200)
