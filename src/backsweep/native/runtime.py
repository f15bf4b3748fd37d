"""The part of native code that is the same for every program, loaded once."""

from __future__ import annotations

import ctypes
import threading
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from llvmlite import binding as llvm

from . import machine

_PYTHON = (
    "PyEval_SaveThread",
    "PyEval_RestoreThread",
    "PyObject_Vectorcall",
    "PyTuple_New",
    "PyTuple_SetItem",
    "PyLong_FromSsize_t",
    "PyLong_AsLongLong",
    "PyErr_Occurred",
    "PyErr_Clear",
    "Py_IncRef",
    "Py_DecRef",
)
_lock = threading.Lock()
"""Threads that ask at once for what is not loaded yet must not both load it."""
_REALS = ("float", "double")
_SCALAR, _EMPTY = 60, 184
"""Places of PyArray_Scalar and PyArray_Empty in NumPy's table of C functions."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """Addresses of native functions; those for products by the name of the dtype."""

    call: int
    stop: int
    guard: int
    copy: int
    products: dict[str, int]
    scalar: int
    empty: int


def runtime() -> Runtime:
    """The runtime, loaded at the first call."""
    with _lock:
        return _loaded()


@cache
def _loaded() -> Runtime:
    for name in _PYTHON:
        llvm.add_symbol(name, _address(getattr(ctypes.pythonapi, name)))
    llvm.add_symbol("_Py_NoneStruct", id(None))
    words = ["call", "stop", "guard", "copy", *(f"product_{real}" for real in _REALS)]
    call, stop, guard, copy, single, double = machine.load(
        _source(), [f"backsweep_{word}" for word in words], level=0
    )
    table = _numpy_functions()
    products = {"float32": single, "float64": double}
    return Runtime(call, stop, guard, copy, products, table[_SCALAR], table[_EMPTY])


def _source() -> str:
    here = resources.files(__package__)
    product = here.joinpath("product.ll").read_text()
    parts = [here.joinpath(name).read_text() for name in ("steps.ll", "call.ll")]
    return "\n".join(parts + [product.replace("REAL", real) for real in _REALS])


def _address(function: object) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _numpy_functions() -> ctypes.Array:
    """NumPy's table of C functions, whose places never change."""
    capsule = np._core._multiarray_umath._ARRAY_API  # type: ignore[attr-defined]
    read = ctypes.pythonapi["PyCapsule_GetPointer"]
    read.restype, read.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    address = read(capsule, None)
    return (ctypes.c_size_t * (_EMPTY + 1)).from_address(address)
