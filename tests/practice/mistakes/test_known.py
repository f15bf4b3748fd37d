"""Exercises are derived once, and kept by what their graphs say."""

from backsweep.practice.grammar.asks import exercise_graph
from backsweep.practice.mistakes.known import mistakes_of

STATED = ("C = (a - y)**2; a = w*x", "w = 2, x = 3, y = 5", "dC/dw")


def test_graphs_that_say_the_same_are_one_exercise():
    first, again = (mistakes_of(exercise_graph(*STATED)) for _ in range(2))
    assert first is again


def test_other_numbers_are_another_exercise():
    graph, numbers, ask = STATED
    other = exercise_graph(graph, numbers.replace("5", "7"), ask)
    assert mistakes_of(other) is not mistakes_of(exercise_graph(*STATED))
