"""Whether objects of this Python and this NumPy are laid out as `call.ll` reads them.

The offsets are those of CPython's and NumPy's own headers. They are compared here with
what Python says about an array, so that another build is refused rather than misread.
"""

from __future__ import annotations

import ctypes
import sys
import sysconfig

import numpy as np

_DATA, _NDIM, _DIMS, _DESCR, _FLAGS, _WEAK = 16, 24, 32, 56, 64, 72
_NUMBER = 16
_CONTIGUOUS_ALIGNED_WRITEABLE = 0x501


def why_not() -> str:
    """Why native code cannot read objects here, or nothing if it can."""
    if sys.implementation.name != "cpython" or sys.byteorder != "little":
        return "it needs CPython on a little-endian machine"
    if ctypes.sizeof(ctypes.c_void_p) != 8:
        return "it needs a 64-bit Python"
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "it needs a Python with a GIL"
    return "" if _as_expected() else "this NumPy lays its arrays out in another way"


def _word(address: int) -> int:
    return ctypes.c_int64.from_address(address).value


def _as_expected() -> bool:
    array = np.arange(6.0).reshape(2, 3)
    at, number = id(array), np.float64(1.5)
    flags = ctypes.c_int32.from_address(at + _FLAGS).value
    dims = _word(at + _DIMS)
    return (
        ctypes.c_int32.from_address(at).value == sys.getrefcount(array) - 1
        and _word(at + 8) == id(np.ndarray)
        and _word(at + _DATA) == array.ctypes.data
        and ctypes.c_int32.from_address(at + _NDIM).value == 2
        and (_word(dims), _word(dims + 8)) == (2, 3)
        and _word(at + _DESCR) == id(array.dtype)
        and flags & _CONTIGUOUS_ALIGNED_WRITEABLE == _CONTIGUOUS_ALIGNED_WRITEABLE
        and _word(at + _WEAK) == 0
        and ctypes.c_double.from_address(id(number) + _NUMBER).value == 1.5
    )
