"""A slope explained in turn: the chains of the Hessian's entries."""

import itertools

import numpy as np
import pytest

import backsweep as bs
from backsweep.explain import lesson
from backsweep.explain.errors import UnknownName


@pytest.fixture
def ex():
    return bs.explain(lesson.cost, wrt=lesson.WEIGHTS)(**lesson.NUMBERS)


def test_the_chains_are_the_hessians_entries_exactly(ex):
    numbers = [float(lesson.NUMBERS[name]) for name in ("w1", "w2", "w3")]

    def cost(w):
        return lesson.cost(w[0], w[1], w[2], 1.0, 3.0)

    hessian = bs.hessian(cost)(np.array(numbers))
    for (i, one), (j, other) in itertools.product(enumerate(lesson.WEIGHTS), repeat=2):
        chain = ex.second(one).chain(other)
        assert chain.value == hessian[i, j] == sum(chain.products)


def test_a_chain_passes_values_and_their_desires(ex):
    told = ex.second("w1").chain("w1").text(100)
    equation, note = told.split("\n\n")
    assert [line.strip() for line in equation.splitlines()] == [
        "d²C/dw1² = dδw1/dδa1 · dδa1/dδa2 · dδa2/dδa3 · dδa3/da3 · da3/da2 · da2/da1 · "
        "da1/dw1",
        "= a0 · w2 · w3 · 2 · w3 · w2 · a0",
        "= 1 · 2 · 2 · 2 · 2 · 2 · 1",
        "= 32",
    ]
    assert "δw1 is the desire dC/dw1; δa1 is the desire dC/da1" in note


def test_two_ways_to_move_a_slope_are_a_sum(ex):
    chain = ex.second("w1").chain("w2")
    assert chain.found.count == 2
    assert sum(chain.products) == chain.value


def test_its_factors_have_a_meaning(ex):
    told = [x["meaning"] for x in ex.second("w1").chain("w2").words().data()["factors"]]
    assert "the desire for a2" in told
    assert "the desire flowing back through w3" in told
    assert "the output's desire" not in told


def test_the_slope_of_a_slope_of_a_slope():
    def cost(x):
        a = x**2
        return a**2

    third = bs.explain(cost)(3).second("x").second("x")
    assert third.chain("x").value == 24 * 3
    assert str(third.story.rate(third.story.node("x"))) == "d³C/dx³"


def test_it_is_checked_and_told_like_any_other(ex):
    second = ex.second("w2")
    assert second.check().worst == 0
    assert second.text() and second.page() and second.json() and second.latex()


def test_the_slope_for_data_moves_too(ex):
    assert ex.second("y").chain("w1").value == -8


def test_without_a_slope_there_is_nothing_to_explain():
    ex = bs.explain(lambda x, z: x * bs.stop_gradient(z))(2, 3)
    with pytest.raises(UnknownName, match="no path leads from z to C"):
        ex.second("z")


def test_an_entry_of_an_array():
    def cost(w, x):
        h = np.tanh(w @ x)
        return np.sum(h**2)

    w, x = np.array([[0.5, -0.25], [1.0, 0.1]]), np.array([1.0, 2.0])
    hessian = bs.hessian(lambda w: cost(w, x))(w)
    second = bs.explain(cost, wrt="w")(w, x).second("w[0,1]")
    assert second.chain("w[0,0]").value == pytest.approx(hessian[0, 1, 0, 0], rel=1e-10)
