"""Where in the user's own code an operation is made."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import torch

from ..places import Place, is_inside

_TORCH = os.path.dirname(os.path.abspath(torch.__file__)) + os.sep
_BESIDE = ("lightning", "pytorch_lightning", "torch")
_users_own: dict[str, bool] = {}


def place() -> Place | None:
    """The innermost place on the stack that is neither ours nor PyTorch's."""
    frame: Any = sys._getframe(1)
    while frame is not None:
        if is_users(frame.f_code.co_filename):
            return Place(frame.f_code, frame.f_lasti)
        frame = frame.f_back
    return None


def is_users(file: str) -> bool:
    """Whether a file is the user's: not ours, nor of a library that runs models."""
    found = _users_own.get(file)
    if found is None:
        _, inside, after = file.rpartition(f"site-packages{os.sep}")
        beside = bool(inside) and after.split(os.sep)[0] in _BESIDE
        found = not (beside or is_inside(file) or file.startswith(_TORCH))
        _users_own[file] = found
    return found


@contextmanager
def noted() -> Iterator[None]:
    """Have autograd note the lines of each operation that is made."""
    was = torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled()
    torch.autograd.set_detect_anomaly(True, check_nan=False)
    try:
        yield
    finally:
        torch.autograd.set_detect_anomaly(*was)


_lines: dict[tuple[int, int], tuple[Place, str]] = {}
"""Lines by code object and instruction; the places keep the code objects alive."""


def line(place: Place) -> str:
    """A place in words, looked up once."""
    key = id(place.code), place.instruction
    if key not in _lines:
        _lines[key] = place, str(place)
    return _lines[key][1]


def users_line(lines: Iterable[str]) -> str:
    """The user's innermost line of a stack as PyTorch's anomaly mode notes it."""
    for line in reversed([*lines]):
        first, _, text = line.strip().partition("\n")
        _, file, rest = first.split('"', 2)
        if is_users(file):
            told = f"{file}, {rest.strip(', ').partition(',')[0]}"
            return f"{told}: {text.strip().splitlines()[0]}" if text else told
    return ""
