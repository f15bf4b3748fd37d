"""Derivatives of random programs are those of autograd."""

from __future__ import annotations

from typing import Any

import autograd
import autograd.numpy as anp
import autograd.scipy.special
import pytest
from hypothesis import given

from ..programs import Program, examples, programs
from .oracle import Arrays, Oracle

pytestmark = [
    pytest.mark.peers,
    pytest.mark.filterwarnings("ignore::backsweep.NoPathWarning"),
]
LACKS = ("softmax", "xlogy", "cbrt", "hypot", "take", "flip", "vdot", "pad(")
"""What autograd 1.9 has no derivative for, or none that can be called."""
WRONG = ("where", "outer", "diag", "broadcast_to", "repeat", "tile", "None]", "prod")
"""What it gets wrong, or refuses, for some shapes and axes."""
FORWARD = ("var", "std", "special")
"""What fails in its forward mode only."""


class Autograd(Oracle):
    """The library whose users write plain NumPy code."""

    def cost(self, program: Program) -> Any:
        """The cost as a function of one tuple."""
        cost = program.functions(anp, autograd.scipy.special)[1]
        return lambda arguments: cost(*arguments)

    def gradients(self, program: Program) -> tuple[Any, Arrays]:
        return autograd.value_and_grad(self.cost(program))(program.arguments)

    def moved(self, program: Program, nudges: Arrays) -> Any:
        return autograd.make_jvp(self.cost(program))(program.arguments)(nudges)[1]

    def curved(self, program: Program, nudges: Arrays) -> Arrays:
        gradient = autograd.grad(self.cost(program))

        def slope(arguments: Any) -> Any:
            pairs = zip(gradient(arguments), nudges, strict=True)
            return sum(anp.sum(one * nudge) for one, nudge in pairs)

        return autograd.grad(slope)(program.arguments)


@examples(800)
@given(programs(without=LACKS + WRONG))
def test_gradients(program):
    Autograd().check_gradients(program)


@examples(400)
@given(programs(without=LACKS + WRONG + FORWARD))
def test_jvp(program):
    Autograd().check_moved(program)


@examples(400)
@given(programs(without=LACKS + WRONG, most=6))
def test_hessian_products(program):
    Autograd().check_curved(program)
