"""The single numbers of what is given."""

from fractions import Fraction

from backsweep.explain.formula.expression import Symbol
from backsweep.practice.exercise.entries import called, entries

from ..graphs import TASKS


def test_entries_of_a_matrix_by_row_and_column():
    found = {str(name): x for name, x in entries(TASKS["matrices/two-neurons"].given)}
    assert [found[f"W[{row},{column}]"] for row in (0, 1) for column in (0, 1)] == [
        *(2, -1),
        *(3, 5),
    ]
    assert found["y[1]"] == 22


def test_whole_numbers_are_ints():
    kinds = [type(x) for _, x in entries({"a": Fraction(4, 2), "b": Fraction(1, 2)})]
    assert kinds == [int, Fraction]


def test_a_name_is_that_of_its_text():
    one = Symbol("W", (0, 1))
    assert called(one) == str(one) == "W[0,1]"
