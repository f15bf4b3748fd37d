"""Doctests of what needs PyTorch or Lightning are collected only where these are."""

from importlib.util import find_spec

NEEDS = {"src/backsweep/torch": ("torch",)}
NEEDS["src/backsweep/torch/lightning.py"] = ("lightning", "pytorch_lightning")

collect_ignore = [
    path for path, libraries in NEEDS.items() if not any(map(find_spec, libraries))
]
