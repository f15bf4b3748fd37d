"""Multiplications, counted on the graph."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.explain.counting import edges, of_chains, of_ripple, of_sweep
from backsweep.explain.run import run
from backsweep.explain.scalars import scalars


def kept(f, *args):
    return scalars(run(f, args, {}))


def counts(f, *args):
    told = kept(f, *args)
    each = [*told.variables.values()]
    ripples, chains = (
        [count(told, one) for one in each] for count in (of_ripple, of_chains)
    )
    return of_sweep(told), ripples, chains


def test_one_product_needs_none():
    assert counts(lambda x, y: x * y, 2, 3) == (0, [0, 0], [0, 0])


def test_sums_copies_and_signs_are_free():
    assert counts(lambda x, y: -(x + y) - x, 2, 3) == (0, [0, 0], [0, 0])


def test_a_desire_that_is_still_1_is_not_multiplied_with():
    sweep, _, chains = counts(lambda x, y, z: x * y + z, 2, 3, 4)
    assert sweep == sum(chains) == 0


def test_a_chain_without_a_factor_beside_one_with_two():
    assert counts(lambda x, y, z: x + x * y * z, 2, 3, 4)[2][0] == 1


def test_a_path_that_is_cut_is_no_work():
    assert counts(lambda x, y: x * np.floor(y) + (y > 1), 2.0, 3.0)[0] == 0


def brute(told, start):
    """Every chain listed, its factors counted one by one."""
    onward = {}
    for x, y, m in edges(told):
        onward.setdefault(x, []).append((y, min(m, 1)))

    def walk(one, factors):
        if one is told.cost:
            return max(factors - 1, 0)
        return sum(walk(y, factors + m) for y, m in onward.get(one, ()))

    return walk(start, 0)


STEPS = st.lists(
    st.tuples(st.sampled_from("+-*q"), st.integers(0, 99), st.integers(0, 99)),
    min_size=1,
    max_size=7,
)


@settings(max_examples=60)
@given(STEPS)
def test_chains_are_counted_as_if_listed_one_by_one(steps):
    def cost(x, y, z):
        made = [x, y, z]
        for kind, i, j in steps:
            a, b = made[i % len(made)], made[j % len(made)]
            made.append({"+": a + b, "-": a - b, "*": a * b, "q": a**2}[kind])
        return made[-1] + made[len(made) // 2]

    told = kept(cost, 1, 2, 3)
    for one in told.variables.values():
        assert of_chains(told, one) == brute(told, one)
