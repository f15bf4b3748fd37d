"""What a program reads: dicts, lists, texts and numbers that strict JSON can hold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from ..formula.expression import Formula


def plain(value: Any) -> Any:
    """``value`` in plain dicts, lists, texts and numbers.

    A fraction and a formula become their texts, a whole fraction its integer. JSON has
    no nan and no infinity: they become ``"nan"``, ``"inf"`` and ``"-inf"``.

    >>> plain({"rate": Fraction(1, 3), "values": np.array([1.0, np.inf])})
    {'rate': '1/3', 'values': [1.0, 'inf']}
    """
    match value:
        case Mapping():
            return {str(key): plain(one) for key, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
        case np.ndarray() | np.generic():
            return plain(value.tolist())
        case Fraction(denominator=1):
            return value.numerator
        case Fraction() | Formula():
            return str(value)
        case float() if not math.isfinite(value):
            return str(value)
        case _:
            return value
