import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.practice.errors import Unreadable
from backsweep.practice.grammar.expressions import expression
from backsweep.practice.grammar.graph import Statement
from backsweep.practice.grammar.statements import graph, names

CHAIN = "C = (a3 - y)**2; a3 = w3*a2; a2 = w2*a1; a1 = w1*a0"


def order(text):
    return [one.name for one in graph(text)]


def test_the_lessons_chain_is_put_in_the_order_of_the_forward_pass():
    assert order(CHAIN) == ["a1", "a2", "a3", "C"]


def test_a_statement_keeps_its_formula():
    assert graph("C = w*x") == (Statement("C", expression("w*x")),)


def test_what_may_come_in_any_order_stays_in_the_authors():
    assert order("q = x; p = x; C = p + q") == ["q", "p", "C"]
    assert order("C = p + q; p = x\nq = x\n") == ["p", "q", "C"]


@given(st.permutations([f"a{i} = w{i}*a{i - 1}" for i in range(1, 9)]))
def test_any_order_of_statements_gives_one_that_can_be_computed(statements):
    known = {"a0", *(f"w{i}" for i in range(1, 9))}
    for one in graph("; ".join(statements)):
        assert names(one.formula) <= known
        known.add(one.name)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "the graph has 0 statements"),
        (" ; \n;", "the graph has 0 statements"),
        (";".join(f"a{i}=1" for i in range(61)), "the graph has 61 statements"),
        ("a = x; a = y; C = a", "a is computed twice"),
        ("C = a; a = b; b = a", "the statements go in a circle: a needs b needs a"),
        ("C = C + 1", "the statements go in a circle: C needs C"),
        ("a = x; b = x; c = x", "the graph ends in a, b and c"),
        ("sigmoid = x", "sigmoid is a function"),
        ("C = sigmoid", "the text ends"),
        ("C = a +; a = 2", "the text ends"),
        ("C == a", "'==' is not expected"),
        ("C", "the text ends"),
        ("2 = a", "'2' is not expected"),
    ],
)
def test_a_graph_that_cannot_be_computed_is_told(text, what):
    with pytest.raises(Unreadable) as caught:
        graph(text)
    assert caught.value.what == what
    assert caught.value.where
    assert caught.value.cure


def test_a_place_is_that_in_the_whole_text():
    with pytest.raises(Unreadable) as caught:
        graph("C = a;\na = 2 ? 3")
    assert caught.value.where == "at '?', character 14"
