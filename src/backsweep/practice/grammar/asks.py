"""What an exercise asks for: ``forward, dC/dw1, step(w1, rate=0.1)``."""

from __future__ import annotations

from fractions import Fraction

from ...explain.formula.expression import Rate, Symbol
from ..errors import Unreadable
from .checks import checked
from .graph import Ask, Forward, Graph, Slope, Update
from .reader import GRAPHS, Reader
from .statements import graph
from .tokens import Token, tokens
from .values import given

MOST_ASKS = 60
EXAMPLE = "'forward', a rate such as dC/dw1, or step(w1, rate=0.1)"


def exercise_graph(graph_text: str, given_text: str, ask_text: str) -> Graph:
    """The graph that the three options of an exercise state together.

    >>> exercise_graph("C = (w*x)**2", "w = 1, x = 2", "dC/dw").cost
    'C'
    """
    return checked(Graph(graph(graph_text), given(given_text), asks(ask_text)))


def asks(text: str) -> tuple[Ask, ...]:
    """What is asked, in the author's order.

    >>> asks("forward, dC/dw1")
    (Forward(), Slope(of='C', by='w1'))
    """
    reader = Reader(tokens(text, rates=True), GRAPHS)
    found = reader.cursor.several(lambda: _ask(reader))
    reader.finish()
    if len(found) > MOST_ASKS or len(set(found)) < len(found):
        cure = f"ask at most {MOST_ASKS} things, each once"
        raise Unreadable("too much is asked", where="in what is asked", cure=cure)
    return found


def _ask(reader: Reader) -> Ask:
    first = reader.cursor.next
    if first.kind == "rate":
        return _slope(reader)
    if first.kind == "name" and first.text in ("forward", "step"):
        reader.cursor.take()
        return Forward() if first.text == "forward" else _update(reader)
    raise reader.cursor.missing(EXAMPLE)


def _slope(reader: Reader) -> Slope:
    token = reader.cursor.next
    match reader.rate():
        case Rate(Symbol(of, ()), Symbol(by, ())):
            return Slope(of, by)
    cure = "ask for the whole array: dC/dW"
    raise Unreadable("a rate is asked of whole values", where=token.place, cure=cure)


def _update(reader: Reader) -> Update:
    cursor = reader.cursor
    cursor.expect("(")
    name = cursor.a("name", "the name of a weight")
    cursor.expect(",")
    if cursor.next.text != "rate":
        raise cursor.missing("'rate=' and a number")
    word = cursor.take()
    cursor.expect("=")
    rate = reader.plain_number()
    cursor.expect(")")
    return Update(name.text, _positive(rate, word))


def _positive(rate: Fraction, word: Token) -> Fraction:
    if rate <= 0:
        cure = "write a rate above 0; the step itself goes downhill"
        raise Unreadable("the rate is not above 0", where=word.place, cure=cure)
    return rate
