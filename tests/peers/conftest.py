"""Tests against other libraries are collected only where these are installed."""

from importlib.util import find_spec

ORACLES = {
    "autograd": ["test_autograd.py"],
    "jax": ["test_jax.py"],
    "torch": ["test_torch.py", "in_torch.py"],
}

collect_ignore = [
    file
    for library, files in ORACLES.items()
    if not find_spec(library)
    for file in files
]
