"""Lightning's trainers and TensorBoard's writer get the numbers."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import torch
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset
from torch.utils.tensorboard import SummaryWriter

import backsweep.torch

pytestmark = pytest.mark.filterwarnings("ignore")
"""Both libraries warn of their own and of each other's old ways."""


def net() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2))


def data() -> TensorDataset:
    random = torch.Generator().manual_seed(0)
    x = torch.randn(24, 4, generator=random)
    return TensorDataset(x, torch.randn(24, 2, generator=random))


def read(folder: Path) -> dict[str, list[int]]:
    """The steps of every tag below a folder."""
    (file,) = folder.rglob("events.*")
    found = EventAccumulator(str(file))
    found.Reload()
    tags = found.Tags()["scalars"]
    return {tag: [one.step for one in found.Scalars(tag)] for tag in tags}


def test_a_summary_writer(tmp_path: Path) -> None:
    x, y = data()[:]
    record = backsweep.torch.probe(net(), x, y, F.mse_loss)
    with SummaryWriter(tmp_path) as writer:
        backsweep.torch.log_to(writer, record, step=7)
    found = read(tmp_path)
    assert found["health/decades/slope"] == [7]
    assert found["health/gradient/0.weight"] == found["health/saturated/1"] == [7]


@pytest.mark.parametrize("home", ["lightning.pytorch", "pytorch_lightning"])
def test_the_callback_logs_every_so_many_steps(home: str, tmp_path: Path) -> None:
    library: Any = import_module(home)
    from backsweep.torch.lightning import HealthCallback

    class Model(library.LightningModule):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.net = net()

        def training_step(self, batch: Any, index: int) -> Tensor:
            x, y = batch
            return F.mse_loss(self.net(x), y)

        def configure_optimizers(self) -> Any:
            return torch.optim.SGD(self.parameters(), 0.1)

    original, callback = torch.autograd.backward, HealthCallback(every=4)
    logger = import_module(f"{home}.loggers").TensorBoardLogger(tmp_path)
    quiet = {"enable_progress_bar": False, "enable_model_summary": False}
    trainer = library.Trainer(
        max_epochs=2,
        logger=logger,
        callbacks=[callback],
        accelerator="cpu",
        enable_checkpointing=False,
        **quiet,
    )
    trainer.fit(Model(), DataLoader(data(), batch_size=4))
    assert torch.autograd.backward is original
    assert callback.watch is not None and len(callback.watch.records) == 3
    assert read(tmp_path)["health/decades/all"] == [0, 4, 8]
    assert "health/decades/all" in trainer.callback_metrics
