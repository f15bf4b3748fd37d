"""Programs in native code: fused loops through LLVM, products through SciPy's BLAS.

`available` says whether this machine and installation can do it, `why_not` what is
missing. Importing this package imports neither llvmlite nor SciPy.
"""

from __future__ import annotations

import functools
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..program import Program
    from .executable import Executable

__all__ = ["available", "compile", "why_not"]


def available() -> bool:
    """Whether programs can run in native code here."""
    return not why_not()


@functools.cache
def why_not() -> str:
    """Why programs cannot run in native code here; empty if they can."""
    for package in ("llvmlite", "scipy"):
        if find_spec(package) is None:
            return f"{package} is not installed; pip install 'backsweep[native]'"
    from . import blas, layout, machine

    return layout.why_not() or blas.why_not() or machine.why_not()


def compile(program: Program) -> Executable:
    """Return the program in native code: call it with arrays for ``program.inputs``.

    It gives a tuple of ``program.outputs``, or a ``GuardFailed`` where a decision fell
    otherwise. Raises ``TypeError`` where the program holds Python objects as elements.
    """
    from .compiler import compile_program

    return compile_program(program)
