"""Powers of powers are refused before anybody works them out."""

import time

import pytest

from backsweep.practice.errors import Unreadable
from backsweep.practice.grammar.asks import exercise_graph
from backsweep.practice.grammar.degrees import degree
from backsweep.practice.grammar.expressions import expression


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 0),
        ("x", 1),
        ("x + y", 1),
        ("x * y / z", 3),
        ("(w*x - y)**2", 4),
        ("tanh(x*x)", 2),
        ("W @ x", 2),
        ("x**-3", 3),
    ],
)
def test_the_degree_of_a_formula(text, expected):
    assert degree(expression(text), {}) == expected


def test_the_degree_of_a_value_is_that_of_its_formula():
    assert degree(expression("a**3"), {"a": 4}) == 12


def test_a_tower_of_powers_is_refused_at_once():
    tower = "; ".join(f"a{k + 1} = a{k}**60" for k in range(9))
    began = time.process_time()
    with pytest.raises(Unreadable, match="a2 is of degree 3600"):
        exercise_graph(tower, "a0 = 1.0000001", "forward")
    assert time.process_time() - began < 0.5
