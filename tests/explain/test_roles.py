"""Which values are weights, and what each factor means in words."""

import numpy as np
import pytest

from backsweep.explain.roles import Roles, meaning
from backsweep.explain.run import run
from backsweep.explain.scalars import scalars


def weights(f, *args):
    kept = scalars(run(f, args, {}))
    return {str(kept.symbols[one]) for one in Roles(kept).weights}


def meanings(story, name):
    found = story.chains(story.node(name))
    return [
        "".join(map(str, meaning(story.links, story.roles, link)))
        for chain in found.chains
        for link in chain.factors
    ]


def test_the_lessons_weights(seed):
    assert {str(seed.run.symbols[x]) for x in seed.roles.weights} == {"w1", "w2", "w3"}


def test_a_leaf_that_multiplies_a_computed_value_is_a_weight():
    def cost(p, q, x):
        h = np.tanh(p * x)
        return q * h

    assert "q" in weights(cost, 1.0, 2.0, 3.0)


@pytest.mark.parametrize("name", ["w", "W", "weights", "k", "theta"])
def test_of_two_leaves_the_one_that_is_named_as_weights_are(name):
    made = {}
    exec(f"def cost({name}, x):\n    return {name} * x", made)
    assert weights(made["cost"], 2.0, 3.0) == {name}


def test_the_last_word_of_a_nested_name_counts():
    def cost(p, x):
        return p["layer"]["w1"] * x

    assert weights(cost, {"layer": {"w1": 2.0}}, 3.0) == {"p['layer']['w1']"}


def test_of_equals_neither_is_a_weight():
    assert weights(lambda x, y: x * y, 2.0, 3.0) == set()


def test_what_a_factor_means(layered):
    assert meanings(layered, "W1[1,2]") == [
        "the output's desire",
        "the desire flowing back through W2[2,0]",
        "the slope of tanh at (x @ W1 + b1)[2]",
        "the input feeding the weight",
    ]
    assert meanings(layered, "b1[0]")[-1] == "passed on as it is"


def test_fixed_numbers_and_flat_places(tell):
    def cost(x, y):
        a = np.floor(x)
        b = -y
        c = 3 * y
        return a * b * c

    story = tell(cost, 2.5, 3.0)
    assert meanings(story, "x")[-1] == "flat: no desire gets through"
    assert "passed on with the sign turned" in meanings(story, "y")
    assert "a fixed number" in meanings(story, "y")


def test_the_other_side_of_a_product(tell):
    def cost(x, y):
        a = x * y
        return a**2

    assert meanings(tell(cost, 2, 3), "x")[-1] == "the other side of the product, y"
