"""Cures are tried on copies, whatever calls the activations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from backsweep.health.activations import UnknownActivation
from backsweep.health.change import Change
from backsweep.health.record import WEIGHT, Record
from backsweep.torch import TorchPatient

from .zoo import WIDTH, ZOO, Forward, layers

X, Y = torch.randn(2, 32, WIDTH, generator=torch.Generator().manual_seed(0))


def patient(model: nn.Module) -> TorchPatient:
    return TorchPatient(model, X, Y, F.mse_loss)


def net(activation: type[nn.Module] = nn.Sigmoid) -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(*layers(activation(), activation()))


def weights(record: Record) -> list[float]:
    return [one.gain for one in record.links if one.kind == WEIGHT]


def called(how: Callable[[Tensor], Tensor]) -> nn.Module:
    torch.manual_seed(0)

    def run(layers: nn.ModuleList, x: Tensor) -> Tensor:
        return layers[2](how(layers[1](how(layers[0](x)))))

    return Forward(run)


def test_without_a_change_it_is_the_model_as_it_is() -> None:
    model = net()
    before = {k: v.clone() for k, v in model.state_dict().items()}
    asked = patient(model)
    first = asked.probe()
    asked.probe(Change(scale={"0.weight": 5.0}, activation="relu", residual=True))
    asked.cost_after_step(10.0)
    again = asked.probe()
    assert (again.cost, again.parameters) == (first.cost, first.parameters)
    assert all(torch.equal(v, before[k]) for k, v in model.state_dict().items())


def test_scaled_weights_scale_their_factor() -> None:
    asked = patient(nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)))
    (plain,) = weights(asked.probe())
    (scaled,) = weights(asked.probe(Change(scale={"1.weight": 2.0})))
    assert scaled == pytest.approx(2 * plain, rel=0.2)


WAYS: dict[str, Callable[[Tensor], Tensor]] = {
    "torch": torch.sigmoid,
    "functional": F.sigmoid,
    "a method": Tensor.sigmoid,
    "in place": lambda z: z.sigmoid_(),
    "another": F.leaky_relu,
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_call_an_activation_is_changed(way: str) -> None:
    expected = patient(called(torch.tanh)).probe()
    found = patient(called(WAYS[way])).probe(Change(activation="tanh"))
    assert found.cost == expected.cost and found.end == expected.end
    assert [one.function for one in found.squishes] == ["tanh", "tanh"]


def test_modules_are_changed_as_well_and_the_loss_is_not() -> None:
    def loss(made: Tensor, wanted: Tensor) -> Tensor:
        return -F.logsigmoid(made * wanted).mean()

    expected = TorchPatient(net(nn.ReLU), X, Y, loss).probe()
    found = TorchPatient(net(nn.GELU), X, Y, loss).probe(Change(activation="relu"))
    assert found.cost == expected.cost


def test_normalised_before_each_activation() -> None:
    big = net()
    with torch.no_grad():
        big[0].weight.mul_(100)
    plain, cured = (patient(big).probe(x) for x in (None, Change(normalise=True)))
    assert plain.squishes[0].saturated > 0.5 > 0.1 > cured.squishes[0].saturated


def test_a_residual_connection_is_a_branch() -> None:
    record = patient(net()).probe(Change(residual=True))
    straight = [b for one in record.links for b in one.branches if b.share is not None]
    assert straight and record.end > patient(net()).probe().end


def test_one_step_is_that_of_an_ordinary_optimizer() -> None:
    model = net()
    found = patient(model).cost_after_step(0.3)
    optimizer = torch.optim.SGD(model.parameters(), 0.3)
    F.mse_loss(model(X), Y).backward()
    optimizer.step()
    assert found == pytest.approx(float(F.mse_loss(model(X), Y).detach()), rel=1e-6)


def test_a_clipped_step_is_no_longer_than_the_clip() -> None:
    model = net()
    found = patient(model).cost_after_step(0.3, clip=0.01)
    F.mse_loss(model(X), Y).backward()
    nn.utils.clip_grad_norm_(model.parameters(), 0.01)
    torch.optim.SGD(model.parameters(), 0.3).step()
    assert found == pytest.approx(float(F.mse_loss(model(X), Y).detach()), rel=1e-6)


def test_an_activation_that_is_not_there() -> None:
    with pytest.raises(UnknownActivation, match="'swoosh'"):
        patient(net()).probe(Change(activation="swoosh"))


@pytest.mark.parametrize("name", sorted({*ZOO} - {"compiled_inside"}))
def test_every_kind_of_model_can_be_tried(name: str) -> None:
    torch.manual_seed(0)
    case = ZOO[name]()
    asked = TorchPatient(case.model, case.inputs, case.targets, case.loss)
    scale = {k: 0.5 for k, p in case.model.named_parameters() if p.dim() > 1}
    change = Change(scale=scale, activation="relu", normalise=True, residual=True)
    assert asked.probe(change).difference < 1e-6
    assert asked.cost_after_step(0.01, clip=1.0) > 0
