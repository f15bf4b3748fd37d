"""Tests against other libraries are collected only where these are installed."""

from importlib.util import find_spec

NEEDS = {
    "test_autograd.py": "autograd",
    "test_jax.py": "jax",
    "test_torch.py": "torch",
    "in_torch.py": "torch",
}

collect_ignore = [file for file, library in NEEDS.items() if not find_spec(library)]
