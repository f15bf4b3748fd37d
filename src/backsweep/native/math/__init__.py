"""Vector math: every elementwise operation that a fused native loop can compute.

`FUNCTIONS` maps the name of a NumPy or SciPy ufunc to a branch-free function of lanes,
which LLVM's loop vectoriser makes SIMD. All lanes of one call share a dtype (but for
the condition of ``where``), and the result has the dtype that NumPy gives. `supports`
says which dtypes a function has; the engine keeps a NumPy call for the rest.
"""

from __future__ import annotations

import numpy as np

from ..lane import LaneFunction
from . import (
    arithmetic,
    comparison,
    exponential,
    hyperbolic,
    inverse,
    logarithm,
    power,
    special,
    trigonometric,
)

_BOOL, _INT, _FLOAT = "?", "il", "fd"
_ALL = _BOOL + _INT + _FLOAT

_TABLE: dict[str, tuple[LaneFunction, str]] = {
    "add": (arithmetic.add, _ALL),
    "subtract": (arithmetic.subtract, _INT + _FLOAT),
    "multiply": (arithmetic.multiply, _ALL),
    "divide": (arithmetic.divide, _ALL),
    "floor_divide": (arithmetic.floor_divide, _INT + _FLOAT),
    "remainder": (arithmetic.remainder, _INT + _FLOAT),
    "negative": (arithmetic.negative, _INT + _FLOAT),
    "positive": (arithmetic.positive, _INT + _FLOAT),
    "absolute": (arithmetic.absolute, _ALL),
    "sign": (arithmetic.sign, _INT + _FLOAT),
    "square": (arithmetic.square, _INT + _FLOAT),
    "reciprocal": (arithmetic.reciprocal, _FLOAT),
    "sqrt": (arithmetic.sqrt, _FLOAT),
    "floor": (arithmetic.floor, _ALL),
    "ceil": (arithmetic.ceil, _ALL),
    "trunc": (arithmetic.trunc, _ALL),
    "rint": (arithmetic.rint, _FLOAT),
    "copysign": (arithmetic.copysign, _FLOAT),
    "deg2rad": (arithmetic.deg2rad, _FLOAT),
    "rad2deg": (arithmetic.rad2deg, _FLOAT),
    "equal": (comparison.equal, _ALL),
    "not_equal": (comparison.not_equal, _ALL),
    "less": (comparison.less, _ALL),
    "less_equal": (comparison.less_equal, _ALL),
    "greater": (comparison.greater, _ALL),
    "greater_equal": (comparison.greater_equal, _ALL),
    "logical_and": (comparison.logical_and, _ALL),
    "logical_or": (comparison.logical_or, _ALL),
    "logical_xor": (comparison.logical_xor, _ALL),
    "logical_not": (comparison.logical_not, _ALL),
    "bitwise_and": (comparison.bitwise_and, _BOOL + _INT),
    "bitwise_or": (comparison.bitwise_or, _BOOL + _INT),
    "bitwise_xor": (comparison.bitwise_xor, _BOOL + _INT),
    "invert": (comparison.invert, _BOOL + _INT),
    "isnan": (comparison.isnan, _FLOAT),
    "isinf": (comparison.isinf, _FLOAT),
    "isfinite": (comparison.isfinite, _FLOAT),
    "signbit": (comparison.signbit, _FLOAT),
    "where": (comparison.where, _ALL),
    "maximum": (comparison.maximum, _ALL),
    "minimum": (comparison.minimum, _ALL),
    "fmax": (comparison.fmax, _ALL),
    "fmin": (comparison.fmin, _ALL),
    "exp": (exponential.exp, _FLOAT),
    "exp2": (exponential.exp2, _FLOAT),
    "expm1": (exponential.expm1, _FLOAT),
    "expit": (exponential.expit, _FLOAT),
    "sinh": (hyperbolic.sinh, _FLOAT),
    "cosh": (hyperbolic.cosh, _FLOAT),
    "tanh": (hyperbolic.tanh, _FLOAT),
    "log": (logarithm.log, _FLOAT),
    "log2": (logarithm.log2, _FLOAT),
    "log10": (logarithm.log10, _FLOAT),
    "log1p": (logarithm.log1p, _FLOAT),
    "arcsinh": (logarithm.arcsinh, _FLOAT),
    "arccosh": (logarithm.arccosh, _FLOAT),
    "arctanh": (logarithm.arctanh, _FLOAT),
    "sin": (trigonometric.sin, _FLOAT),
    "cos": (trigonometric.cos, _FLOAT),
    "tan": (trigonometric.tan, _FLOAT),
    "arcsin": (inverse.arcsin, _FLOAT),
    "arccos": (inverse.arccos, _FLOAT),
    "arctan": (inverse.arctan, _FLOAT),
    "arctan2": (inverse.arctan2, _FLOAT),
    "power": (power.power, _FLOAT),
    "hypot": (power.hypot, _FLOAT),
    "xlogy": (power.xlogy, _FLOAT),
    "xlog1py": (power.xlog1py, _FLOAT),
    "erf": (special.erf, _FLOAT),
    "logit": (special.logit, _FLOAT),
}

FUNCTIONS: dict[str, LaneFunction] = {
    name: function for name, (function, _) in _TABLE.items()
}
"""Operation name to lane function."""


def supports(name: str, dtype: np.dtype | type) -> bool:
    """Return whether the function `name` exists for operands of `dtype`."""
    _, kinds = _TABLE.get(name, (None, ""))
    return np.dtype(dtype) in map(np.dtype, kinds)
