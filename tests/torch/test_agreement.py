"""One network, written for NumPy and for PyTorch, has one record."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from backsweep.explain.run import run
from backsweep.health.graph.probe import record
from backsweep.health.record import Record
from backsweep.torch import probe

LAYERS, WIDTH, ROWS = 5, 16, 32
RANDOM = np.random.default_rng(0)
WEIGHTS = RANDOM.normal(0, 1.3 * WIDTH**-0.5, (LAYERS, WIDTH, WIDTH))
BIASES = RANDOM.normal(0, 0.1, (LAYERS, WIDTH))
X, Y = RANDOM.normal(size=(2, ROWS, WIDTH))
SQUISHES = {
    "tanh": (np.tanh, torch.tanh),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), torch.sigmoid),
    "relu": (lambda z: np.maximum(z, 0), torch.relu),
}


def in_numpy(squish: Any, residual: bool) -> Record:
    def cost(params: Any, x: Any, y: Any) -> Any:
        h = x
        for w, b in params:
            made = squish(h @ w + b)
            h = h + made if residual else made
        return np.mean((h - y) ** 2)

    params = list(zip(WEIGHTS, BIASES, strict=True))
    return record(run(cost, (params, X, Y), {}, ("params",), as_is=True))


class Net(nn.Module):
    def __init__(self, squish: Any, residual: bool):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(WIDTH, WIDTH).double() for _ in BIASES)
        self.squish, self.residual = squish, residual
        with torch.no_grad():
            for layer, w, b in zip(self.layers, WEIGHTS, BIASES, strict=True):
                layer.weight.copy_(torch.tensor(w.T))
                layer.bias.copy_(torch.tensor(b))

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            made = self.squish(layer(x))
            x = x + made if self.residual else made
        return x


def in_torch(squish: Any, residual: bool) -> Record:
    data = torch.tensor(X), torch.tensor(Y)
    return probe(Net(squish, residual), *data, F.mse_loss)


@pytest.mark.parametrize("name", SQUISHES)
@pytest.mark.parametrize("residual", [False, True])
def test_the_same_network_has_the_same_chain(name: str, residual: bool) -> None:
    numpy, pytorch = SQUISHES[name]
    ours, theirs = in_numpy(numpy, residual), in_torch(pytorch, residual)
    assert theirs.cost == pytest.approx(ours.cost, rel=1e-12)
    assert theirs.end == pytest.approx(ours.end, rel=1e-9)
    pairs = list(zip(ours.network, theirs.network, strict=True))
    for mine, other in pairs:
        assert other.gain == pytest.approx(mine.gain, rel=1e-9)
        assert (other.kind, other.width) == (mine.kind, mine.width)
        assert other.passes == mine.passes
        assert (other.predicted or 0) == pytest.approx(mine.predicted or 0, rel=1e-3)
        shares = [sorted(x.share or 0 for x in one.branches) for one in (mine, other)]
        assert shares[1] == pytest.approx(shares[0], rel=1e-6)


@pytest.mark.parametrize("name", SQUISHES)
def test_the_same_network_has_the_same_squishes(name: str) -> None:
    numpy, pytorch = SQUISHES[name]
    ours, theirs = in_numpy(numpy, False), in_torch(pytorch, False)
    for mine, other in zip(ours.squishes, theirs.squishes, strict=True):
        assert other.function == mine.function
        assert (other.units, other.samples, other.dead) == (WIDTH, ROWS, mine.dead)
        for number in ("quiet", "saturated", "slope", "apart"):
            told, expected = getattr(other, number), getattr(mine, number)
            assert told == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_the_same_network_has_the_same_gradients() -> None:
    numpy, pytorch = SQUISHES["tanh"]
    ours, theirs = in_numpy(numpy, False), in_torch(pytorch, False)
    for mine, other in zip(ours.parameters, theirs.parameters, strict=True):
        assert other.gradient == pytest.approx(mine.gradient, rel=1e-9)
        assert other.size == pytest.approx(mine.size, rel=1e-9)
        (one,), (two,) = mine.uses, other.uses
        numbers = [(x.brought, x.signal, x.input) for x in (one, two)]
        assert numbers[1] == pytest.approx(numbers[0], rel=1e-9)
        spread = None if mine.spread is None else pytest.approx(mine.spread, rel=1e-9)
        assert other.spread == spread
