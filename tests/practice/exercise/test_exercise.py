"""What a graph asks for, in boxes, and the numbers of all of them."""

import time
from fractions import Fraction

import pytest

from backsweep.practice.errors import LessonMistake
from backsweep.practice.exercise.exercise import Exercise
from backsweep.practice.exercise.steps import Kind
from backsweep.practice.grammar.asks import exercise_graph

from ..graphs import GRAPHS, TASKS


def exercise(name):
    return Exercise(GRAPHS[name])


def boxes(name):
    return [step.id for step in exercise(name).steps]


def printed(name, *steps):
    found = exercise(name)
    numbers = found.numbers(found.graph.given)
    return [numbers[step] for step in steps]


def told(name, *kinds):
    return {x.id: str(x.formula) for x in exercise(name).steps if x.kind in kinds}


def test_the_worked_chain_of_the_lesson():
    assert boxes("backpropagation/worked-chain") == [
        *("a1", "a2", "a3", "C"),
        *("dC/da3", "da3/da2", "da2/da1", "da1/dw1", "dC/dw1"),
        *("da3/dw3", "dC/dw3"),
        "w1_new",
    ]


def test_the_golden_numbers_of_the_lesson():
    worked = "backpropagation/worked-chain"
    assert printed(worked, "a1", "a2", "a3", "C") == [1, 2, 4, 1]
    assert printed(worked, "dC/dw1", "dC/dw3", "w1_new") == [8, 4, Fraction(1, 5)]
    assert printed("backpropagation/vanishing-chain", "da5/da0") == [Fraction(1, 32)]


def test_every_path_is_a_product_of_its_own():
    assert told("branches/two-paths", Kind.PATH, Kind.SLOPE) == {
        "dC/ds · ds/db · db/da1 · da1/dw1": "dC/ds · ds/db · db/da1 · da1/dw1",
        "dC/ds · ds/dc · dc/da1 · da1/dw1": "dC/ds · ds/dc · dc/da1 · da1/dw1",
        "dC/dw1": "dC/ds · ds/db · db/da1 · da1/dw1 + dC/ds · ds/dc · dc/da1 · da1/dw1",
    }


def test_a_path_of_one_factor_is_that_factor():
    assert told("path-of-one-factor", Kind.PATH, Kind.SLOPE) == {
        "dC/du · du/dx": "dC/du · du/dx",
        "dC/dx": "∂C/∂x + dC/du · du/dx",
    }


def test_arrays_are_swept_desire_by_desire():
    assert told("matrices/two-neurons", Kind.FACTOR, Kind.SLOPE) == {
        "dC/dz[0]": "2(z[0] − y[0])",
        "dC/dz[1]": "2(z[1] − y[1])",
        "dC/dW[0,0]": "dC/dz[0] · x[0]",
        "dC/dW[0,1]": "dC/dz[0] · x[1]",
        "dC/dW[1,0]": "dC/dz[1] · x[0]",
        "dC/dW[1,1]": "dC/dz[1] · x[1]",
        "dC/dx[0]": "dC/dz[0] · W[0,0] + dC/dz[1] · W[1,0]",
        "dC/dx[1]": "dC/dz[0] · W[0,1] + dC/dz[1] · W[1,1]",
    }


@pytest.mark.parametrize("name", GRAPHS)
def test_the_entries_of_an_array_stand_together_in_order(name):
    groups = [step.group for step in exercise(name).steps if step.group]
    runs = [g for k, g in enumerate(groups) if not k or groups[k - 1] != g]
    assert len(runs) == len(set(runs))
    for group in runs:
        entries = [step.id for step in exercise(name).steps if step.group == group]
        assert entries == sorted(entries)


def test_answers_are_slopes_and_updates():
    def answers(name):
        return [step.id for step in exercise(name).answers]

    assert answers("backpropagation/worked-chain") == ["dC/dw1", "dC/dw3", "w1_new"]
    assert answers("slope-on-the-way") == ["da3/dw1", "dC/dw2"]
    assert answers("one-factor") == ["dC/da"]
    assert answers("forward-alone") == ["C"]
    assert answers("step-alone") == ["dC/dw", "w_new"]


def test_what_is_not_asked_is_worked_out_all_the_same():
    found = exercise("backpropagation/vanishing-chain")
    assert "a4" not in [step.id for step in found.steps]
    assert found.numbers(found.graph.given)["a4"] == Fraction(1, 16)
    assert [step.id for step in found.whole][:5] == ["a1", "a2", "a3", "a4", "a5"]


@pytest.mark.parametrize("name", GRAPHS)
def test_every_formula_speaks_of_what_was_worked_out_before(name):
    found = exercise(name)
    known = found.known(found.graph.given)
    for step in found.whole:
        known[step.id] = step.number(known)
    assert known == found.numbers(found.graph.given)


def test_an_array_without_a_name_is_refused():
    stated = ("C = sum((tanh(W @ x) - y)**2)", "W = [[1]], x = [1], y = [1]", "dC/dW")
    graph = exercise_graph(*stated)
    with pytest.raises(LessonMistake, match="name of its own"):
        Exercise(graph).numbers(graph.given)


@pytest.mark.parametrize("name", TASKS)
def test_an_exercise_is_derived_in_no_time(name):
    taken = []
    for _ in range(3):
        start = time.process_time()
        Exercise(TASKS[name]).whole
        taken.append(time.process_time() - start)
    assert min(taken) < 0.05
