"""What is said under a curve."""

from fractions import Fraction

import pytest

from backsweep.practice.lab.curve import Curve
from backsweep.practice.lab.plain import plain
from backsweep.practice.lab.words import two_digits, words


def test_the_lessons_chain():
    told = words(plain(Fraction(1, 2), 5))
    assert told.startswith("The front receives 0.031 of the desire at the output, 32 ")


def test_a_chain_that_grows():
    assert "explodes" in words(plain(Fraction(2), 10))


def test_a_chain_that_keeps_what_it_has():
    assert "as it was" in words(plain(Fraction(1), 60))


def test_a_chain_that_is_cut():
    assert words(plain(Fraction(0), 3)).startswith("Nothing")


@pytest.mark.parametrize(
    "number, said",
    [(1024, "1024"), (1 / 1024, "0.00098"), (2.0**40, "1.1·10¹²"), (0.5, "0.5")],
)
def test_numbers_are_said_in_two_digits(number, said):
    assert two_digits(number) == said


def test_the_typical_factor_gives_the_same_front():
    curve = Curve((1.0, 0.9, 0.1), "")
    assert curve.typical**curve.depth == pytest.approx(curve.front)
