"""The slope of the sigmoid as it is known: ``a(1 − a)``.

The sweep has it in the form that loses no digits where the sigmoid is flat,
``(a/(1 + e))·e`` with ``e = exp(−z)``. The two are equal.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..graph import Node
from ..ops import constant_value, elementwise
from .formula.expression import Formula, Minus, Number, Product, Sum

ADD, MULTIPLY, DIVIDE = map(elementwise, (np.add, np.multiply, np.divide))


def sigmoid_slope(rate: Node, named: Mapping[Node, Formula]) -> Formula | None:
    """``a(1 − a)`` if ``rate`` is the slope of a sigmoid that is named ``a``."""
    if rate.op is not MULTIPLY or rate.inputs[0].op is not DIVIDE:
        return None
    (a, bottom), e = rate.inputs[0].inputs, rate.inputs[1]
    if a not in named or not _is_sigmoid(a, bottom, e):
        return None
    return Product((named[a], Sum((Number(1), Minus(named[a])))))


def _is_sigmoid(a: Node, bottom: Node, e: Node) -> bool:
    """Whether ``a`` is one over ``bottom``, and that is one and ``e``."""
    over = a.op is DIVIDE and constant_value(a.inputs[0]) == 1
    ones = [x for x in bottom.inputs if x is not e and constant_value(x) == 1]
    return over and a.inputs[1] is bottom and bottom.op is ADD and len(ones) == 1
