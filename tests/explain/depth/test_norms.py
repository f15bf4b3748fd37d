"""Lengths and shares, also where squares underflow."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from backsweep.explain.depth.norms import decades, norm, share


@pytest.mark.parametrize("scale", [1e-300, 1e-30, 1.0, 1e30, 1e300])
def test_a_length_scales_with_its_array(scale: float) -> None:
    assert norm(scale * np.array([3.0, -4.0])) == pytest.approx(5 * scale, 1e-12)


def test_single_precision_is_measured_in_double() -> None:
    assert norm(np.array([3e-30, 4e-30], np.float32)) == pytest.approx(5e-30, 1e-6)


def test_nothing_has_no_length() -> None:
    assert (norm(np.zeros((2, 3))), norm(np.zeros(0))) == (0, 0)


def test_shares_of_parts_add_up_to_one_however_small() -> None:
    parts = 1e-250 * np.random.default_rng(0).normal(size=(4, 5))
    assert sum(share(one, parts.sum(0)) for one in parts) == pytest.approx(1, 1e-12)


def test_shares_of_fractions_are_exact() -> None:
    part = np.array([Fraction(1, 3), Fraction(0)], object)
    whole = np.array([Fraction(1, 3), Fraction(1)], object)
    assert share(part, whole) == Fraction(1, 10)


def test_decades_of_what_a_float_cannot_hold() -> None:
    assert decades(Fraction(1, 10**400)) == -400
    assert decades(0.0) == -np.inf
