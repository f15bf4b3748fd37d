"""Signed shares of a gradient by length of path, and by marked values passed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings

from backsweep.explain.depth.flow import Pull, pulls
from backsweep.explain.depth.shares import Shares, shares
from backsweep.explain.errors import UnknownName
from backsweep.explain.run import Run, run
from backsweep.graph import Node

from .networks import runs


def every_path(kept: Run, one: Node, to: Node) -> Iterator[list[Pull]]:
    """All paths of operations, listed one by one."""
    if one is to:
        yield []
    elif one in kept.active and one.inputs:
        for pull in pulls(one):
            for rest in every_path(kept, pull.by, to):
                yield [pull, *rest]


def brought(kept: Run, path: list[Pull]) -> Any:
    """What one path brings: its factors, one after another."""
    desire = kept.desires[kept.cost]
    for pull in path:
        desire = pull.factor.pull(desire, pull.by)
    return kept.values(desire)


def listed(kept: Run, to: Node, degree: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for path in every_path(kept, kept.cost, to):
        found.setdefault(degree(path), []).append(brought(kept, path))
    return found


def told(found: Shares) -> tuple[dict[int, int], dict[int, float]]:
    """Counts and shares by degree, as they were found."""
    rows = found.rows
    return {x.degree: x.paths for x in rows}, {x.degree: float(x.share) for x in rows}


def brute(found: Shares, degree: Any) -> tuple[dict[int, int], Any]:
    """Counts and shares by degree, of all paths listed one by one."""
    parts = listed(found.run, found.to, degree)
    whole = found.run.desire(found.to)
    shares = {k: np.sum(sum(x) * whole) / np.sum(whole**2) for k, x in parts.items()}
    return {k: len(x) for k, x in parts.items()}, pytest.approx(shares, 1e-6, 1e-9)


@settings(deadline=None, max_examples=25)
@given(runs())
def test_shares_are_those_of_all_paths_listed_one_by_one(kept: Run) -> None:
    found = shares(kept, next(reversed(kept.variables)))
    assume(found.paths <= 200)
    assert told(found) == brute(found, len)


@settings(deadline=None, max_examples=25)
@given(runs())
def test_so_are_shares_by_named_values_passed(kept: Run) -> None:
    named = {one for one, symbol in kept.symbols.items() if symbol.name == "h"}
    found = shares(kept, next(reversed(kept.variables)), through="h")
    assume(found.paths <= 200)
    assert told(found) == brute(found, lambda path: sum(x.of in named for x in path))


@settings(deadline=None, max_examples=40)
@given(runs())
def test_shares_add_up_to_one(kept: Run) -> None:
    for name in kept.variables:
        rows = shares(kept, name).rows
        assert abs(sum(row.share for row in rows) - 1) < 1e-12


def growing(x: Any, w: Any, depth: Any) -> Any:
    for _ in range(depth):
        r = w * x
        x = x + r
    return x


def test_in_fractions_they_are_the_binomials_exactly() -> None:
    kept = run(lambda x, w: growing(x, w, 6), (1, Fraction(1, 2)), {}, ("x",))
    rows = shares(kept, "x", through="r").rows
    total = Fraction(3, 2) ** 6
    assert [row.paths for row in rows] == [comb(6, k) for k in range(7)]
    assert [row.share for row in rows] == [
        comb(6, k) * Fraction(1, 2**k) / total for k in range(7)
    ]
    assert sum(row.share for row in rows) == 1


def test_shares_are_signed() -> None:
    kept = run(lambda x, w: growing(x, w, 2), (1.0, -0.5), {}, ("x",))
    assert [row.share for row in shares(kept, "x", "r").rows] == [4, -4, 1]
    assert shares(kept, "x", "r").left == pytest.approx(0.25 / 2.25)


def test_a_plain_chain_has_one_length() -> None:
    kept = run(lambda x: np.sin(np.exp(2.0 * x)), (0.1,), {})
    (row,) = shares(kept, "x").rows
    assert (row.degree, row.paths, row.share) == (3, 1, pytest.approx(1))


def test_a_zero_gradient_has_no_shares() -> None:
    found = shares(run(lambda x: np.sin(x) - np.sin(1.0 * x), (1.0,), {}), "x")
    assert [row.share for row in found.rows] == [None, None]
    assert "The gradient is zero" in str(found)


def test_without_a_path_there_are_no_rows() -> None:
    found = shares(run(lambda x, y: y * np.floor(y) * (x > 0), (1.0, 2.0), {}), "x")
    assert (found.rows, found.paths) == ([], 0)
    assert "no path" in str(found) and found.data()["path"] is False


def test_a_name_that_no_value_has_is_an_error() -> None:
    kept = run(lambda x, w: growing(x, w, 2), (1.0, -0.5), {}, ("x",))
    with pytest.raises(UnknownName, match="there is no 'q'"):
        shares(kept, "x", through="q")


def test_54_residual_blocks_take_less_than_two_seconds() -> None:
    random = np.random.default_rng(0)
    params = [random.normal(size=(2, 64, 64)) / 20 for _ in range(54)]

    def blocks(params: Any, x: Any) -> Any:
        h = x
        for w in params:
            r = np.tanh(h @ w[0]) @ w[1]
            h = h + r
        return np.mean(h**2)

    kept = run(blocks, (params, random.normal(size=(32, 64))), {}, ("params",))
    started = time.perf_counter()
    found = shares(kept, "h(1)", through="r")
    assert found.paths == 2**53
    assert abs(sum(row.share for row in found.rows) - 1) < 1e-12
    assert time.perf_counter() - started < 2
    assert "others" in str(found)
