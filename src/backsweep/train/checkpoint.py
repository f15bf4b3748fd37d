"""A run in one file: the model, the optimiser's memory, and where it stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from .dataset import Dataset
from .errors import ChangedData, ContradictingOption, NothingToResume
from .loop import Epoch, State
from .model import Model, model_from
from .nested import filled, named
from .optimisers import start_memory
from .options import Options, Source
from .tensors import read_tensors, write_tensors

CHECKPOINT = "checkpoint.safetensors"
KEPT_OF_SOURCE = ("target", "task", "gaps", "ignore")


@dataclass(frozen=True)
class Checkpoint:
    """What a checkpoint file holds."""

    source: dict[str, Any]
    options: Options
    state: State
    fingerprint: str

    @property
    def finished(self) -> bool:
        """Whether every epoch that was asked for is done."""
        return self.state.epoch >= self.options.epochs

    @property
    def begun(self) -> bool:
        """Whether any step is done."""
        return self.state.epoch + self.state.batch > 0


def save_checkpoint(
    folder: Path, source: Source, data: Dataset, options: Options, state: State
) -> None:
    """Put the state of a run into ``folder``, whole or not at all.

    Arrays and progress share one file, so they cannot disagree.
    """
    model = model_of(data, options, state)
    facts = model.facts() | {
        "source": {name: getattr(source, name) for name in KEPT_OF_SOURCE},
        "fingerprint": data.fingerprint,
        "epoch": state.epoch,
        "batch": state.batch,
        "cost_so_far": state.cost_so_far,
        "history": [asdict(one) for one in state.history],
    }
    tensors = model.tensors() | dict(named(state.memory, "memory"))
    write_tensors(folder / CHECKPOINT, tensors, facts)


def load_checkpoint(folder: Path) -> Checkpoint:
    """The run kept in ``folder``. Raises ``NothingToResume`` and ``DamagedFile``."""
    path = folder / CHECKPOINT
    if not path.exists():
        raise NothingToResume(
            f"{folder} holds no checkpoint",
            where=str(path),
            cure="start the run without --resume, or name its folder with --out",
        )
    tensors, facts = read_tensors(path)
    model = model_from(tensors, facts, path)
    source = facts["source"] | {"ignore": tuple(facts["source"]["ignore"])}
    state = _state(model, tensors, facts)
    return Checkpoint(source, model.options, state, facts["fingerprint"])


def _state(model: Model, tensors: dict[str, Any], facts: dict[str, Any]) -> State:
    pattern = start_memory(model.options.optimiser, model.parameters)
    history = (one | {"slopes": tuple(one["slopes"])} for one in facts["history"])
    return State(
        model.parameters,
        filled(pattern, "memory", tensors),
        facts["epoch"],
        facts["batch"],
        facts["cost_so_far"],
        tuple(Epoch(**one) for one in history),
    )


def model_of(data: Dataset, options: Options, state: State) -> Model:
    """The network as it stands in ``state``."""
    about = {"data": data.name, "epochs": state.epoch, "training rows": len(data.train)}
    if state.history:
        about["held-out score"] = state.history[-1].score
    return Model(state.parameters, options, data.columns, data.target, about)


def check_same_run(
    saved: Checkpoint, source: Source, options: Options, data: Dataset
) -> None:
    """Make sure that going on from ``saved`` ends where an unbroken run would end.

    Only the number of epochs may grow: a longer run begins like a shorter one. Raises
    ``ContradictingOption`` and ``ChangedData``.
    """
    for name in (field.name for field in fields(Options)):
        _check_same(name, getattr(saved.options, name), getattr(options, name))
    for name in KEPT_OF_SOURCE:
        _check_same(name, saved.source[name], getattr(source, name))
    if saved.fingerprint != data.fingerprint:
        raise ChangedData(
            f"the numbers in {source.name} are not those the run was started with",
            where=source.name,
            cure="put the old file back, or start a new run without --resume",
        )


def _check_same(option: str, kept: Any, given: Any) -> None:
    if given == kept or (option == "epochs" and given > kept):
        return
    raise ContradictingOption(
        f"{option} is {_told(given)}, but the run was started with {_told(kept)}",
        where=f"option {option}",
        cure=f"leave {option} out, or start a new run without --resume",
    )


def _told(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
