"""Values: the numbers of nodes, as NumPy has them or in exact fractions."""

from fractions import Fraction

import numpy as np
import pytest

from backsweep.explain.run import run
from backsweep.explain.values import INEXACT, exact, fraction, in_fractions
from backsweep.graph import node
from backsweep.ops import INPUT, constant


def placed(name="x"):
    return node(INPUT, (), (name, (), np.dtype(float)))


def test_whole_numbers_and_fractions_are_exact_and_computed_floats_are_not():
    assert fraction(np.int32(3)) == Fraction(3)
    assert fraction(Fraction(1, 3)) == Fraction(1, 3)
    with pytest.raises(TypeError, match="not exact"):
        fraction(0.1)


def test_a_float_that_is_written_counts_as_it_is_written():
    assert exact(constant(0.1), 0.1) == Fraction(1, 10)


def test_values_are_computed_when_they_are_asked_for():
    x = placed()
    values = in_fractions({x: Fraction(1, 3)})
    assert values.number(x * x + 1) == Fraction(10, 9)


def test_changed_values_start_afresh_from_what_is_given():
    kept = run(lambda x, y: x * y, (2, 3), {})
    (x, y) = kept.variables.values()
    assert kept.changed({x: Fraction(5)}).number(kept.cost) == 15
    assert kept.values.number(kept.cost) == 6
    assert kept.changed({y: Fraction(0)}).number(kept.cost) == 0


def test_an_array_of_floats_from_outside_is_not_exact():
    with pytest.raises(INEXACT):
        in_fractions({})(placed("outside") * 2)
    W = np.array([1.0, 2.0])
    kept = run(lambda x: np.sum(W * x), (2,), {})
    assert not kept.values.exact
    assert kept.values.number(kept.cost) == 6.0
