"""A plan is taken up as long as the model does the same, and tells the same."""

from __future__ import annotations

import copy
import gc
import weakref
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

import backsweep.torch
from backsweep.health.record import Record
from backsweep.torch.probing import cost_of

from .zoo import ZOO

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The .grad attribute of a Tensor:UserWarning"),
]


class Either(nn.Module):
    """Goes one of two ways, as it is told."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.first, self.last = nn.Linear(4, 8), nn.Linear(8, 2)
        self.tanh, self.relu = nn.Tanh(), nn.ReLU()
        self.bend = True

    def forward(self, x: Tensor) -> Any:
        a = self.first(x)
        a = self.tanh(a) if self.bend else self.relu(self.tanh(a))
        return self.last(a)


def step(model: nn.Module, rows: int = 16) -> None:
    x = torch.randn(rows, 4, generator=torch.Generator().manual_seed(rows))
    model.zero_grad()
    F.mse_loss(model(x), torch.zeros(rows, 2)).backward()


def fresh(model: nn.Module, rows: int = 16) -> Record:
    """What a watch without any plan tells."""
    with backsweep.torch.watch(model) as watch:
        step(model, rows)
    assert watch.last is not None
    return watch.last


def noted(model: nn.Module) -> bool:
    return bool(model.get_submodule("first")._forward_hooks)


@pytest.fixture(autouse=True)
def forgotten_compilations() -> Any:
    yield
    torch._dynamo.reset()


@pytest.mark.parametrize("name", ZOO)
def test_a_plan_tells_the_same_as_a_first_look(name: str) -> None:
    torch.manual_seed(0)
    case = ZOO[name]()
    state = copy.deepcopy(case.model.state_dict())
    with backsweep.torch.watch(case.model, every=1) as watch:
        for _ in range(4):
            torch.manual_seed(1)
            case.model.load_state_dict(state)
            case.model.zero_grad()
            cost_of(case.model, case.inputs, case.targets, case.loss).backward()
    first, *later = [record for _, record in watch.records]
    assert len(later) == 3
    for record in later:
        assert record == first
        assert record.difference < 1e-6


def test_the_modules_note_nothing_once_their_names_are_known() -> None:
    model = Either()
    with backsweep.torch.watch(model, every=1) as watch:
        step(model)
        assert noted(model)
        step(model)
        assert not noted(model)
        step(model)
    assert [record for _, record in watch.records] == [fresh(model)] * 3


def test_another_batch_has_the_same_names_and_numbers_of_its_own() -> None:
    model = Either()
    with backsweep.torch.watch(model, every=1) as watch:
        for rows in (16, 16, 16, 5):
            step(model, rows)
    assert watch.last == fresh(model, 5)


def test_where_a_model_does_something_else_the_next_step_is_probed() -> None:
    model = Either()
    with backsweep.torch.watch(model, every=2) as watch:
        for k in range(9):
            model.bend = k < 4
            step(model)
    assert [at for at, _ in watch.records] == [0, 2, 5, 6, 8]
    assert watch.last == fresh(model)


def test_a_model_that_does_something_else_each_time_is_probed_each_time() -> None:
    model = Either()
    with backsweep.torch.watch(model, every=1) as watch:
        for k in range(6):
            model.bend = bool(k % 2)
            step(model)
    assert len(watch.records) == 6
    assert watch.last == fresh(model)


def test_another_model_s_sweep_leaves_the_plan_as_it_is() -> None:
    model, other = Either(), Either()
    other.bend = False
    with backsweep.torch.watch(model, every=1) as watch:
        for _ in range(3):
            step(other)
            step(model)
    assert not noted(model)
    assert [record for _, record in watch.records] == [fresh(model)] * 3


def test_another_parameter_in_a_layer_is_met_as_something_new() -> None:
    model = Either()
    with backsweep.torch.watch(model, every=1) as watch:
        for _ in range(3):
            step(model)
        model.last = nn.Linear(8, 2)
        step(model)
        step(model)
    assert [at for at, _ in watch.records] == [0, 1, 2, 4]
    assert watch.last == fresh(model)


def test_nothing_of_a_step_is_alive_after_it() -> None:
    model, made = Either(), []
    handle = model.tanh.register_forward_hook(
        lambda module, given, out: made.append(weakref.ref(out))
    )
    with backsweep.torch.watch(model, every=1):
        for _ in range(3):
            step(model)
            gc.collect()
            assert made[-1]() is None
    handle.remove()
