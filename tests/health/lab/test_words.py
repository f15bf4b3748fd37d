"""What is said under a curve."""

from fractions import Fraction

import pytest

from backsweep.health.lab.curve import Curve
from backsweep.health.lab.network import network
from backsweep.health.lab.plain import plain
from backsweep.health.lab.words import expectation, two_digits, words


def test_the_lessons_chain():
    told = words(plain(Fraction(1, 2), 5))
    assert told.startswith("The front receives 0.031 of the desire at the output, 32 ")


def test_a_chain_that_grows():
    assert "explodes" in words(plain(Fraction(2), 10))


def test_a_little_more_is_no_explosion():
    assert "explodes" not in words(plain(Fraction(6, 5), 2))


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


def test_what_no_float_holds_is_said_all_the_same():
    assert "9.3·10⁻³⁰² of" in words(plain(Fraction(1, 2), 1000))
    assert two_digits(Fraction(10) ** -1000) == "1·10⁻¹⁰⁰⁰"


def test_a_network_is_held_against_theory():
    told = expectation(network("sigmoid", 10))
    assert told.startswith("Theory says 4.8·10⁻⁷, give or take chance: 1·10⁻⁷ to ")
    assert told.endswith("This network lies within.")


def test_a_network_that_chance_does_not_explain():
    curve = network("tanh", 3)
    off = Curve((*curve.sizes[:-1], curve.front / 100), "", curve.layers, curve.width)
    assert expectation(off).endswith("This network lies outside.")


def test_theory_says_nothing_of_a_plain_chain():
    assert expectation(plain(Fraction(1, 2), 5)) == ""
    assert expectation(network("tanh", 3, init=0)) == "Theory says 0."


def test_the_typical_factor_gives_the_same_front():
    curve = Curve((1.0, 0.9, 0.1), "")
    assert curve.typical**curve.depth == pytest.approx(curve.front)
