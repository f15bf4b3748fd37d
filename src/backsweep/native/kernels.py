"""Forms to addresses: each distinct form is compiled once in a process."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable
from typing import Any

from llvmlite import ir

from . import indexing, lower, machine, scans
from .loops import Loop

Form = Loop | indexing.Gather | indexing.Scatter | scans.Scan | scans.Search
"""What a kernel computes, as data: equal forms are one kernel."""

_LOWER: dict[type, Callable[[ir.Module, str, Any], None]] = {
    Loop: lower.lower,
    indexing.Gather: indexing.lower_gather,
    indexing.Scatter: indexing.lower_scatter,
    scans.Scan: scans.lower_scan,
    scans.Search: scans.lower_search,
}

_known: dict[Form, int] = {}
_lock = threading.Lock()


def addresses(forms: Iterable[Form]) -> dict[Form, int]:
    """The addresses of the kernels of ``forms``; what is new is one module."""
    wanted = dict.fromkeys(forms)
    with _lock:
        fresh = {_name(form): form for form in wanted if form not in _known}
        if fresh:
            found = machine.load(assembly(fresh), list(fresh))
            _known.update(zip(fresh.values(), found, strict=True))
        return {form: _known[form] for form in wanted}


def assembly(forms: dict[str, Form]) -> str:
    """LLVM assembly of a module with a kernel under each name."""
    module = ir.Module(context=ir.Context())
    module.triple = machine.target().triple
    module.data_layout = str(machine.target().target_data)
    for name, form in forms.items():
        _LOWER[type(form)](module, name, form)
    return str(module)


def _name(form: Form) -> str:
    """A name that only this form has: the code on disk must not depend on the rest."""
    return "kernel_" + hashlib.sha256(repr(form).encode()).hexdigest()[:24]
