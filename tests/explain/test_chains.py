"""Chains: counted without being listed, and their products add up to the gradient."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.explain.run import run
from backsweep.explain.story import Story

SMALL = st.integers(-4, 4).map(Fraction)


def products(story, name, limit=10_000):
    found = story.chains(story.node(name), limit)
    return found, [chain.product(story.links) for chain in found.chains]


@st.composite
def polynomials(draw):
    """A function of three numbers: sums and products of what was computed before."""
    kinds = st.sampled_from(["add", "multiply", "subtract", "square"])
    picks = st.integers(0, 99)
    steps = draw(st.lists(st.tuples(kinds, picks, picks), min_size=1, max_size=9))

    def cost(x, y, z):
        made = [x, y, z]
        for kind, i, j in steps:
            a, b = made[i % len(made)], made[j % len(made)]
            made.append(a**2 if kind == "square" else getattr(np, kind)(a, b))
        return made[-1] + made[len(made) // 2]

    return cost


@settings(max_examples=60)
@given(polynomials(), st.tuples(SMALL, SMALL, SMALL))
def test_the_sum_of_all_chains_is_the_gradient_exactly(cost, numbers):
    story = Story(run(cost, numbers, {}), "steps")
    assert story.run.values.exact
    for name, one in story.variables:
        found, each = products(story, name)
        assert found.count == len(each) == len({c.factors for c in found.chains})
        assert sum(each) == story.slope(one)


def test_one_chain_has_its_factors_in_order(seed):
    found, (product,) = products(seed, "w1")
    (chain,) = found.chains
    symbols = [str(seed.links.symbol(link)) for link in chain.factors]
    assert symbols == ["dC/da3", "da3/da2", "da2/da1", "da1/dw1"]
    assert product == 8


def test_several_paths_are_several_chains_the_shortest_first(branching):
    found, each = products(branching, "w1")
    assert [len(chain.factors) for chain in found.chains] == [3, 4]
    assert each == [2 * 4 * 3 * 1, 2 * 4 * 2 * 2 * 1]
    assert sum(each) == branching.slope(branching.node("w1"))


def test_the_cost_itself_has_one_chain_without_factors(seed):
    found, each = products(seed, "C")
    assert (found.count, each) == (1, [1])


@pytest.mark.parametrize("depth, product", [(5, 0.03125), (10, 0.0009765625)])
def test_a_chain_of_halves_vanishes(tell, depth, product):
    def halves(x, half):
        for _ in range(depth):
            x = half * x
        return x

    story = tell(halves, 1, Fraction(1, 2), wrt=["x"])
    found, each = products(story, "x")
    assert each == [Fraction(product)]
    assert len(found.chains[0].factors) == depth


def test_too_many_chains_leave_the_strongest_and_the_rest(tell):
    def cost(x, y):
        for _ in range(40):
            x = x * y + x
        return x

    story = tell(cost, 1, 2, wrt=["x"], by="steps")
    found, each = products(story, "x", limit=8)
    assert found.count == 2**40 and len(each) == 8 and found.rest == 2**40 - 8
    assert each == [2**40, *[2**39] * 7]
