"""Doctests of what needs PyTorch are collected only where it is installed."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("torch") else ["src/backsweep/torch"]
