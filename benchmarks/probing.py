"""What it takes to watch the training of PyTorch models, beside training them."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from . import THREADS
from .task import Task
from .timing import Effort, by_turns

EVERY, LAYERS, ROWS = 50, 20, 128
PLAIN, PROBED, WAITING = "plain", "probed", "watched, not probed"
CHAIN = "the chain alone probed"
SAMPLED = f"one step in {EVERY} probed"
NEVER = 10**9


def measure(modules: dict[str, ModuleType], effort: Effort) -> dict[str, Any]:
    """Steps of descent, plain and watched; nothing if PyTorch is not installed."""
    if "torch" not in modules:
        return {}
    import torch

    torch.set_num_threads(THREADS)
    return {name: _compared(make, effort) for name, make in MODELS.items()}


def _compared(make: Callable[[], Any], effort: Effort) -> dict[str, Any]:
    tasks = {
        PLAIN: Task(_step(*make())),
        WAITING: Watched(*make(), NEVER).task(),
        CHAIN: Watched(*make(), 1, detail=False).task(),
        PROBED: Watched(*make(), 1).task(),
    }
    against = dict.fromkeys((WAITING, CHAIN, PROBED), PLAIN)
    found = by_turns(tasks, effort, against)
    waiting, probed = found[WAITING]["ratio"], found[PROBED]["ratio"]
    return found | {SAMPLED: {"ratio": waiting + (probed - waiting) / EVERY}}


class Watched:
    """Steps inside a watch, which is left after each turn: others are not to be heard.

    The first step is over before, since it is always probed.
    """

    def __init__(self, model: Any, x: Any, every: int, detail: bool = True):
        from backsweep.torch import watch

        self._step, self._inside = _step(model, x), False
        self._watch = watch(model, every, detail=detail)
        self.call()
        self.finish()

    def call(self) -> None:
        """One step."""
        if not self._inside:
            self._watch.__enter__()
            self._inside = True
        self._step()

    def finish(self) -> None:
        """Leave the watch; the next step enters it again."""
        if self._inside:
            self._watch.__exit__(None, None, None)
            self._watch.records.clear()
            self._inside = False

    def task(self) -> Task:
        """The steps as something to time."""
        return Task(self.call, finish=self.finish)


def _step(model: Any, x: Any) -> Callable[[], None]:
    """Forward, back, and down the slope, as in any loop."""
    import torch

    y = torch.randint(0, 10, (len(x),))
    optimizer = torch.optim.SGD(model.parameters(), 1e-3)

    def step() -> None:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()

    return step


def _plain(width: int) -> Any:
    """Tanh layers and a head."""
    import torch
    from torch import nn

    pairs = [(nn.Linear(width, width), nn.Tanh()) for _ in range(LAYERS)]
    body = [one for pair in pairs for one in pair]
    return nn.Sequential(*body, nn.Linear(width, 10)), torch.randn(ROWS, width)


def _residual() -> Any:
    """Nine blocks of two convolutions each, as of a ResNet for small images."""
    import torch
    from torch import nn

    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.body = nn.Sequential(
                nn.Conv2d(16, 16, 3, padding=1, bias=False),
                nn.BatchNorm2d(16),
                nn.ReLU(inplace=True),
                nn.Conv2d(16, 16, 3, padding=1, bias=False),
                nn.BatchNorm2d(16),
            )

        def forward(self, x: Any) -> Any:
            return torch.relu(self.body(x) + x)

    blocks = [Block() for _ in range(9)]
    head = (nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 10))
    model = nn.Sequential(nn.Conv2d(3, 16, 3, padding=1), *blocks, *head)
    return model, torch.randn(32, 3, 32, 32)


def _attention() -> Any:
    """Four layers of a transformer over 32 places."""
    import torch
    from torch import nn

    layer = nn.TransformerEncoderLayer(128, 4, 256, dropout=0.0, batch_first=True)
    body = nn.TransformerEncoder(layer, 4, enable_nested_tensor=False)
    model = nn.Sequential(body, nn.Flatten(), nn.Linear(32 * 128, 10))
    return model, torch.randn(32, 32, 128)


MODELS: dict[str, Callable[[], Any]] = {
    f"{LAYERS} × 64, batch {ROWS}": lambda: _plain(64),
    f"{LAYERS} × 512, batch {ROWS}": lambda: _plain(512),
    f"{LAYERS} × 1024, batch {ROWS}": lambda: _plain(1024),
    "residual, 9 blocks": _residual,
    "transformer, 4 layers": _attention,
}
