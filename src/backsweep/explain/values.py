"""The numbers of graph nodes, in floats or in exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from ..graph import Node
from ..ops import CAST, CONSTANT, INPUT

Compute = Callable[[Node, list[Any]], Any]
INEXACT = (TypeError, ValueError, AttributeError, ArithmeticError)
"""What an operation raises that does not lead from fractions to fractions."""


class Values:
    """The numbers of nodes, computed from known ones when asked for, and kept.

    ``exact`` values are 0-dimensional or larger arrays of ``Fraction``.
    """

    def __init__(self, known: Mapping[Node, Any], compute: Compute, exact: bool):
        self._known, self._compute, self.exact = dict(known), compute, exact

    def __call__(self, one: Node) -> Any:
        """The numbers of ``one``."""
        known, waiting = self._known, [one]
        with np.errstate(all="ignore"):
            while waiting:
                missing = [i for i in waiting[-1].inputs if i not in known]
                if waiting[-1] in known or not missing:
                    self._keep(waiting.pop())
                else:
                    waiting += missing
        return known[one]

    def _keep(self, one: Node) -> None:
        """Compute a node whose inputs are known, unless that is done."""
        if one not in self._known:
            args = [self._known[i] for i in one.inputs]
            self._known[one] = self._compute(one, args)

    def number(self, one: Node) -> Any:
        """The one number of a scalar: a ``Fraction`` or a ``float``."""
        value = np.asarray(self(one)).item()
        return value if self.exact else float(value)

    def changed(self, new: Mapping[Node, Any], kept: Mapping[Node, Any]) -> Values:
        """Values that start from ``new`` and ``kept`` numbers, all others afresh."""
        return Values({**kept, **new}, self._compute, self.exact)


def in_floats(known: Mapping[Node, Any]) -> Values:
    """As NumPy computes them."""
    return Values(known, lambda one, args: one.op.run(*args, *one.params), False)


def in_fractions(known: Mapping[Node, Any]) -> Values:
    """In exact arithmetic: raises one of ``INEXACT`` where that is not possible.

    ``known`` gives fractions, or whole numbers for nodes of whole numbers.
    """
    return Values({one: exact(one, v) for one, v in known.items()}, _exactly, True)


def _exactly(one: Node, args: list[Any]) -> Any:
    if one.op is CONSTANT:
        return exact(one, CONSTANT.run(*one.params))
    if one.op is CAST:
        return exact(one, args[0])
    if one.op is INPUT:
        raise TypeError("an array of floats from outside is rounded already")
    return exact(one, one.op.run(*args, *one.params))


def exact(one: Node, value: Any) -> Any:
    """``value`` as the node's fractions; a float counts as it is written: 0.1 is 1/10.

    Computed floats are refused: they are rounded already.
    """
    if one.dtype.kind != "f":
        return np.asarray(value, one.dtype)
    read = _written if one.op in (CONSTANT, CAST) else fraction
    made = np.frompyfunc(read, 1, 1)(np.asarray(value))
    return np.asarray(made, object)


def fraction(value: Any) -> Fraction:
    """A whole number or a fraction as a ``Fraction``; ``TypeError`` for the rest."""
    if isinstance(value, (int, Fraction, np.integer, np.bool_)):
        return Fraction(int(value) if isinstance(value, np.generic) else value)
    raise TypeError(f"{value!r} is not exact")


def _written(value: Any) -> Fraction:
    if isinstance(value, (float, np.floating)):
        return Fraction(repr(float(value)))
    return fraction(value)
