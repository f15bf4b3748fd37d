"""A rate as its chains: in a line, as a sum, or as a table where there are many."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.explain.parts.chain import Chains
from backsweep.explain.run import run
from backsweep.explain.story import Story


def chains(story, name, limit=16):
    return Chains(story, story.node(name), limit)


def test_several_chains_are_a_sum(branching):
    assert str(chains(branching, "w1")).splitlines() == [
        "dC/dw1 = dC/da3 · ∂a3/∂a1 · da1/dw1 + dC/da3 · da3/da2 · da2/da1 · da1/dw1",
        "       = 2(a3 − y) · v · a0 + 2(a3 − y) · w3 · w2 · a0",
        "       = 8 · 3 · 1 + 8 · 2 · 2 · 1",
        "       = 24 + 32",
        "       = 56",
    ]


def test_a_step_that_is_no_news_is_left_out(tell):
    assert str(chains(tell(lambda x: 3 * x, 2), "x")) == "dC/dx = 3"


def test_the_terms_of_a_chain_are_its_factors_from_the_cost_back(seed):
    (chain,) = chains(seed, "w1").terms
    assert [(str(x.symbol), str(x.formula), x.value) for x in chain] == [
        ("dC/da3", "2(a3 − y)", 2),
        ("da3/da2", "w3", 2),
        ("da2/da1", "w2", 2),
        ("da1/dw1", "a0", 1),
    ]


def test_the_terms_of_several_chains_multiply_to_what_each_brings(branching):
    part = chains(branching, "w1")
    assert [math.prod(term.value for term in way) for way in part.terms] == [24, 32]
    assert part.products == [24, 32]


def test_many_chains_are_a_table_with_the_rest_stated(tell):
    def cost(x, y):
        for _ in range(6):
            x = x * y + x
        return x

    shown = chains(tell(cost, 1, 2, wrt=["x"], by="steps"), "x", limit=4)
    assert (shown.found.count, len(shown.chains)) == (64, 4)
    assert sum(shown.products) + shown.remainder == shown.value == 3**6
    assert "is the sum of 64 chains; the 4 strongest" in str(shown)
    assert "The 60 other chains bring 569" in str(shown)
    told = json.loads(shown.json())
    assert told["others"] == {"count": 60, "sum": 729 - 64 - 3 * 32}


def test_the_words_say_what_each_factor_means(seed):
    words = chains(seed, "w1").words()
    told = [factor["meaning"] for factor in words.data()["factors"]]
    assert told == [
        "the output's desire",
        "the desire flowing back through w3",
        "the desire flowing back through w2",
        "the input feeding the weight",
    ]
    assert all(meaning in words.text(200) for meaning in told)


def test_the_slope_of_a_squish_is_a_factor_of_its_own(tell):
    def cost(w, b, x, y):
        a = 1 / (1 + np.exp(-(w * x + b)))
        return (a - y) ** 2

    story = tell(cost, 0.5, 0.25, 2.0, 1.0, wrt=["w", "b"])
    factors = chains(story, "w").data()["chains"][0]["factors"]
    a = 1 / (1 + np.exp(-1.25))
    assert [(x["symbol"], x["formula"]) for x in factors] == [
        ("dC/da", "2(a − y)"),
        ("da/d(w·x + b)", "a·(1 − a)"),
        ("d(w·x + b)/dw", "x"),
    ]
    assert factors[1]["value"] == pytest.approx(a * (1 - a), rel=1e-12)
    assert factors[1]["meaning"] == "the slope of the activation at w·x + b"


def test_a_relu_is_called_so(tell):
    story = tell(lambda w, x: np.maximum(w * x, 0), 2, 3, wrt=["w"])
    assert "the slope of relu" not in str(chains(story, "w").words())

    def cost(w, x):
        h = np.maximum(w * x, 0)
        return h**2

    words = str(chains(tell(cost, 2, 3, wrt=["w"]), "w").words())
    assert "the slope of relu at w·x" in words


SMALL = st.integers(-3, 3)


@settings(max_examples=30)
@given(st.lists(SMALL, min_size=6, max_size=6))
def test_the_chains_of_a_small_network_add_up_to_its_gradient(numbers):
    def cost(w, v, x, y):
        h = w * x
        r = h * v + x
        o = r * w + h
        return (o - y) ** 2

    story = Story(run(cost, (*numbers[:3], numbers[5]), {}))
    for name, one in story.variables:
        shown = chains(story, name)
        assert sum(shown.products) == shown.value == story.slope(one)
