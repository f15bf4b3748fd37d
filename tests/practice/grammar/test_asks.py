from fractions import Fraction

import pytest

from backsweep.practice.errors import Unreadable
from backsweep.practice.grammar.asks import asks, exercise_graph
from backsweep.practice.grammar.graph import Forward, Slope, Update

CHAIN = "C = (a3 - y)**2; a3 = w3*a2; a2 = w2*a1; a1 = w1*a0"
NUMBERS = "a0 = 1, w1 = 1, w2 = 2, w3 = 2, y = 3"


def test_what_is_asked_stays_in_its_order():
    assert asks("forward, dC/dw1, da5 / da0, step(w1, rate=0.1)") == (
        Forward(),
        Slope("C", "w1"),
        Slope("a5", "a0"),
        Update("w1", Fraction(1, 10)),
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "the text ends"),
        ("backward", "'backward' is not expected"),
        ("forward dC/dw", "'dC/dw' is not expected"),
        ("step(w1)", "')' is not expected"),
        ("step(w1, 0.1)", "'0.1' is not expected"),
        ("step(w1, rate=0)", "the rate is not above 0"),
        ("step(w1, rate=-1)", "the rate is not above 0"),
        ("dC/dW[0,1]", "a rate is asked of whole values"),
        ("dC/dw, dC/dw", "too much is asked"),
    ],
)
def test_other_questions_are_refused(text, what):
    with pytest.raises(Unreadable) as caught:
        asks(text)
    assert caught.value.what == what
    assert caught.value.cure


def test_the_lessons_exercise_is_put_together():
    stated = exercise_graph(CHAIN, NUMBERS, "forward, dC/dw1, step(w1, rate=0.1)")
    assert stated.cost == "C"
    assert list(stated.given) == ["a0", "w1", "w2", "w3", "y"]
    assert len(stated.asks) == 3


@pytest.mark.parametrize(
    ("graph", "given", "ask", "what", "cure"),
    [
        (
            CHAIN,
            NUMBERS.replace(", y = 3", ""),
            "forward",
            "y is used, but neither given nor computed",
            "add y = 1 to the given numbers",
        ),
        (CHAIN, NUMBERS + ", a1 = 1", "forward", "a1 is given and computed too", ""),
        (CHAIN, NUMBERS + ", b = 1", "forward", "b is given, but not used", "remove"),
        (CHAIN, NUMBERS, "dC/dw4", "w4 is asked, but not in the graph", "w1, w2, w3"),
        (CHAIN, NUMBERS, "da1/dw2", "da1/dw2 has no path from w2 to a1", "path"),
        (CHAIN, NUMBERS, "dC/dC", "dC/dC has no path from C to C", "path"),
        (CHAIN, NUMBERS, "dy/dw1", "dy/dw1 has no path from w1 to y", "path"),
        (CHAIN, NUMBERS, "step(a1, rate=1)", "a1 is not given", "a weight"),
    ],
)
def test_parts_that_do_not_fit_are_told(graph, given, ask, what, cure):
    with pytest.raises(Unreadable) as caught:
        exercise_graph(graph, given, ask)
    assert caught.value.what == what
    assert cure in caught.value.cure


@pytest.mark.parametrize("name", ["rate", "w1_new"])
def test_a_step_has_its_own_rate_and_its_own_new_weight(name):
    graph, numbers = CHAIN.replace("a0", name), NUMBERS.replace("a0", name)
    assert exercise_graph(graph, numbers, "dC/dw1").cost == "C"
    with pytest.raises(Unreadable, match=f"{name} is what a step calls its own number"):
        exercise_graph(graph, numbers, "step(w1, rate=0.1)")


def test_all_steps_of_an_exercise_have_one_rate():
    both = "step(w1, rate=0.1), step(w2, rate={})"
    assert len(exercise_graph(CHAIN, NUMBERS, both.format("1/10")).asks) == 2
    with pytest.raises(Unreadable, match="the steps have different rates"):
        exercise_graph(CHAIN, NUMBERS, both.format("0.2"))
