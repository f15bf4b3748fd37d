"""The function that a graph states runs in the engine, under the graph's names."""

from fractions import Fraction

import pytest

import backsweep as bs
from backsweep.practice.exercise.network import arguments, function

from ..graphs import GRAPHS, TASKS


@pytest.mark.parametrize("name", GRAPHS)
def test_every_value_has_the_name_that_the_author_gave_it(name):
    graph = GRAPHS[name]
    explained = bs.explain(function(graph, graph.cost))(**arguments(graph.given))
    shown = {str(one).split("[")[0] for one in explained.story.run.symbols.values()}
    assert {one.name for one in graph.statements} | set(graph.given) <= shown


def test_fractions_stay_fractions_in_the_engine():
    graph = TASKS["backpropagation/vanishing-chain"]
    assert function(graph, "a5")(**arguments(graph.given)) == Fraction(1, 32)


def test_a_value_on_the_way_can_be_had():
    graph = TASKS["backpropagation/worked-chain"]
    assert function(graph, "a2")(**arguments(graph.given)) == 2
