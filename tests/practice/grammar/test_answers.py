from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.explain.formula.numbers import is_rounded, spelled
from backsweep.practice.errors import Unreadable
from backsweep.practice.grammar.answers import answer

HALF, SMALL = Fraction(1, 2), Fraction(1, 32)
TYPED = {
    HALF: [
        "1/2",
        ".5",
        "0,5",
        ",5",
        " 0.5 ",
        "1 / 2",
        "½",
        "5e-1",
        "\uff10\uff0e\uff15",
        "0,50",
    ],
    -8: ["-8", "−8", "\u20138", "\u20108", "-8.", "-(2^3)", "- 8", "\uff0d8"],
    SMALL: ["2^-5", "2**-5", "0.5^5", "(1/2)^5", "1/32", "0,03125", "2⁻⁵", "½⁵"],
    Fraction(1, 1000): ["1e-3", "1E-3", "1·10^-3", "1·10⁻³", "1×10^-3", "0,001"],
    3: ["3", "+3", "3.0", "3,0", "2+1", "\t3\n", "3."],
    Fraction(-3, 4): ["-3/4", "−0,75", "-0.75"],
    Fraction(5, 4): ["1,25", "1.25", "5/4"],
    Fraction(1, 8): ["0,125", "0.125"],
    1: ["1.000"],
    1000: ["1E3", "1000", "1e3"],
}


@pytest.mark.parametrize(
    ("text", "number"),
    [(text, number) for number, texts in TYPED.items() for text in texts],
)
def test_a_number_is_read_however_it_is_typed(text, number):
    assert answer(text) == number


@pytest.mark.parametrize(
    ("text", "what", "cure"),
    [
        ("", "the box is empty", "write a number"),
        ("  ", "the box is empty", "write a number"),
        ("50%", "percent is not read here", "0.5"),
        ("1,000", "1,000 can be read in two ways", "write 1000 or 1.000"),
        ("12,500", "12,500 can be read in two ways", "write 12500 or 12.500"),
        ("1,000,000", "the commas cannot be read", "one decimal point"),
        ("1,000.5", "the commas cannot be read", "one decimal point"),
        ("1/0", "this divides by zero", "a number that exists"),
        ("0^-1", "this divides by zero", "a number that exists"),
        ("nan", "nan is not a plain number", "1/2"),
        ("inf", "inf is not a plain number", "1/2"),
        ("two", "two is not a plain number", "1/2"),
        ("1 000", "'000' is not expected", "a sign"),
        ("3½", "'½' is not expected", "a sign"),
        ("2^0.5", "the exponent cannot be used", "whole exponent"),
        ("2^9^9^9", "the exponent cannot be used", "at most 60"),
        ("((9^60)^60)^60", "the number gets too long", "shorter"),
        ("9" * 61, "61 characters are too many", "at most 60"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_cure(text, what, cure):
    with pytest.raises(Unreadable) as caught:
        answer(text)
    assert caught.value.what == what
    assert cure in caught.value.cure


@given(st.fractions(-999, 999, max_denominator=999))
def test_every_number_that_is_printed_whole_can_be_typed_again(number):
    if not is_rounded(number):
        assert answer(spelled(number)) == number
    assert answer(str(number)) == number


@given(st.decimals(-9999, 9999, places=4))
def test_a_decimal_reads_with_a_point_and_with_a_comma(number):
    assert answer(f"{number:f}") == answer(f"{number:f}".replace(".", ","))
    assert answer(f"{number:f}") == Fraction(number)
