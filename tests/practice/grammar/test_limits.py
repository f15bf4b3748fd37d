"""Whatever is typed: something is read or refused, and never slowly."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.errors import Unreadable
from backsweep.practice.grammar import (
    answers,
    asks,
    equations,
    expressions,
    statements,
    values,
)

READERS = [
    answers.answer,
    asks.asks,
    equations.equations,
    equations.latex_equations,
    equations.plain_equations,
    expressions.expression,
    statements.graph,
    values.given,
    lambda text: asks.exercise_graph(text, text, text),
]
ALPHABET = """
    a w1 C 1 0.5 9 . , ; = ≈ + - − * / ^ ** @ .T ( ) [ ] sigmoid( max( dC/dw1 d ∂ ²
    ⁻⁵ ½ √ % … forward step( rate= $ { } _ ^{ _{ \\frac{ \\frac \\sqrt{ \\cdot \\ \\\\
"""
written = st.lists(st.sampled_from([*ALPHABET.split(), " ", "\n"]), max_size=30).map(
    "".join
)
MEANT_BADLY = [
    "9" * 10_000,
    "(" * 10_000,
    "(" * 2000,
    "(1+" * 600,
    "((1)+" * 400,
    "-" * 1999,
    "2^9^9^9",
    "2^" * 900 + "x",
    "1/" * 999 + "1",
    "a" + ".T" * 900,
    "1=" * 999,
    "dC/" * 600,
    "dC/dC[" * 300,
    "[" * 1999,
    "a=[" * 600,
    "{" * 1999,
    r"\frac{" * 300,
    r"\frac{1}{" * 200 + "}" * 200,
    "$" * 1999,
    "9," * 29,
    "((9^60)^60)^60",
    "9^60*" * 11 + "9",
    "1e60*" * 300 + "1",
]


@pytest.mark.parametrize("read", READERS)
@settings(max_examples=150)
@given(text=st.one_of(written, st.text(max_size=80)))
def test_any_text_is_read_or_refused(read, text):
    try:
        found = read(text)
    except Unreadable as refused:
        assert refused.where and refused.cure
    else:
        assert str(found) and hash(str(found))


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("text", MEANT_BADLY, ids=lambda text: text[:8])
def test_nothing_takes_long(read, text):
    assert min(seconds(read, text) for _ in range(3)) < 0.2


def seconds(read, text):
    begun = time.process_time()
    try:
        read(text)
    except Unreadable as refused:
        assert str(refused)
    return time.process_time() - begun
