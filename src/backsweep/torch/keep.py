"""A model put back as it was: gradients, running statistics, random numbers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn


@contextmanager
def kept(model: nn.Module, data: Any) -> Iterator[None]:
    """Whatever is run inside leaves no trace on the model, the data or the chances."""
    leaves = [*model.parameters(), *leaves_of(data)]
    gradients = [leaf.grad for leaf in leaves]
    buffers = [_Buffer(module, name) for module, name in _buffers(model)]
    modes = [(module, module.training) for module in model.modules()]
    try:
        for leaf in leaves:
            leaf.grad = None
        with _chances(model):
            yield
    finally:
        for leaf, gradient in zip(leaves, gradients, strict=True):
            leaf.grad = gradient
        for buffer in buffers:
            buffer.restore()
        for module, training in modes:
            module.training = training


class _Buffer:
    """A buffer of a module, such as a running mean, and what it holds."""

    def __init__(self, module: nn.Module, name: str):
        self.module, self.name = module, name
        self.tensor = module._buffers[name]
        self.copy = None if self.tensor is None else self.tensor.detach().clone()

    def restore(self) -> None:
        """The same tensor with the same numbers, written only if they have changed."""
        self.module._buffers[self.name] = self.tensor
        if self.tensor is not None and self.copy is not None:
            with torch.no_grad():
                self.tensor.copy_(self.copy)


def _buffers(model: nn.Module) -> Iterator[tuple[nn.Module, str]]:
    for module in model.modules():
        for name in module._buffers:
            yield module, name


@contextmanager
def _chances(model: nn.Module) -> Iterator[None]:
    """The same random numbers afterwards, of PyTorch, NumPy and Python."""
    places = {one.device for one in model.parameters() if one.device.type == "cuda"}
    python, numpy = random.getstate(), np.random.get_state()
    try:
        with torch.random.fork_rng(devices=[*places]):
            yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)


def leaves_of(data: Any) -> Iterator[Tensor]:
    """The tensors in nested data that gather a gradient."""
    return (one for one in tensors(data) if one.is_leaf and one.requires_grad)


def tensors(data: Any) -> Iterator[Tensor]:
    """All tensors in nested tuples, lists and dicts."""
    if isinstance(data, Tensor):
        yield data
    elif isinstance(data, dict):
        for one in data.values():
            yield from tensors(one)
    elif isinstance(data, list | tuple):
        for one in data:
            yield from tensors(one)
