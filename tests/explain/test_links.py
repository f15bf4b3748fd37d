"""Links: the values that chains pass, and one rate between two of them."""

import numpy as np
import pytest

from backsweep.explain.links import Links


def told(story):
    links = story.links
    return {
        f"{links.symbol(x)} = {links.formula(x.rate)}"
        for one in links.values
        for x in links.into[one]
    }


def test_chains_pass_the_named_values(seed):
    assert told(seed) == {
        "dC/da3 = 2(a3 − y)",
        "da3/da2 = w3",
        "da3/dw3 = a2",
        "da2/da1 = w2",
        "da2/dw2 = a1",
        "da1/dw1 = a0",
    }


def test_without_names_chains_pass_the_operations(tell):
    assert told(tell(lambda x: np.tanh(x**2 + 1) ** 3, 0.5)) == {
        "dC/d(tanh(x² + 1)) = 3·tanh(x² + 1)²",
        "d(tanh(x² + 1))/d(x²) = 1 − tanh(x² + 1)²",
        "d(x²)/dx = 2x",
    }


def test_what_is_squished_is_a_link_where_a_product_is_in_it(tell):
    def cost(w, x, y):
        a = np.tanh(w * x)
        return (a - y) ** 2

    assert told(tell(cost, 0.5, 2.0, 1.0, wrt=["w"])) == {
        "dC/da = 2(a − y)",
        "da/d(w·x) = 1 − a²",
        "d(w·x)/dw = x",
    }


def test_steps_can_be_asked_for(tell):
    def cost(w, x):
        a = np.exp(w * x) * 3
        return a**2

    links = told(tell(cost, 0.5, 2.0, wrt=["w"], by="steps"))
    assert "da/d(exp(w·x)) = 3" in links


def test_a_rate_over_several_unnamed_ways_is_one_sum(tell):
    def cost(x):
        a = x * 2
        b = a * a * a + a
        return b * 3

    assert "db/da = " in str(told(tell(cost, 2)))
    story = tell(cost, 2)
    b = story.node("b")
    (link,) = story.links.into[b]
    assert story.links.number(link.rate) == 3 * 16 + 1


@pytest.mark.parametrize("by", ["names", "steps", "neurons"])
def test_the_wishes_for_a_value_add_up_to_its_desire(branching, layered, by):
    for story in (branching, layered):
        links = Links(story.run, by)
        wishes = {}
        for one in reversed(links.values):
            for link in links.into[one]:
                wish = story.slope(link.of) * links.number(link.rate)
                wishes[link.by] = wishes.get(link.by, 0) + wish
        for one, wish in wishes.items():
            assert float(wish) == pytest.approx(float(story.slope(one)), rel=1e-12)


def test_what_is_squished_is_one_link_however_the_squish_is_written(tell):
    def cost(w, x):
        a = 1 / (1 + np.exp(-(w * x)))
        return a**2

    symbols = {x.split(" = ")[0] for x in told(tell(cost, 0.5, 2.0, wrt=["w"]))}
    assert symbols == {"dC/da", "da/d(w·x)", "d(w·x)/dw"}


def test_parts_of_a_sum_are_no_links(tell):
    story = tell(lambda x, y, z: x * y + y * z + z * x, 2, 3, 5)
    passed = {str(story.links.formula(one)) for one in story.links.values}
    assert passed == {"x", "y", "z", "x·y", "y·z", "z·x", "C"}
