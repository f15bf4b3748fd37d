"""The kind of a factor, told by the factor."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import backsweep as bs
from backsweep.explain.depth.flow import pulls
from backsweep.explain.depth.kinds import kind
from backsweep.explain.run import run

own = bs.rule(
    lambda x: x[::-1] * 2.0,
    lambda y, x: bs.Custom(lambda v: v[::-1] * 2.0, lambda u: u[::-1] * 2.0),
)
CASES: list[tuple[Any, str]] = [
    (np.tanh, "slope"),
    (lambda h: np.maximum(h, 0), "slope"),
    (lambda h: np.where(h > 0, h, 0.0), "slope"),
    (lambda h: h * (h > 0), "slope"),
    (np.max, "slope"),
    (np.sign, "slope"),
    (lambda h: h * np.array([1.0, 2.0, 3.0]), "weight"),
    (lambda h: h / np.array([1.0, 2.0, 3.0]), "weight"),
    (lambda h: 3.0 * h, "copy or sum"),
    (lambda h: h / 3.0, "copy or sum"),
    (lambda h: -h, "copy or sum"),
    (np.sum, "copy or sum"),
    (np.cumsum, "copy or sum"),
    (lambda h: h[::-1], "move"),
    (lambda h: h[np.array([0, 0, 1])], "move"),
    (lambda h: h.reshape(3, 1), "move"),
    (lambda h: h + 1.0, "move"),
    (lambda h: np.concatenate([h, np.zeros(2)]), "move"),
    (own, "rule of your own"),
]


@pytest.mark.parametrize(("step", "expected"), CASES)
def test_what_a_step_on_a_computed_value_is(step: Any, expected: str) -> None:
    def cost(w: Any) -> Any:
        h = np.exp(w)
        out = step(h)
        return np.sum(out)

    kept = run(cost, (np.array([0.1, -0.2, 0.3]),), {})
    h = next(one for one, symbol in kept.symbols.items() if symbol.name == "h")
    users = [p for one in kept.computed if one in kept.desires for p in pulls(one)]
    assert [kind(kept, pull) for pull in users if pull.by is h] == [expected]


def test_a_product_has_two_sides() -> None:
    def cost(w: Any, x: Any) -> Any:
        q = np.exp(x)
        k = q * w
        return q * k

    kept = run(cost, (2.0, 0.5), {}, ("w",))
    found = {p.by: kind(kept, p) for one in kept.computed for p in pulls(one)}
    names = {kept.symbols[one].name: word for one, word in found.items()}
    assert (names["w"], names["k"]) == ("input", "product")
