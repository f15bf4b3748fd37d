"""Matrix products by SciPy's BLAS, whose functions it exports as C pointers."""

from __future__ import annotations

import ctypes
import importlib
import importlib.machinery
import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import scipy

_GEMM = {"float32": "sgemm", "float64": "dgemm"}
_NAME = "scipy.linalg.cython_blas"


@cache
def gemm(dtype: np.dtype) -> int:
    """The address of the general matrix product for ``dtype``."""
    capsule = _functions()[_GEMM[dtype.name]]
    return _pointer(capsule, _signature(capsule))


def why_not() -> str:
    """Why these functions cannot be called from here, or nothing if they can."""
    short = b"int *" in _signature(_functions()["sgemm"])
    return "" if short else "SciPy's BLAS takes 64-bit sizes"


def supports(dtype: np.dtype) -> bool:
    """Whether there is a product for ``dtype``."""
    return dtype.name in _GEMM


@cache
def _functions() -> dict[str, object]:
    return _module().__pyx_capi__


def _module() -> ModuleType:
    """``scipy.linalg.cython_blas`` alone: all of ``scipy.linalg`` takes 140 ms."""
    if _NAME in sys.modules:
        return sys.modules[_NAME]
    folder = Path(scipy.__path__[0], "linalg")
    for suffix in importlib.machinery.EXTENSION_SUFFIXES:
        path = folder / f"cython_blas{suffix}"
        if path.exists():
            return _load(path)
    return importlib.import_module(_NAME)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(_NAME, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _signature(capsule: object) -> bytes:
    read = ctypes.pythonapi["PyCapsule_GetName"]
    read.restype, read.argtypes = ctypes.c_char_p, [ctypes.py_object]
    return read(capsule)


def _pointer(capsule: object, name: bytes) -> int:
    read = ctypes.pythonapi["PyCapsule_GetPointer"]
    read.restype, read.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    return read(capsule, name)
