import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.explain.report.spans import broken, columns, length, wrap

WORDS = st.text("ab ", max_size=60)
FORMULAS = st.text("ab ()·+", max_size=40)


@pytest.mark.parametrize(
    ("text", "shown"), [("a3 − y", 6), ("重み", 4), ("x̂", 1), ("‖x‖²", 4), ("", 0)]
)
def test_columns_are_those_of_a_terminal(text, shown):
    assert columns(text) == shown


@given(WORDS, WORDS, st.integers(1, 30))
def test_wrapping_keeps_each_word(first, second, width):
    lines = wrap([(first, "plain"), (second, "note")], width)
    words = " ".join("".join(text for text, _ in line) for line in lines)
    assert words.split() == (first + second).split()


@given(st.lists(st.text("ab", min_size=1, max_size=8)), st.integers(8, 30))
def test_no_line_is_wider_than_asked_for(words, width):
    lines = wrap([(" ".join(words), "plain")], width)
    assert all(length(line) <= width for line in lines)


@given(FORMULAS, st.integers(1, 20))
def test_a_broken_formula_is_the_same_formula(formula, room):
    assert " ".join(broken(formula, room)) == formula


def test_a_formula_that_fits_stays_whole():
    assert broken("w3 · w2 · a0", 12) == ["w3 · w2 · a0"]
    assert broken("w3 · w2 · a0", 11) == ["w3", "· w2", "· a0"]


def test_brackets_are_broken_only_where_they_are_too_wide():
    assert broken("(a + b) · (c + d)", 8) == ["(a + b)", "· (c", "+ d)"]
