"""The libraries that are compared, each in the form that is fastest for its users.

A module has ``training(net)``, the forms of a whole training step, and
``ways(problem)``, the forms of a cost and its gradient, by their names in the results.
"""

from __future__ import annotations

import importlib
from importlib.metadata import version
from importlib.util import find_spec
from types import ModuleType

LIBRARIES = {
    "backsweep": "ours",
    "jax": "with_jax",
    "torch": "with_torch",
    "autograd": "with_autograd",
    "numpy": "by_hand",
}


def present() -> dict[str, ModuleType]:
    """The modules of the libraries that are installed."""
    return {library: module(library) for library in LIBRARIES if find_spec(library)}


def module(library: str) -> ModuleType:
    """The module that says how a library does things."""
    return importlib.import_module(f"{__name__}.{LIBRARIES[library]}")


def absent() -> list[str]:
    """The libraries that are not installed."""
    return [library for library in LIBRARIES if not find_spec(library)]


def versions() -> dict[str, str]:
    """The version of each library that takes part, and of what Backsweep stands on."""
    names = [n for n in (*LIBRARIES, "scipy", "llvmlite") if find_spec(n)]
    return {name: _version(name) for name in names}


def _version(name: str) -> str:
    try:
        return version(name)
    except importlib.metadata.PackageNotFoundError:
        return str(importlib.import_module(name).__version__)
