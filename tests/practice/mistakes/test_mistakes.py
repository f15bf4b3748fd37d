"""All mistakes of an exercise: each is one, has its own id, and says what is true."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.explain.formula.expression import Formula
from backsweep.practice.exercise.exercise import Exercise
from backsweep.practice.grammar.asks import exercise_graph
from backsweep.practice.mistakes.mistakes import Mistakes

from ..exercise.programs import layered_graphs, scalar_graphs
from ..graphs import GRAPHS
from .lists import mistakes, told

KINDS_OF_THE_ISSUE = {
    "dropped-factor": "backpropagation/worked-chain",
    "other-layer": "backpropagation/worked-chain",
    "sign": "backpropagation/worked-chain",
    "forgotten-two": "backpropagation/worked-chain",
    "value-for-slope": "backpropagation/worked-chain",
    "slope-missing": "activations/tanh-chain",
    "slope-at-output": "activations/tanh-chain",
    "forgotten-path": "branches/two-paths",
    "added-factors": "backpropagation/worked-chain",
    "transposed-result": "matrices/two-neurons",
    "uphill": "backpropagation/worked-chain",
    "no-rate": "backpropagation/worked-chain",
}


@pytest.mark.parametrize("kind", KINDS_OF_THE_ISSUE)
def test_every_known_kind_of_mistake_is_found_in_the_lessons(kind):
    found = mistakes(KINDS_OF_THE_ISSUE[kind]).all
    assert kind in {fault.kind for fault in found}


@pytest.mark.parametrize("name", GRAPHS)
def test_every_mistake_has_an_id_of_its_own(name):
    ids = [fault.id for fault in mistakes(name).all]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", GRAPHS)
def test_ids_are_the_same_whatever_the_numbers_are(name):
    graph = GRAPHS[name]
    moved = {key: _other(value) for key, value in graph.given.items()}
    again = Mistakes(Exercise(type(graph)(graph.statements, moved, graph.asks)))
    assert [x.id for x in again.all] == [x.id for x in mistakes(name).all]


def _other(value):
    return tuple(map(_other, value)) if isinstance(value, tuple) else value + 2


@pytest.mark.parametrize("name", GRAPHS)
def test_what_is_said_are_words_a_person_would_use(name):
    for fault in mistakes(name).all:
        said, why = told(fault.words), told(fault.why)
        assert re.match(r"(you|this is) ", said), said
        assert why and said != why
        assert not re.search(r"  |None|object|[.?!]$", said + why), said + why
        formulas = [one for one in fault.about if isinstance(one, Formula)]
        assert len(formulas) == len(fault.about)


@pytest.mark.parametrize("name", GRAPHS)
def test_no_mistake_is_right_after_all(name):
    here = mistakes(name)
    given = here.exercise.graph.given
    numbers = here.exercise.numbers(given)
    shown = here.here(given, numbers)
    rights = {step.id: step.formula for step in here.exercise.steps}
    for fault in here.all:
        assert fault.formula != rights[fault.step.id]
    assert shown.faults, "some show at the printed numbers"


def test_what_is_right_on_one_side_of_a_bend_is_no_mistake_there():
    found = mistakes("activations/relu-chain")
    graph = found.exercise.graph
    on = found.here(graph.given, found.exercise.numbers(graph.given))
    off_given = graph.given | {"b1": graph.given["b1"] - 6}
    off = found.here(off_given, found.exercise.numbers(off_given))
    ids_on, ids_off = ({x.id for x in side.faults} for side in (on, off))
    assert "slope-missing(da1/dz1)" not in ids_on
    assert "slope-missing(da1/dz1)" in ids_off
    assert "dropped-factor(dC/dw1, dC/da2)" in ids_on - ids_off


def test_what_is_right_for_all_numbers_is_no_mistake():
    stated = ("C = a*a; a = w + w", "w = 3", "forward, dC/dw")
    found = Mistakes(Exercise(exercise_graph(*stated)))
    assert "dropped-value(a, w)" in {x.id for x in found.all}
    assert "doubled(a)" not in {x.id for x in found.all}


@settings(max_examples=40, deadline=None)
@given(st.one_of(scalar_graphs(), layered_graphs()))
def test_mistakes_of_any_graph_have_ids_of_their_own_and_none_is_right(written):
    exercise = Exercise(written.graph)
    found = Mistakes(exercise)
    ids = [fault.id for fault in found.all]
    assert len(ids) == len(set(ids))
    for fault in found.all:
        assert fault.formula != fault.step.formula


@pytest.mark.parametrize("name", GRAPHS)
def test_mistakes_are_derived_in_no_time(name):
    taken = []
    for _ in range(2):
        exercise = Exercise(GRAPHS[name])
        exercise.whole
        start = time.process_time()
        Mistakes(exercise).all
        taken.append(time.process_time() - start)
    assert min(taken) < 0.1
