"""Random programs: every way to the same number gives the same number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import example, given

import backsweep as bs
from backsweep import native

from .comparison import assert_same, numbers, tolerance
from .programs import Program, examples, programs

pytestmark = pytest.mark.filterwarnings("ignore::backsweep.NoPathWarning")
SINGLE = (np.float32, np.float64)


@pytest.fixture(autouse=True, scope="module")
def nothing_kept() -> Iterator[None]:
    """Compile everything anew: no code on disk from another run."""
    with mock.patch.dict("os.environ", BACKSWEEP_CACHE="off"):
        yield


def inner(these: Sequence[Any], those: Sequence[Any]) -> float:
    pairs = zip(numbers(list(these)), numbers(list(those)), strict=True)
    return float(sum(np.vdot(a, b) for a, b in pairs))


@examples(400)
@given(programs(dtypes=SINGLE))
def test_the_value_is_numpys_own_and_gradients_have_their_arguments_dtypes(program):
    value, gradients = bs.value_and_grad(program.cost, program.every)(
        *program.arguments
    )
    wanted = program.cost(*program.arguments)
    assert_same(value, wanted, tolerance(program, 1e-14))
    kinds = [(g.shape, g.dtype) for g in numbers(gradients)]
    assert kinds == [(a.shape, a.dtype) for a in program.arguments]


@examples(400)
@given(programs())
def test_sweep_and_ripple_are_adjoint(program):
    function, _ = program.functions()
    nudges = program.directions()
    value, moved = bs.jvp(function, program.arguments, nudges)
    desires = [np.cos(np.asarray(v) + 1.0) for v in value]
    again, pull = bs.vjp(function, *program.arguments)
    assert_same(again, value, 0.0)
    np.testing.assert_allclose(
        inner(moved, desires), inner(nudges, pull(desires)), rtol=1e-10, atol=1e-9
    )


@examples(400)
@given(programs())
def test_ripple_is_what_a_central_difference_measures(program):
    nudges, step = program.directions(), 1e-6
    _, moved = bs.jvp(program.cost, program.arguments, nudges)
    ends = [
        program.cost(
            *[a + h * n for a, n in zip(program.arguments, nudges, strict=True)]
        )
        for h in (-step, step)
    ]
    measured = (ends[1] - ends[0]) / (2 * step)
    np.testing.assert_allclose(numbers(moved)[0], measured, rtol=1e-4, atol=1e-4)


@examples(200)
@given(programs(most=6))
def test_the_hessian_is_symmetric_and_is_the_gradients_difference(program):
    nudge, (x, *rest) = program.directions()[0], program.arguments
    gradient = bs.grad(program.cost)
    curved = numbers(bs.hvp(program.cost)(x, *rest, nudge))
    _, pull = bs.vjp(lambda x: gradient(x, *rest), x)
    assert_same(curved, numbers(pull(nudge)), 1e-9)
    ends = [numbers(gradient(x + h * nudge, *rest))[0] for h in (-1e-5, 1e-5)]
    scale = 1 + max(float(np.max(abs(e), initial=0)) for e in (*ends, *curved))
    measured = (ends[1] - ends[0]) / 2e-5
    np.testing.assert_allclose(curved[0], measured, rtol=1e-3, atol=1e-3 * scale)


MAXIMUM = Program(
    ("v0 = 2.0 * x0", "v1 = xp.max(v0)"), ("v0", "v1"), (np.linspace(-1.0, 1.0, 4),)
)
"""An extreme beside a sum of the same loop: the ties need the extreme first."""


@example(MAXIMUM)
@examples(200)
@given(programs(dtypes=SINGLE))
def test_the_compiled_program_gives_the_traced_ones_numbers(program):
    both = bs.value_and_grad(program.cost, program.every)
    wanted = both(*program.arguments)
    jitted = bs.jit(both)
    for _ in range(3):
        assert_same(jitted(*program.arguments), wanted, tolerance(program, 1e-12))


@examples(300)
@given(programs(dtypes=SINGLE))
def test_the_program_of_numpy_calls_gives_the_traced_ones_numbers(program):
    both = bs.value_and_grad(program.cost, program.every)
    wanted = both(*program.arguments)
    jitted = bs.jit(both)
    with mock.patch.object(native, "available", lambda: False):
        for _ in range(3):
            assert_same(jitted(*program.arguments), wanted, tolerance(program, 1e-12))


@examples(300)
@given(programs(dtypes=SINGLE))
def test_the_printed_source_gives_the_engines_numbers(program):
    wanted = bs.value_and_grad(program.cost)(*program.arguments)
    space: dict[str, Any] = {}
    exec(bs.source(program.cost, *program.arguments), space)
    with np.errstate(all="ignore"):  # NumPy also computes what np.where leaves out
        found = space["cost"](*program.arguments)
    assert_same(found, wanted, tolerance(program, 1e-12))
