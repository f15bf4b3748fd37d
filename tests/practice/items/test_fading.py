"""Whoever can work a chain is asked to look through one, and to predict."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fsrs import Rating

from backsweep.practice.grammar.asks import exercise_graph
from backsweep.practice.grammar.graph import Graph
from backsweep.practice.items.fading import Form, form, forms
from backsweep.practice.memory.records import Review
from backsweep.practice.mistakes.known import mistakes_of

from ..graphs import TASKS

MORNING = datetime(2026, 11, 24, 10, tzinfo=UTC)
CHAIN = TASKS["backpropagation/worked-chain"]
FORWARD = exercise_graph("C = (w*x - y)**2", "w = 2, x = 3, y = 5", "forward")


@dataclass
class Task:
    graph: Graph


def comes(graph, *ratings):
    reviews = [Review(f"t{n}", "skill", one, MORNING) for n, one in enumerate(ratings)]
    return form(Task(graph), reviews)


def test_every_graph_with_a_slope_has_all_forms():
    assert all(forms(mistakes_of(graph)) == [*Form] for graph in TASKS.values())


def test_a_graph_without_a_way_back_is_only_worked():
    assert forms(mistakes_of(FORWARD)) == [Form.WORKED]
    assert comes(FORWARD, *[Rating.Good] * 4) is Form.WORKED


def test_it_is_worked_until_that_was_good_twice():
    assert comes(CHAIN) is Form.WORKED
    assert comes(CHAIN, Rating.Good, Rating.Again, Rating.Hard) is Form.WORKED


def test_then_the_forms_come_in_turn():
    came = [comes(CHAIN, *[Rating.Good] * count) for count in range(2, 6)]
    assert came == [Form.WORKED, Form.BUG, Form.PREDICT, Form.WORKED]


def test_a_form_comes_until_it_is_good():
    good = [Rating.Good] * 3
    assert comes(CHAIN, *good, Rating.Again, Rating.Hard) is Form.BUG
