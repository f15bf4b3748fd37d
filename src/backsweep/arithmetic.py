"""Python's operators on traced values: numbers act as Python's, arrays as NumPy's."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .arrays import Array
from .errors import UnsupportedValue
from .functions.build import PYTHON_NUMBERS

OPERANDS = (Array, np.ndarray, np.generic, *PYTHON_NUMBERS, list, tuple, complex)
Compute = Callable[..., Any]


def _binary(ufunc: np.ufunc, compute: Compute) -> Callable[[Any, Any], Any]:
    def operate(self: Arithmetic, other: Any) -> Any:
        if not isinstance(other, OPERANDS) or _repeats(ufunc, self, other):
            return NotImplemented
        return self.operate(ufunc, compute, (self, other))

    return operate


def _reflected(ufunc: np.ufunc, compute: Compute) -> Callable[[Any, Any], Any]:
    def operate(self: Arithmetic, other: Any) -> Any:
        if not isinstance(other, OPERANDS) or _repeats(ufunc, self, other):
            return NotImplemented
        return self.operate(ufunc, compute, (other, self))

    return operate


def _repeats(ufunc: np.ufunc, one: Arithmetic, other: Any) -> bool:
    """Whether a list is to be repeated: ``[0] * n``."""
    if ufunc is not np.multiply or not isinstance(other, (list, tuple)):
        return False
    return not one.shape and one.dtype.kind in "iu"


def _squared(x: Any) -> Any:
    return x**2


def _unary(ufunc: np.ufunc, compute: Compute) -> Callable[[Any], Any]:
    return lambda self: self.operate(ufunc, compute, (self,))


def _in_place(compute: Compute) -> Callable[[Any, Any], Any]:
    """``x += y``: writes into arrays, but makes a new number."""

    def operate(self: Arithmetic, other: Any) -> Any:
        result = compute(self, other)
        if not self.shape:
            return result
        if not np.can_cast(result.dtype, self.dtype, "same_kind"):
            raise TypeError(
                f"cannot write {result.dtype} into an array of {self.dtype}"
            )
        self.become(np.astype(np.broadcast_to(result, self.shape), self.dtype))
        return self

    return operate


def power(x: Any, y: Any) -> Any:
    """``x ** y``; raises where Python's floats would go over to complex numbers."""
    result = x**y
    if type(result) is complex:
        raise UnsupportedValue(
            f"({x}) ** {y} is a complex number",
            cure="keep the base positive; np.power(x, y) gives nan instead",
        )
    return result


class Arithmetic(Array):
    """The operators; ``operate`` and ``become`` are the subclass's."""

    __slots__ = ()

    def operate(self, ufunc: np.ufunc, compute: Compute, args: Sequence[Any]) -> Any:
        """``compute(*args)``, noted as ``ufunc``."""
        raise TypeError(f"{type(self).__name__} has no operators")

    def become(self, new: Any) -> None:
        """Take on a new value in place."""
        raise TypeError(f"{type(self).__name__} cannot be written to")

    __add__ = _binary(np.add, operator.add)
    __radd__ = _reflected(np.add, operator.add)
    __iadd__ = _in_place(operator.add)
    __sub__ = _binary(np.subtract, operator.sub)
    __rsub__ = _reflected(np.subtract, operator.sub)
    __isub__ = _in_place(operator.sub)
    __mul__ = _binary(np.multiply, operator.mul)
    __rmul__ = _reflected(np.multiply, operator.mul)
    __imul__ = _in_place(operator.mul)
    __truediv__ = _binary(np.divide, operator.truediv)
    __rtruediv__ = _reflected(np.divide, operator.truediv)
    __itruediv__ = _in_place(operator.truediv)
    __floordiv__ = _binary(np.floor_divide, operator.floordiv)
    __rfloordiv__ = _reflected(np.floor_divide, operator.floordiv)
    __ifloordiv__ = _in_place(operator.floordiv)
    __mod__ = _binary(np.remainder, operator.mod)
    __rmod__ = _reflected(np.remainder, operator.mod)
    __imod__ = _in_place(operator.mod)
    _power = _binary(np.power, power)

    def __pow__(self, other: Any) -> Any:
        """``x**2`` is noted as the square that NumPy makes of it."""
        if type(other) is int and other == 2:
            return self.operate(np.square, _squared, (self,))
        return self._power(other)

    __rpow__ = _reflected(np.power, power)
    __ipow__ = _in_place(operator.pow)
    __imatmul__ = _in_place(operator.matmul)
    __lt__ = _binary(np.less, operator.lt)
    __le__ = _binary(np.less_equal, operator.le)
    __gt__ = _binary(np.greater, operator.gt)
    __ge__ = _binary(np.greater_equal, operator.ge)
    __neg__ = _unary(np.negative, operator.neg)
    __pos__ = _unary(np.positive, operator.pos)
    __abs__ = _unary(np.absolute, operator.abs)
