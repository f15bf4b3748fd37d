"""Which numbers are fit for practice, and what is wrong with those that are not."""

from fractions import Fraction

import pytest

from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.case import Variant
from backsweep.practice.variants.certify import hidden, is_certified, is_short, tied
from backsweep.practice.variants.variant import variant

from ..graphs import GRAPHS, TASKS

WORKED = mistakes_of(TASKS["backpropagation/worked-chain"])


def numbers(**given):
    return Variant(WORKED, {name: Fraction(x) for name, x in given.items()})


GOOD = numbers(a0=2, w1=-4, w2=3, w3=5, y=-116)


def test_the_printed_numbers_let_five_mistakes_of_the_first_slope_pass():
    passing = [x for x in hidden(variant(WORKED, "printed")) if x.at.id == "dC/dw1"]
    own = [x.fault.id for x in passing if x.fault.step.id == "dC/dw1"]
    assert own == [
        "dropped-factor(dC/dw1, da1/dw1)",
        "extra-factor(dC/dw1, w1)",
        "other-slope(dC/dw1, dC/da0)",
    ]
    assert "other-layer(da2/da1, w3, w2)" in [x.fault.id for x in passing]
    assert not is_certified(variant(WORKED, "printed"))


def test_good_numbers_hide_nothing_and_tie_nothing():
    assert [*hidden(GOOD)] == [*tied(GOOD)] == []
    assert is_certified(GOOD)


def test_two_weights_alike_hide_a_layer_mixed_up():
    alike = numbers(a0=2, w1=-4, w2=3, w3=3, y=-69)
    assert "other-layer(a2, w3, w2)" in [x.fault.id for x in hidden(alike)]


def test_twice_the_difference_alike_with_a_weight_ties_two_factors():
    alike = numbers(a0=2, w1=-4, w2=3, w3=6, y=-147)
    pairs = [{x.one.id, x.other.id} for x in tied(alike)]
    dropped = {f"dropped-factor(dC/dw1, {rate})" for rate in ("dC/da3", "da3/da2")}
    assert dropped in pairs


@pytest.mark.parametrize(
    ("number", "short"),
    [
        (0, True),
        (99999, True),
        (100000, False),
        (Fraction(-123, 8), True),
        (Fraction(12345, 8), False),
        (Fraction(22, 7), True),
        (Fraction(220, 7), False),
        (0.004, False),
        (0.006, True),
        (1e4, False),
    ],
)
def test_short_numbers(number, short):
    assert is_short(number) == short


def test_a_limit_of_fewer_digits():
    assert is_short(999, 3)
    assert not is_short(1000, 3)


@pytest.mark.parametrize("name", GRAPHS)
def test_where_there_is_no_number_nothing_is_certified(name):
    mistakes = mistakes_of(GRAPHS[name])
    nought = {
        key: _nought(value) for key, value in mistakes.exercise.graph.given.items()
    }
    assert not is_certified(Variant(mistakes, nought))


def _nought(value):
    return tuple(map(_nought, value)) if isinstance(value, tuple) else Fraction(0)
