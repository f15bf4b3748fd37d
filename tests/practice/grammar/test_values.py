from fractions import Fraction

import pytest

from backsweep.practice.errors import Unreadable
from backsweep.practice.grammar.values import given


def test_numbers_are_exact_and_in_the_authors_order():
    found = given("y = -1/2, a0 = 0.1,\nw1 = 3")
    assert found == {"y": Fraction(-1, 2), "a0": Fraction(1, 10), "w1": Fraction(3)}
    assert list(found) == ["y", "a0", "w1"]


def test_arrays_are_rows_of_numbers():
    found = given("W = [[1, 2], [3, 4]], x = [1/2, -2]")
    assert found == {"W": ((1, 2), (3, 4)), "x": (Fraction(1, 2), -2)}


def test_nothing_may_be_given():
    assert given("") == {}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a = 1, a = 2", "a is given twice"),
        ("a = b", "b is not a plain number"),
        ("a = 1/0", "this divides by zero"),
        ("a = ((9^60)^60)", "the number gets too long"),
        ("a 1", "'1' is not expected"),
        ("a = 1 b = 2", "'b' is not expected"),
        ("tanh = 1", "tanh is a function"),
        ("W = [[1, 2], [3]]", "the rows differ in length"),
        ("W = [[1, 2], 3]", "the rows differ in length"),
        ("W = [[[1]]]", "the array is too deep"),
        ("W = []", "']' is not expected"),
        (f"x = [{', '.join('1' * 9)}]", "the array is too large"),
        ("x = [1, 2", "the text ends"),
    ],
)
def test_other_things_are_refused(text, what):
    with pytest.raises(Unreadable) as caught:
        given(text)
    assert caught.value.what == what
    assert caught.value.cure
