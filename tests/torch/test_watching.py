"""A training loop of your own is watched as it is, and comes out the same."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

import backsweep.torch
from backsweep.torch.errors import ProbeError


def net(seed: int = 0) -> nn.Sequential:
    torch.manual_seed(seed)
    middle = [nn.Linear(8, 8), nn.Dropout(0.1), nn.ReLU(inplace=True)]
    return nn.Sequential(nn.Linear(4, 8), nn.Tanh(), *middle, nn.Linear(8, 2))


def data() -> tuple[Tensor, Tensor]:
    random = torch.Generator().manual_seed(1)
    x = torch.randn(16, 4, generator=random)
    return x, torch.randn(16, 2, generator=random)


def trained(model: nn.Module, steps: int = 7) -> list[Tensor]:
    """An ordinary loop, which knows nothing of any watch."""
    x, y = data()
    optimizer = torch.optim.Adam(model.parameters())
    for _ in range(steps):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()
    return [one.detach().clone() for one in model.parameters()]


def test_the_parameters_come_out_the_same_to_the_bit() -> None:
    plain = trained(net())
    model = net()
    with backsweep.torch.watch(model, every=1) as watch:
        heard = trained(model)
    assert all(map(torch.equal, plain, heard))
    assert len(watch.records) == watch.steps == 7


def test_every_so_many_steps_leave_a_record() -> None:
    model, told = net(), []
    with backsweep.torch.watch(model, every=3, on_record=told.append) as watch:
        trained(model)
    assert [step for step, _ in watch.records] == [0, 3, 6]
    assert told == [record for _, record in watch.records]
    assert watch.last is told[-1]
    assert watch.cost is not None and watch.cost > 0


def test_without_detail_the_chain_and_the_gradients_are_the_same() -> None:
    model, (x, y) = net().eval(), data()
    records = []
    for detail in (True, False):
        watch = backsweep.torch.watch(model, 1, records.append, detail)
        with watch:
            F.mse_loss(model(x), y).backward()
        model.zero_grad()
    full, light = records
    for a, b in zip(full.links, light.links, strict=True):
        assert (a.to, a.through, a.kind, a.gain) == (b.to, b.through, b.kind, b.gain)
    gradients = [[one.gradient for one in x.parameters] for x in records]
    assert gradients[0] == gradients[1]
    assert full.squishes and not light.squishes


def test_a_record_has_the_names_of_modules_and_the_line_that_calls_them() -> None:
    model = net()
    with backsweep.torch.watch(model, every=1) as watch:
        trained(model, 1)
    assert watch.last is not None
    network = [(one.to, one.through, one.kind) for one in watch.last.network]
    assert network == [
        ("4", "5", "weight"),
        ("3", "4", "slope"),
        ("2", "3", "copy or sum"),
        ("1", "2", "weight"),
        ("0", "1", "slope"),
    ]
    assert "F.mse_loss(model(x), y).backward()" in watch.last.network[0].where


def test_backward_is_put_back_also_after_an_error() -> None:
    original, model = torch.autograd.backward, net()
    with pytest.raises(ZeroDivisionError), backsweep.torch.watch(model):
        assert torch.autograd.backward is not original
        raise ZeroDivisionError
    assert torch.autograd.backward is original
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in model.modules())
    assert not any(p._post_accumulate_grad_hooks for p in model.parameters())


def test_sweeps_of_other_models_pass_through() -> None:
    model, other = net(), net(1)
    with backsweep.torch.watch(model, every=1) as watch:
        trained(other)
        assert watch.steps == 0
        trained(model, 2)
        trained(other)
    assert watch.steps == 2


def test_between_probes_other_models_are_not_counted() -> None:
    model, other = net(), net(1)
    with backsweep.torch.watch(model, every=5) as watch:
        trained(model, 2)
        trained(other)
        trained(model, 4)
    assert watch.steps == 6
    assert [step for step, _ in watch.records] == [0, 5]


def test_two_models_are_watched_at_once() -> None:
    one, other = net(), net(1)
    with (
        backsweep.torch.watch(one, every=1) as first,
        backsweep.torch.watch(other, every=2) as second,
    ):
        trained(one, 2)
        trained(other, 3)
    assert (len(first.records), len(second.records)) == (2, 2)


@pytest.mark.filterwarnings("ignore:Using backward.. with create_graph=True")
def test_grad_and_double_backward_are_left_alone() -> None:
    model, (x, y) = net().eval(), data()
    with backsweep.torch.watch(model, every=1) as watch:
        cost = F.mse_loss(model(x), y)
        torch.autograd.grad(cost, [*model.parameters()], retain_graph=True)
        cost.backward(create_graph=True)
        assert watch.steps == 0
        penalty = sum(p.grad.square().sum() for p in model.parameters())
        model.zero_grad()
        penalty.backward()
    assert watch.steps == 1


def test_a_sweep_for_some_inputs_only_passes_through() -> None:
    model, (x, y) = net(), data()
    with backsweep.torch.watch(model, every=1) as watch:
        F.mse_loss(model(x), y).backward(inputs=[model[5].weight])
    assert watch.steps == 0 and model[0].weight.grad is None


def test_gradients_that_gather_over_several_sweeps_are_told_one_by_one() -> None:
    model, (x, y) = net().eval(), data()
    with backsweep.torch.watch(model, every=1) as watch:
        F.mse_loss(model(x), y).backward()
        F.mse_loss(model(x), y).backward()
    (_, first), (_, second) = watch.records
    assert first.parameters == second.parameters


def test_a_watch_can_be_used_again() -> None:
    model = net()
    watch = backsweep.torch.watch(model, every=2)
    for _ in range(2):
        with watch:
            trained(model, 3)
    assert watch.steps == 6


def test_the_user_s_own_error_comes_through() -> None:
    model, (x, _) = net(), data()
    with (
        backsweep.torch.watch(model),
        pytest.raises(RuntimeError, match="only for scalar outputs"),
    ):
        model(x).backward()


def test_a_scaled_loss_tells_the_same_chain() -> None:
    model, (x, y) = net().eval(), data()
    with backsweep.torch.watch(model, every=1) as watch:
        F.mse_loss(model(x), y).backward()
        (F.mse_loss(model(x), y) * 65536).backward()
    one, other = (record for _, record in watch.records)
    gains = [[link.gain for link in record.network] for record in (one, other)]
    assert gains[0] == pytest.approx(gains[1], rel=1e-5)


def test_every_must_be_a_number_of_steps() -> None:
    with pytest.raises(ProbeError, match="every=0"):
        backsweep.torch.watch(net(), every=0)


class Lost(nn.Module):
    """Divides by what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x: Tensor) -> Tensor:
        return self.layer(x) / (x * 0)


def test_what_is_not_finite_is_looked_for_at_once() -> None:
    model, (x, _) = Lost(), data()
    with backsweep.torch.watch(model, every=1) as watch:
        model(x).sum().backward()
    assert watch.last is not None and watch.last.fault is not None
    assert watch.last.fault.operation == "div"
