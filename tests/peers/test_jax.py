"""Derivatives of random programs are those of JAX."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
import pytest
from hypothesis import given

from ..programs import Program, examples, programs
from .oracle import Arrays, Oracle

pytestmark = [
    pytest.mark.peers,
    pytest.mark.filterwarnings("ignore::backsweep.NoPathWarning"),
]
jax.config.update("jax_enable_x64", True)


class Jax(Oracle):
    """JAX, operation by operation."""

    def cost(self, program: Program) -> Any:
        """The program's cost with JAX's functions."""
        special = jax.scipy.special
        special.softmax, special.log_softmax = jax.nn.softmax, jax.nn.log_softmax
        return program.functions(jnp, special)[1]

    def gradients(self, program: Program) -> tuple[Any, Arrays]:
        both = jax.value_and_grad(self.cost(program), program.every)
        return both(*map(jnp.asarray, program.arguments))

    def moved(self, program: Program, nudges: Arrays) -> Any:
        return jax.jvp(self.cost(program), _given(program.arguments), _given(nudges))[1]

    def curved(self, program: Program, nudges: Arrays) -> Arrays:
        gradient = jax.grad(self.cost(program), program.every)
        return jax.jvp(gradient, _given(program.arguments), _given(nudges))[1]


def _given(arrays: Arrays) -> tuple[Any, ...]:
    return tuple(map(jnp.asarray, arrays))


@examples(60)
@given(programs(dtypes=(np.float64, np.float32)))
def test_gradients(program):
    Jax().check_gradients(program)


@examples(30)
@given(programs())
def test_jvp(program):
    Jax().check_moved(program)


@examples(25)
@given(programs(most=5))
def test_hessian_products(program):
    Jax().check_curved(program)
