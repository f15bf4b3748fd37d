"""Whatever the model, a probe changes no bit of a gradient and leaves no trace."""

from __future__ import annotations

import weakref
from typing import Any

import pytest
import torch
from torch import Tensor

import backsweep.torch
from backsweep.torch.names import naming
from backsweep.torch.probing import cost_of
from backsweep.torch.sweep import Sweep

from .zoo import ZOO, Case

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The .grad attribute of a Tensor:UserWarning"),
]


def made(name: str) -> Case:
    torch.manual_seed(0)
    return ZOO[name]()


def gradients(case: Case) -> dict[str, Tensor | None]:
    """Those of an ordinary step."""
    torch.manual_seed(1)
    case.model.zero_grad()
    cost_of(case.model, case.inputs, case.targets, case.loss).backward()
    return copied(case)


def copied(case: Case) -> dict[str, Tensor | None]:
    found = case.model.named_parameters()
    return {k: None if p.grad is None else p.grad.clone() for k, p in found}


def state(case: Case) -> dict[str, Tensor]:
    return {k: v.clone() for k, v in case.model.state_dict().items()}


def same(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return a.keys() == b.keys() and all(equal(a[k], b[k]) for k in a)


def equal(a: Tensor | None, b: Tensor | None) -> bool:
    return a is b if a is None or b is None else torch.equal(a, b)


@pytest.fixture(autouse=True)
def forgotten_compilations() -> Any:
    yield
    torch._dynamo.reset()


@pytest.mark.parametrize("name", ZOO)
def test_a_heard_sweep_gives_the_same_gradients_to_the_bit(name: str) -> None:
    plain, heard = made(name), made(name)
    expected = gradients(plain)
    torch.manual_seed(1)
    with naming(heard.model) as spans:
        cost = cost_of(heard.model, heard.inputs, heard.targets, heard.loss)
    with (sweep := Sweep(heard.model, cost, spans)).heard():
        cost.backward()
    assert same(copied(heard), expected)
    assert sweep.record().difference < 1e-6


@pytest.mark.parametrize("name", ZOO)
def test_a_probe_leaves_the_model_as_it_was(name: str) -> None:
    case = made(name)
    gradients(case)
    before, kept, chances = state(case), copied(case), torch.get_rng_state()
    record = backsweep.torch.probe(case.model, case.inputs, case.targets, case.loss)
    assert same(state(case), before) and same(copied(case), kept)
    assert torch.equal(torch.get_rng_state(), chances)
    assert record.difference < 1e-6 and record.links


@pytest.mark.parametrize("name", ZOO)
def test_the_gradients_told_are_those_of_the_model(name: str) -> None:
    case = made(name)
    torch.manual_seed(1)
    record = backsweep.torch.probe(case.model, case.inputs, case.targets, case.loss)
    if name == "hooks_already_there":
        return
    found = {
        k: float(g.double().norm()) for k, g in gradients(case).items() if g is not None
    }
    told = {one.name: one.gradient for one in record.parameters}
    assert told == pytest.approx(found, rel=1e-4, abs=1e-12)
    assert {*record.without_path}.isdisjoint(told)


@pytest.mark.parametrize("name", ZOO)
def test_nothing_of_the_graph_is_kept(name: str) -> None:
    case = made(name)
    with naming(case.model) as spans:
        cost = cost_of(case.model, case.inputs, case.targets, case.loss)
    watched = weakref.ref(cost)
    sweep = Sweep(case.model, cost, spans)
    with sweep.heard():
        cost.backward()
    record = sweep.record()
    del cost, sweep, spans
    assert record.links and watched() is None
