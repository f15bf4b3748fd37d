"""A callback for Lightning, under either of its names, that watches the model.

Needs Lightning beside PyTorch: ``pip install lightning``.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ..health.record import Record
from .errors import MissingTorch
from .scalars import scalars
from .watching import Watch

_HOMES = ("lightning.pytorch", "pytorch_lightning")


def _callback() -> Any:
    """The base class that the trainer knows."""
    for home in _HOMES:
        if find_spec(home.partition(".")[0]) is not None:
            return import_module(home).Callback
    raise MissingTorch(
        "Lightning is not installed",
        why="the callback is one of Lightning's own",
        cure="pip install lightning",
    )


class HealthCallback(_callback()):  # type: ignore[misc]
    """Probe the training sweeps every so many steps, and log what they tell.

    The numbers go to every logger of the trainer, and ``health/decades/all`` to its
    metrics, so that a checkpoint or an early stop can go by it. ``watch.records`` has
    the records.
    """

    def __init__(self, every: int = 50):
        self.every = every
        self.watch: Watch | None = None
        self._told: Record | None = None

    def on_train_start(self, trainer: Any, pl_module: Any) -> None:
        """Begin to watch."""
        self.watch = Watch(pl_module, self.every, self._tell).__enter__()

    def _tell(self, record: Record) -> None:
        self._told = record

    def on_after_backward(self, trainer: Any, pl_module: Any) -> None:
        """Log the record of this sweep, if there is one."""
        record, self._told = self._told, None
        if record is None:
            return
        found = scalars(record)
        for logger in trainer.loggers:
            logger.log_metrics(found, step=trainer.global_step)
        name = "health/decades/all"
        if name in found:
            pl_module.log(name, found[name], logger=False, batch_size=1)

    def on_train_end(self, trainer: Any, pl_module: Any) -> None:
        """Watch no longer."""
        self._stop()

    def on_exception(
        self, trainer: Any, pl_module: Any, exception: BaseException
    ) -> None:
        """Watch no longer, and let the error go on."""
        self._stop()

    def _stop(self) -> None:
        if self.watch is not None:
            self.watch.__exit__(None, None, None)
