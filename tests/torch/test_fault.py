"""A nan or an infinity is traced to the operation that made it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

import backsweep.torch
from backsweep.health.record import Fault


class Then(nn.Module):
    """A layer, and a function of what it makes."""

    def __init__(self, function: Callable[[Tensor], Tensor]):
        super().__init__()
        self.layer = nn.Linear(3, 3)
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(self.layer(x))


def found(function: Callable[[Tensor], Tensor], loss: Any = torch.mean) -> Fault:
    torch.manual_seed(0)
    model, x = Then(function), torch.randn(5, 3)
    before = [one.clone() for one in model.parameters()]
    record = backsweep.torch.probe(model, x, None, loss)
    assert all(map(torch.equal, before, model.parameters()))
    assert record.fault is not None
    return record.fault


def test_the_log_of_zero() -> None:
    fault = found(lambda z: torch.log(torch.relu(z)))
    assert (fault.operation, fault.made, fault.backward) == ("log", "-inf", False)
    assert fault.lowest == 0 and fault.highest > 0
    assert fault.why == "log(0) = -inf"
    assert "torch.log(torch.relu(z))" in fault.where


def test_the_root_of_a_negative_number() -> None:
    fault = found(torch.sqrt)
    assert (fault.operation, fault.made) == ("sqrt", "nan")
    assert fault.lowest < 0


def test_an_exponential_that_overflows() -> None:
    fault = found(lambda z: torch.exp(z * 1000))
    assert (fault.operation, fault.made, fault.why[:4]) == ("exp", "inf", "exp(")


def test_nothing_over_nothing() -> None:
    fault = found(lambda z: (z - z) / (z - z))
    assert (fault.operation, fault.why) == ("div", "div(0, 0) = nan")


def test_in_the_loss() -> None:
    fault = found(lambda z: z, lambda made: (made * 0).log().mean())
    assert fault.operation == "log"


def test_where_does_not_keep_a_root_from_its_slope() -> None:
    def root(z: Tensor) -> Tensor:
        r = torch.relu(z)
        return torch.where(r > 0, torch.sqrt(r), 0.0)

    fault = found(root)
    assert (fault.operation, fault.made, fault.backward) == ("sqrt", "nan", True)
    assert fault.why == "where sent 0, sqrt'(0) = inf"
    assert fault.lowest == 0 and math.isfinite(fault.highest)
    assert "torch.sqrt(r)" in fault.where


def test_a_root_at_zero_has_an_infinite_slope() -> None:
    fault = found(lambda z: torch.sqrt(torch.relu(z)))
    assert (fault.operation, fault.made, fault.backward) == ("sqrt", "inf", True)
    assert fault.why == "sqrt'(0) = inf"


def test_a_mask_of_infinities_is_no_fault() -> None:
    torch.manual_seed(0)

    def masked(z: Tensor) -> Tensor:
        mask = torch.ones(3, 3).triu(1).bool()
        return (z[:3] @ z[:3].T).masked_fill(mask, -math.inf).softmax(-1)

    model, x = Then(masked), torch.randn(5, 3)
    record = backsweep.torch.probe(model, x, None, lambda made: made[:, 0].sum())
    assert record.fault is None


def test_a_row_that_is_masked_as_a_whole() -> None:
    def masked(z: Tensor) -> Tensor:
        return z.masked_fill(torch.ones(5, 3).bool(), -math.inf).softmax(-1)

    fault = found(masked)
    assert "softmax" in fault.operation and fault.made == "nan"
