"""Safetensors files that are whole or not there, whatever happens to the machine."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import CannotSave, DamagedFile

PART = ".part"
A_MINUTE = 60.0
KEY = "backsweep"


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` in one indivisible step.

    It is written beside the old file, forced to the disk, and only then takes its name;
    a crash at any moment leaves the old file or the new one. Raises ``CannotSave``.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _gone_unless_renamed(beside), open(beside, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.replace(beside, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise cannot_save(path, error) from error


@contextlib.contextmanager
def _gone_unless_renamed(path: Path) -> Iterator[None]:
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def _sync_folder(folder: Path) -> None:
    """Force the new name to the disk too; only the folder knows it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def cannot_save(path: Path, error: OSError) -> CannotSave:
    """The one line that says what could not be written, and what is still there."""
    kept = ""
    if path.exists():
        kept = "; what was saved there before is whole, and --resume goes on from it"
    reason = error.strerror or type(error).__name__
    return CannotSave(f"cannot save {path}: {reason.lower()}{kept}")


def sweep_up(folder: Path) -> None:
    """Take away what a killed run was writing; a live one writes for moments only."""
    for stray in folder.glob(f".*{PART}"):
        with contextlib.suppress(OSError):
            if time.time() - stray.stat().st_mtime > A_MINUTE:
                stray.unlink()


def write_tensors(
    path: Path, tensors: Mapping[str, NDArray[Any]], facts: Mapping[str, Any]
) -> None:
    """Write arrays, and facts about them as JSON, into one safetensors file.

    One entry of metadata holds all the facts: safetensors does not keep the order of
    entries, and equal runs should write equal files.
    """
    from safetensors.numpy import save

    arrays = {name: np.asarray(value, order="C") for name, value in tensors.items()}
    write_whole(path, save(arrays, metadata={KEY: json.dumps(facts)}))


def read_tensors(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """The arrays and the facts of a file. Raises ``DamagedFile``."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
            return tensors, json.loads(file.metadata()[KEY])
    except (SafetensorError, OSError, TypeError, KeyError, ValueError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> DamagedFile:
    """The error about a file that is not what it should be, or is not there."""
    wrong = "is not a whole model or checkpoint of Backsweep"
    return DamagedFile(
        f"{path} {wrong if path.exists() else 'does not exist'}",
        where=str(path),
        cure="give the path of a file that backsweep train wrote",
    )
