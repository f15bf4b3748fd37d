"""A curve for programs: every layer of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from ...explain.formula.numbers import LONGEST_WHOLE, Real
from ...explain.report.plain import plain
from .curve import Curve
from .sizes import power
from .words import expectation, words


def data(curve: Curve) -> dict[str, Any]:
    """The curve in plain dicts and lists, the layer at the output first.

    Exact numbers are texts, ``"1/32"``, unless they are long. What no float holds is 0
    or ``"inf"``. ``decades`` tells all the same which power of ten is left, and
    ``chance`` between which two theory expects it.

    >>> from .plain import plain as chain
    >>> from fractions import Fraction
    >>> data(chain(Fraction(1, 2), 5))["front"]
    '1/32'
    """
    return plain(
        {
            "made": curve.made,
            "depth": curve.depth,
            "front": _number(curve.front, curve),
            "decades": _decades(curve.front),
            "typical": curve.typical,
            "says": words(curve),
            **({"theory": _theory(curve)} if curve.layers else {}),
            "layers": [*_layers(curve)],
        }
    )


def _theory(curve: Curve) -> dict[str, Any]:
    return {
        "front": _number(curve.predicted[-1], curve),
        "decades": _decades(curve.predicted[-1]),
        "chance": curve.band[-1] if curve.predicted[-1] else None,
        "says": expectation(curve),
    }


def _layers(curve: Curve) -> Iterator[dict[str, Any]]:
    factors = [None, *curve.factors]
    for k, (size, factor) in enumerate(zip(curve.sizes, factors, strict=True)):
        told = {"layer": curve.depth - k, "factor": factor and _number(factor, curve)}
        if k and curve.layers:
            one = curve.layers[k - 1]
            told |= {"slope": one.slope, "weight": one.weight, "theory": one.predicted}
        yield told | {"left": _number(size, curve), "decades": _decades(size)}


def _number(size: Real, curve: Curve) -> Real:
    """Exact if it is a chain's and short: a network is measured in floats."""
    ratio = Fraction(size)
    if not curve.layers and max(ratio.numerator, ratio.denominator) < LONGEST_WHOLE:
        return ratio
    try:
        return float(ratio)
    except OverflowError:
        return math.inf


def _decades(size: Real) -> float | None:
    return power(size) if size else None
