"""Derivatives of random programs are those of PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ..programs import Program, examples, programs
from .in_torch import NUMPY, SPECIAL
from .oracle import Arrays, Oracle

pytestmark = [
    pytest.mark.peers,
    pytest.mark.filterwarnings("ignore::backsweep.NoPathWarning"),
    pytest.mark.filterwarnings("ignore:The use of `x.T` on tensors:UserWarning"),
    pytest.mark.filterwarnings("ignore:Tensor.T is deprecated on 0-D:UserWarning"),
    pytest.mark.filterwarnings("ignore:.*degrees of freedom is <= 0:UserWarning"),
    pytest.mark.filterwarnings("ignore:`torch.jit.script` is:DeprecationWarning"),
]
LACKS = ("::-",)
"""What PyTorch cannot index with."""
DTYPES = (np.float64, np.float32)
"""One for a whole program: PyTorch multiplies no matrices of different dtypes."""


class Torch(Oracle):
    """Eager PyTorch on the processor."""

    def cost(self, program: Program) -> Any:
        """The program's cost with PyTorch's functions."""
        return program.functions(NUMPY, SPECIAL, torch.tensor)[1]

    def gradients(self, program: Program) -> tuple[Any, Arrays]:
        given = [one.requires_grad_() for one in _given(program.arguments)]
        value = self.cost(program)(*given)
        return value.detach().numpy(), torch.autograd.grad(value, given)

    def moved(self, program: Program, nudges: Arrays) -> Any:
        given = tuple(_given(program.arguments))
        return torch.func.jvp(self.cost(program), given, tuple(_given(nudges)))[1]

    def curved(self, program: Program, nudges: Arrays) -> Arrays:
        given = tuple(_given(program.arguments))
        cost, directions = self.cost(program), tuple(_given(nudges))
        return torch.autograd.functional.hvp(cost, given, directions)[1]


def _given(arrays: Arrays) -> list[Any]:
    return [torch.tensor(array) for array in arrays]


@examples(800)
@given(st.sampled_from(DTYPES).flatmap(lambda d: programs((d,), LACKS)))
def test_gradients(program):
    Torch().check_gradients(program)


@examples(400)
@given(programs(without=LACKS))
def test_jvp(program):
    Torch().check_moved(program)


@examples(400)
@given(programs(without=LACKS, most=6))
def test_hessian_products(program):
    Torch().check_curved(program)
