"""Numbers as they are printed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.explain.formula.expression import Number
from backsweep.explain.formula.numbers import digits, is_rounded, spelled
from backsweep.explain.formula.text import text

ROWS = [
    (8, "8"),
    (-8, "−8"),
    (8.0, "8"),
    (-0.0, "0"),
    (0.2, "0.2"),
    (0.1 + 0.2, "0.3"),
    (0.5**5, "0.03125"),
    (0.5**10, "0.0009766"),
    (2 / 3, "0.6667"),
    (1.23456, "1.235"),
    (12345.678, "12346"),
    (0.99999, "1"),
    (1.2e-5, "1.2·10⁻⁵"),
    (-1e-8, "−1·10⁻⁸"),
    (6.02214e23, "6.022·10²³"),
    (1e308, "1·10³⁰⁸"),
    (5e-324, "4.941·10⁻³²⁴"),
    (float("inf"), "∞"),
    (float("-inf"), "−∞"),
    (float("nan"), "nan"),
    (Fraction(8), "8"),
    (Fraction(1, 5), "0.2"),
    (Fraction(1, 32), "0.03125"),
    (Fraction(-1, 3), "−1/3"),
    (Fraction(1, 128), "1/128"),
    (Fraction(12345, 7), "1764"),
    (Fraction(1, 10**9 + 7), "1·10⁻⁹"),
    (Fraction(10**400, 3), "3.333·10³⁹⁹"),
    (2**54, "18014398509481984"),
    (512**20, str(512**20)),
    (10**120 + 1, "1·10¹²⁰"),
    (np.float64(0.25), "0.25"),
    (np.float32(0.1), "0.1"),
    (np.int64(7), "7"),
    (np.array(0.5), "0.5"),
    (np.longdouble(0.5), "0.5"),
]


@pytest.mark.parametrize(("value", "printed"), ROWS, ids=[row[1] for row in ROWS])
def test_numbers_are_short_and_plain(value: Any, printed: str) -> None:
    assert spelled(value) == printed


@pytest.mark.parametrize("value", [8, 0.2, np.float32(0.1), Fraction(1, 3), 1e-8])
def test_what_is_printed_whole_is_not_rounded(value: Any) -> None:
    assert not is_rounded(value)


@pytest.mark.parametrize(
    "value", [2 / 3, -2 / 3, np.float32(1 / 3), Fraction(12345, 7), 10**120 + 1]
)
def test_what_loses_digits_is_rounded(value: Any) -> None:
    assert is_rounded(value)


def test_digits_and_exponent_are_told_apart_for_the_writers() -> None:
    assert digits(1.2e-5) == ("1.2", -5)
    assert digits(Fraction(1, 32)) == ("0.03125", None)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_printed_to_four_digits(value: float) -> None:
    mantissa, exponent = digits(abs(value))
    shown = Fraction(mantissa) * Fraction(10) ** (exponent or 0)
    assert abs(shown - abs(Fraction(value))) <= abs(Fraction(value)) / 1000


@given(st.one_of(st.integers(), st.fractions(), st.floats()))
def test_a_number_reads_the_same_alone_and_in_a_formula(value: Any) -> None:
    assert text(Number(value)) == spelled(value)
