"""Random programs: what is told of any of them is true of its gradient."""

import json
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given

import backsweep as bs
from backsweep.explain.errors import NotFinite, TooLarge

from ..programs import examples, programs

pytestmark = pytest.mark.filterwarnings("ignore::backsweep.NoPathWarning")


def explained(program):
    """The explanation of a program and its story; nothing where it has none."""
    try:
        ex = bs.explain(program.cost)(*program.arguments)
        return ex, ex.story
    except (TooLarge, NotFinite):
        return None, None


@examples(60)
@given(programs(most=6))
def test_the_gradient_is_that_of_grad(program):
    ex, _ = explained(program)
    if ex is None:
        return
    wanted = bs.grad(program.cost, program.every)(*program.arguments)
    for slopes, right in zip(ex.gradient.values(), wanted, strict=True):
        found = np.zeros(np.shape(right)) if slopes is None else slopes
        np.testing.assert_allclose(found, right, rtol=1e-9, atol=1e-12)


@examples(60)
@given(programs(most=6))
def test_wishes_add_up_to_desires_and_chains_to_slopes(program):
    ex, story = explained(program)
    if ex is None:
        return
    wishes = defaultdict(float)
    for link in (wishes_part := ex.wishes()).connections:
        wishes[link.by] += wishes_part.wish(link)
    for one, wish in wishes.items():
        np.testing.assert_allclose(wish, story.slope(one), rtol=1e-8, atol=1e-10)
    for name, _ in story.variables[:3]:
        chain = ex.chain(name)
        found = sum(chain.products) + chain.remainder
        np.testing.assert_allclose(found, chain.value, rtol=1e-8, atol=1e-10)


@examples(12)
@given(programs(most=6))
def test_every_part_is_told_in_all_four_ways(program):
    ex, story = explained(program)
    if ex is None:
        return
    symbols = [*map(str, story.run.symbols.values())]
    assert len({*symbols}) == len(symbols)
    assert "?" not in ex.forward().text()
    assert ex.text() and ex.latex() and ex.html() and json.loads(ex.json())
