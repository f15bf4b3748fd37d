from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.errors import Unreadable
from backsweep.practice.lesson.formulas.parts import (
    Digits,
    Fraction,
    Name,
    Root,
    Row,
    Scripts,
    Sign,
    Table,
    Words,
)
from backsweep.practice.lesson.formulas.reading import DEEPEST, LONGEST, read

X, Y = Name("x"), Name("y")


def only(latex: str):
    [part] = read(latex).parts
    return part


def test_a_group_and_a_single_sign_are_both_arguments():
    assert only(r"\frac12") == Fraction(Digits("1"), Digits("2"))
    assert only(r"\frac{x}{y}") == Fraction(Row((X,)), Row((Y,)))
    assert read("x^23").parts == (Scripts(X, above=Digits("2")), Digits("3"))


def test_scripts_come_in_either_order():
    assert only("x_1^2") == only("x^2_1") == Scripts(X, Digits("1"), Digits("2"))


def test_primes_are_raised():
    assert only("x''") == Scripts(X, above=Sign("\N{PRIME}\N{PRIME}"))


def test_words_keep_their_spaces():
    assert only(r"\text{ if }") == Words(" if ")


def test_roots_may_have_a_degree():
    assert only(r"\sqrt[3]{x}") == Root(Row((X,)), Row((Digits("3"),)))


def test_a_table_is_rows_of_cells_and_may_end_with_a_break():
    one = only(r"\begin{aligned} x &= y \\ & x \\ \end{aligned}")
    assert isinstance(one, Table)
    assert [len(row) for row in one.rows] == [2, 2]


@pytest.mark.parametrize(
    ("latex", "what"),
    [
        (r"\newcommand{\x}{y}", r"\newcommand is not known"),
        (r"\href{a}{b}", r"\href is not known"),
        ("x^1^2", "two ^ at one base"),
        ("{x", "ends too early"),
        ("x}", "} without its beginning"),
        ("a & b", "& without its beginning"),
        (r"\left x", "x is no bracket"),
        (r"\begin{tikzpicture}", "is not known"),
        (r"\begin{matrix} x \end{cases}", "ended by"),
        (r"\text{a $b$}", "plain ones in braces"),
        ("x" * (LONGEST + 1), "2,001 characters"),
        ("{" * (DEEPEST + 1) + "}" * (DEEPEST + 1), "too deep"),
    ],
)
def test_what_is_not_in_the_small_part_of_latex_is_refused(latex, what):
    with pytest.raises(Unreadable) as caught:
        read(latex)
    assert what in caught.value.what


COMMANDS = [r"\frac", r"\sqrt", r"\left(", r"\right)", r"\begin{cases}", r"\end{cases}"]
COMMANDS += [r"\text{a}", r"\sum", r"\hat", r"\mathbf{W}", r"\tanh", r"\\", "&", "'"]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*COMMANDS, *"{}[]^_x1.-+= "]), max_size=25).map("".join)
)
def test_any_text_is_read_or_refused(latex):
    try:
        assert isinstance(read(latex), Row)
    except Unreadable as error:
        assert error.what
