"""What a probe tells of models whose numbers can be worked out, and its errors."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.nn import functional as F

from backsweep.health.mean_field import slope
from backsweep.health.record import BRANCHES, SLOPE, WEIGHT, Record
from backsweep.torch import probe
from backsweep.torch.errors import BadData, NoGradient, NotScalar, SeveralOutputs

from .zoo import WIDTH, Forward, layers


def data(rows: int = 64, width: int = WIDTH) -> tuple[Tensor, Tensor]:
    random = torch.Generator().manual_seed(0)
    both = torch.randn(2, rows, width, generator=random)
    return both[0], both[1]


def probed(model: nn.Module, loss: Any = F.mse_loss) -> Record:
    return probe(model, *data(), loss)


def test_the_chain_of_the_lesson() -> None:
    class Chain(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = nn.ParameterList([torch.tensor(x) for x in (1.0, 2.0, 2.0)])

        def forward(self, a0: Tensor) -> Tensor:
            for w in self.w:
                a0 = w * a0
            return a0

    record = probe(
        Chain(), torch.tensor(1.0), torch.tensor(3.0), lambda a, y: (a - y) ** 2
    )
    assert [one.gain for one in record.links] == [2.0, 2.0, 2.0]
    assert (record.start, record.end, record.difference) == (1.0, 8.0, 0.0)
    assert {one.name: one.gradient for one in record.parameters} == {
        "w.0": 8.0,
        "w.1": 4.0,
        "w.2": 4.0,
    }


def networks() -> st.SearchStrategy[nn.Module]:
    """Networks drawn layer by layer, some of them with branches."""
    steps = st.sampled_from(["linear", "tanh", "relu", "residual", "split", "norm"])
    return st.builds(drawn, st.lists(steps, min_size=1, max_size=9), st.integers(0, 99))


def drawn(steps: list[str], seed: int) -> nn.Module:
    torch.manual_seed(seed)
    model = nn.ModuleList(nn.Linear(WIDTH, WIDTH) for _ in range(len(steps) + 1))
    run = {
        "linear": lambda f, h: f(h),
        "tanh": lambda f, h: torch.tanh(f(h)),
        "relu": lambda f, h: F.relu(f(h), inplace=True),
        "residual": lambda f, h: h + torch.tanh(f(h)),
        "split": lambda f, h: f(h) * torch.sigmoid(h) + h.flip(-1),
        "norm": lambda f, h: F.layer_norm(f(h), (WIDTH,)),
    }

    def forward(layers: Any, x: Tensor) -> Tensor:
        h = layers[0](x)
        for name, layer in zip(steps, layers[1:], strict=True):
            h = run[name](layer, h)
        return h

    made = Forward(forward)
    made.layers = model
    return made


@settings(deadline=None, max_examples=60, derandomize=True)
@given(networks())
def test_the_factors_multiply_to_what_is_measured(model: nn.Module) -> None:
    record = probed(model)
    assert record.difference < 1e-6
    first = record.parameters[0]
    assert first.uses[0].signal == pytest.approx(record.end, rel=1e-5)
    for link in record.links:
        if link.kind == BRANCHES and link.gain:
            assert sum(one.share for one in link.branches) == pytest.approx(1, abs=1e-4)


def test_desires_far_below_single_precision_are_measured_all_the_same() -> None:
    torch.manual_seed(0)
    model = nn.Sequential(*layers(*[nn.Sigmoid() for _ in range(22)]))
    x, y = data()
    narrow = probe(model, x, y, F.mse_loss)
    wide = probe(model.double(), x.double(), y.double(), F.mse_loss)
    assert 0 < narrow.end < 1e-18
    assert narrow.end == pytest.approx(wide.end, rel=1e-3)
    assert narrow.difference < 1e-6


def test_weights_and_slopes_are_predicted() -> None:
    torch.manual_seed(0)
    wide = [nn.Linear(400, 400) for _ in range(4)]
    model = nn.Sequential(*[m for one in wide for m in (one, nn.Tanh())])
    x, y = data(200, 400)
    record = probe(model, x, y, F.mse_loss)
    links = record.network
    assert [one.kind for one in links] == [SLOPE, WEIGHT] * 3 + [SLOPE]
    for one in links:
        assert one.predicted == pytest.approx(one.gain, rel=0.1)
    root = float(wide[1].weight.detach().norm()) / math.sqrt(400)
    assert links[5].predicted == pytest.approx(root, rel=1e-6)
    assert links[5].width == 400
    z = wide[0](x).detach().numpy()
    assert links[6].predicted == pytest.approx(
        slope("tanh", float(np.mean(z.astype(float) ** 2))), rel=1e-4
    )


@pytest.mark.parametrize("groups", [1, 4])
@pytest.mark.parametrize("strides", [1, 2])
@pytest.mark.parametrize("turned", [False, True])
def test_convolutions_are_predicted(groups: int, strides: int, turned: bool) -> None:
    torch.manual_seed(0)
    kind = nn.ConvTranspose2d if turned else nn.Conv2d
    first = nn.Conv2d(3, 32, 1)
    second = kind(32, 64, 3, padding=1, stride=strides, groups=groups)
    model = nn.Sequential(first, second)
    x = torch.randn(4, 3, 24, 24)
    record = probe(model, x, None, lambda made: (made * noise(made)).sum())
    (link,) = record.network
    assert link.predicted == pytest.approx(link.gain, rel=0.1)


def noise(like: Tensor) -> Tensor:
    return torch.randn(like.shape, generator=torch.Generator().manual_seed(1))


def test_dead_and_quiet_units_are_kept_apart() -> None:
    model = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.ReLU(), nn.Linear(WIDTH, WIDTH))
    with torch.no_grad():
        model[0].bias[:3] = -100
    (squish,) = probed(model).squishes
    slopes = (model[0](data()[0]) > 0).float()
    assert (squish.units, squish.samples, squish.dead) == (WIDTH, 64, 3)
    assert squish.quiet == pytest.approx(1 - float(slopes[:, 3:].mean()), abs=1e-6)
    assert squish.slope == pytest.approx(float(slopes.square().mean().sqrt()), rel=1e-6)


def test_saturated_units() -> None:
    model = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.Sigmoid())
    with torch.no_grad():
        model[0].weight.mul_(20)
    (squish,) = probed(model).squishes
    y = model(data()[0]).detach()
    flat = float((y * (1 - y) < 0.025).float().mean())
    assert squish.saturated == pytest.approx(flat, abs=1e-3) and flat > 0.5


def test_channels_are_the_units_of_images() -> None:
    model = nn.Sequential(nn.Conv2d(3, 5, 3), nn.ReLU(), nn.Flatten(), nn.Linear(80, 1))
    with torch.no_grad():
        model[0].bias[1] = -100
    record = probe(model, torch.randn(7, 3, 6, 6), None, torch.mean)
    (squish,) = record.squishes
    assert (squish.units, squish.samples, squish.dead) == (5, 7 * 16, 1)


def test_inputs_that_have_become_alike() -> None:
    model = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.Tanh(), nn.Linear(WIDTH, 1))
    with torch.no_grad():
        model[0].weight.mul_(1e-3)
        model[0].bias.fill_(1.0)
    (squish,) = probe(model, data()[0], None, torch.mean).squishes
    assert squish.apart is not None and squish.apart < 1e-5


def test_branches_bring_signed_shares() -> None:
    torch.manual_seed(0)

    def run(layers: Any, x: Tensor) -> Tensor:
        h = layers[0](x)
        return h + layers[1](torch.relu(h)) - 3 * h

    (link,) = probed(Forward(run)).network
    assert link.kind == BRANCHES and link.passes == 1
    assert sum(one.share or 0 for one in link.branches) == pytest.approx(1, abs=1e-5)
    assert [one.through for one in link.branches].count("layers.1") == 1


def test_a_gradient_is_signal_times_input_times_coherence() -> None:
    torch.manual_seed(0)
    model = nn.Sequential(*layers(nn.Tanh(), nn.Tanh()))
    for one in probed(model).parameters:
        (use,) = one.uses
        assert use.coherence is not None and 0 < use.coherence <= 1
        assert use.brought == one.gradient


def test_a_shared_layer_has_a_use_for_each_call() -> None:
    torch.manual_seed(0)

    def run(layers: Any, x: Tensor) -> Tensor:
        for _ in range(3):
            x = torch.tanh(layers[0](x))
        return x

    weight, bias = probed(Forward(run, 1)).parameters
    assert [one.at for one in weight.uses] == ["layers.0(3)", "layers.0(2)", "layers.0"]
    assert len(bias.uses) == 3
    assert max(one.brought for one in weight.uses) <= weight.gradient * 3
    assert len({one.brought for one in weight.uses}) == 3


def test_opaque_operations_are_named_in_words() -> None:
    torch.manual_seed(0)
    cell = nn.LSTM(WIDTH, WIDTH)
    record = probe(cell, torch.randn(3, 2, WIDTH), None, lambda made: made[0].sum())
    (told,) = record.opaque
    assert "a whole recurrent layer, its steps are inside" in told


def test_parameters_without_a_path_are_named() -> None:
    def run(layers: Any, x: Tensor) -> Tensor:
        return layers[0](x)

    record = probed(Forward(run, 2))
    assert record.without_path == ("layers.1.weight", "layers.1.bias")


def test_the_line_of_a_functional_operation() -> None:
    def run(layers: Any, x: Tensor) -> Tensor:
        h = layers[0](x)
        h = torch.tanh(h)
        return layers[1](h)

    slope = next(one for one in probed(Forward(run)).links if one.kind == SLOPE)
    assert slope.where.endswith("h = torch.tanh(h)")


def test_a_loss_of_another_size_changes_no_factor() -> None:
    torch.manual_seed(0)
    model = nn.Sequential(*layers(nn.Tanh()))
    plain, small = (
        probed(model, lambda a, b, s=s: F.mse_loss(a, b) * s) for s in (1.0, 1e-6)
    )
    gains = [[one.gain for one in x.network] for x in (plain, small)]
    assert gains[0] == pytest.approx(gains[1], rel=1e-5)


class Two(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(WIDTH, WIDTH)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.layer(x), x


def frozen() -> nn.Module:
    return nn.Linear(WIDTH, WIDTH).requires_grad_(False)


def holed() -> Tensor:
    x = data()[0].clone()
    x[3, 1] = math.nan
    return x


X, Y = data()
MISTAKES: dict[str, tuple[Any, ...]] = {
    "several outputs": (SeveralOutputs, "returns a tuple of 2", Two(), X, F.mse_loss),
    "nothing to learn": (NoGradient, "has no parameters", nn.Tanh(), X, F.mse_loss),
    "all frozen": (NoGradient, "requires a gradient", frozen(), X, F.mse_loss),
    "cut off": (
        NoGradient,
        "does not depend on any parameter",
        nn.Linear(WIDTH, WIDTH),
        X,
        lambda made, y: F.mse_loss(made.detach(), y),
    ),
    "another path": (
        NoGradient,
        "does not depend on any parameter",
        nn.Linear(WIDTH, WIDTH),
        X,
        lambda made, y: nn.Linear(WIDTH, 1)(y).sum(),
    ),
    "an array": (
        NotScalar,
        "the shape (64, 8)",
        nn.Linear(WIDTH, WIDTH),
        X,
        lambda made, y: (made - y) ** 2,
    ),
    "a float": (
        NotScalar,
        "is a float",
        nn.Linear(WIDTH, WIDTH),
        X,
        lambda made, y: F.mse_loss(made, y).item(),
    ),
    "nan": (
        BadData,
        "1 of 512 numbers in inputs",
        nn.Linear(WIDTH, WIDTH),
        holed(),
        F.mse_loss,
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_wrong_use_gets_one_clear_line(mistake: str) -> None:
    error, told, model, x, loss = MISTAKES[mistake]
    with pytest.raises(error) as caught:
        probe(model, x, Y, loss)
    assert told in str(caught.value).splitlines()[0]
    assert caught.value.cure
