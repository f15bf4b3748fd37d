"""Random graphs: every number of an exercise is the engine's, and Python's own."""

from fractions import Fraction

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import backsweep as bs
from backsweep.practice.exercise.exercise import Exercise

from .programs import layered_graphs, scalar_graphs

INEXACT = ("tanh", "sigmoid", "exp")
graphs = st.one_of(scalar_graphs(), layered_graphs())


def floats(graph):
    """The given numbers as Python and the engine take them."""

    def plain(value):
        return [*map(plain, value)] if isinstance(value, tuple) else float(value)

    return {name: np.array(plain(value)) for name, value in graph.given.items()}


def told(numbers, name, like):
    """What an exercise says of a value, in the shape of the value."""
    found = np.empty(np.shape(like))
    for place in np.ndindex(found.shape):
        index = f"[{','.join(map(str, place))}]" if place else ""
        found[place] = numbers[f"{name}{index}"]
    return found


def away_from_bends(written, arguments):
    """No ReLU at its bend, where slopes are a matter of choice."""
    values = written.values(arguments)
    bent = (
        x.split("relu(")[1].split(")")[0] for x in written.statements if "relu" in x
    )
    return all(np.all(np.abs(values[name]) > 1e-3) for name in bent)


@settings(max_examples=70, deadline=None)
@given(graphs)
def test_values_are_what_python_makes_of_the_text(written):
    graph = written.graph
    numbers = Exercise(graph).numbers(graph.given)
    values = written.values(floats(graph))
    for statement in graph.statements:
        right = values[statement.name]
        found = told(numbers, statement.name, right)
        np.testing.assert_allclose(found, right, rtol=1e-9, atol=1e-12)


@settings(max_examples=70, deadline=None)
@given(graphs)
def test_slopes_are_those_of_the_engine_and_of_finite_differences(written):
    graph, exercise = written.graph, Exercise(written.graph)
    arguments = floats(graph)
    assume(away_from_bends(written, arguments))
    assume(written.cost(arguments) < 1e4)
    numbers = exercise.numbers(graph.given)
    slopes = bs.grad(written.cost)(arguments)
    for name in written.asked:
        found = told(numbers, f"dC/d{name}", arguments[name])
        np.testing.assert_allclose(found, slopes[name], rtol=1e-9, atol=1e-10)
        differences = nudged(written, arguments, name)
        np.testing.assert_allclose(found, differences, rtol=1e-3, atol=1e-4)


def nudged(written, arguments, name, by=1e-6):
    slopes = np.empty(np.shape(arguments[name]))
    for place in np.ndindex(slopes.shape):
        ends = []
        for move in (by, -by):
            moved = arguments[name].copy()
            moved[place] += move
            ends.append(written.cost(arguments | {name: moved}))
        slopes[place] = (ends[0] - ends[1]) / (2 * by)
    return slopes


@settings(max_examples=70, deadline=None)
@given(graphs)
def test_what_needs_no_function_is_exact(written):
    graph = written.graph
    numbers = Exercise(graph).numbers(graph.given)
    exact = not any(name in line for line in written.statements for name in INEXACT)
    assert exact == all(isinstance(x, (int, Fraction)) for x in numbers.values())


@settings(max_examples=50, deadline=None)
@given(layered_graphs(), st.sampled_from(["0.1", "1/2", "3"]))
def test_a_step_goes_against_the_engines_slope(written, rate):
    graph = written.stepping("W0", rate)
    arguments = floats(graph)
    assume(away_from_bends(written, arguments))
    numbers = Exercise(graph).numbers(graph.given)
    slopes = bs.grad(written.cost)(arguments)["W0"]
    right = arguments["W0"] - float(Fraction(rate)) * slopes
    found = told(numbers, "W0_new", right)
    np.testing.assert_allclose(found, right, rtol=1e-9, atol=1e-10)
