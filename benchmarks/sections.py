"""The measurements, in the order in which they are taken."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from . import (
    calls,
    chains,
    eager,
    examining,
    explaining,
    gradients,
    imports,
    practising,
    probing,
    starts,
    steps,
)
from .timing import Effort

Section = Callable[[dict[str, ModuleType], Effort], dict[str, Any]]

SECTIONS: dict[str, Section] = {
    "steps": steps.measure,
    "overhead": calls.measure,
    "gradients": gradients.measure,
    "eager": eager.measure,
    "chains": chains.measure,
    "explaining": explaining.measure,
    "practising": practising.measure,
    "examining": examining.measure,
    "probing": probing.measure,
    "first gradients": starts.first_gradients,
    "compiling": starts.compiling,
    "imports": imports.measure,
}
