"""What NumPy code may do with an array of ours: operators, methods, NumPy's functions.

NumPy hands every function called on a foreign array to that array (NEP 13 and NEP 18).
``MEANING`` says what each of them does; the modules of ``functions`` fill it. Graph
nodes and traced values share this one surface, so that the same code runs on both.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from .errors import no_rule

Meaning = Callable[..., Any]
MEANING: dict[Any, Meaning] = {}
_late: list[Callable[[], None]] = []


def means(*functions: Any) -> Callable[[Meaning], Meaning]:
    """Register what NumPy's ``functions`` do when one of our arrays is among the args."""

    def register(meaning: Meaning) -> Meaning:
        MEANING.update(dict.fromkeys(functions, meaning))
        return meaning

    return register


def learn_later(load: Callable[[], None]) -> None:
    """Call ``load`` when a function without a meaning turns up: SciPy comes in so."""
    _late.append(load)


def meaning(function: Any) -> Meaning:
    """What ``function`` does to our arrays; raises ``NoRule`` if nothing is known."""
    if function not in MEANING:
        for load in _late:
            load()
    if function not in MEANING:
        raise no_rule(function, MEANING)
    return MEANING[function]


def _binary(function: np.ufunc) -> Callable[[Any, Any], Any]:
    return lambda self, other: MEANING[function](self, other)


def _reflected(function: np.ufunc) -> Callable[[Any, Any], Any]:
    return lambda self, other: MEANING[function](other, self)


def _unary(function: np.ufunc) -> Callable[[Any], Any]:
    return lambda self: MEANING[function](self)


def _method(function: Any) -> Meaning:
    return lambda self, *args, **kwargs: MEANING[function](self, *args, **kwargs)


class Array:
    """NumPy's operators, methods and function protocols, over ``MEANING``."""

    __slots__ = ()
    __array_priority__ = 1000.0

    shape: tuple[int, ...]
    dtype: np.dtype

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *args: Any, **kwargs: Any
    ) -> Any:
        function = ufunc if method == "__call__" else (ufunc, method)
        return meaning(function)(*args, **kwargs)

    def __array_function__(
        self, function: Any, types: Any, args: Any, kwargs: Any
    ) -> Any:
        return meaning(function)(*args, **kwargs)

    def __array_namespace__(self, api_version: str | None = None) -> Any:
        from . import numpy as namespace

        return namespace

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """The number of entries."""
        return int(np.prod(self.shape, dtype=np.int64))

    @property
    def T(self) -> Any:
        """The array with its axes reversed."""
        return MEANING[np.transpose](self)

    @property
    def mT(self) -> Any:
        """The array with its last two axes exchanged."""
        return MEANING[np.swapaxes](self, -1, -2)

    @property
    def real(self) -> Any:
        """The array itself: its entries are real."""
        return self

    @property
    def flat(self) -> Any:
        """The entries in row-major order, as an array of one axis."""
        return MEANING[np.ravel](self)

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of unsized object")
        return self.shape[0]

    def __iter__(self) -> Any:
        return iter([self[k] for k in range(len(self))])

    def __getitem__(self, key: Any) -> Any:
        return MEANING[operator.getitem](self, key)

    def reshape(self, *shape: Any, order: str = "C") -> Any:
        """The same entries in another shape."""
        wanted = shape[0] if len(shape) == 1 else shape
        return MEANING[np.reshape](self, wanted, order=order)

    def transpose(self, *axes: Any) -> Any:
        """The axes in another order, reversed by default."""
        wanted = axes[0] if len(axes) == 1 else axes or None
        return MEANING[np.transpose](self, wanted)

    def flatten(self, order: str = "C") -> Any:
        """The entries along one axis."""
        return MEANING[np.ravel](self, order)

    def astype(self, dtype: Any, **kwargs: Any) -> Any:
        """The entries converted to ``dtype``."""
        return MEANING[np.astype](self, dtype)

    def dot(self, other: Any) -> Any:
        """The dot product with ``other``."""
        return MEANING[np.dot](self, other)

    def __matmul__(self, other: Any) -> Any:
        return MEANING[np.matmul](self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return MEANING[np.matmul](other, self)

    def __divmod__(self, other: Any) -> Any:
        return self // other, self % other  # type: ignore[operator]

    def __rdivmod__(self, other: Any) -> Any:
        return other // self, other % self


_OPERATORS = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "truediv": np.divide,
    "floordiv": np.floor_divide,
    "mod": np.remainder,
    "pow": np.power,
    "and": np.bitwise_and,
    "or": np.bitwise_or,
    "xor": np.bitwise_xor,
    "lshift": np.left_shift,
    "rshift": np.right_shift,
}
_COMPARISONS = {
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
}
_UNARY = {
    "neg": np.negative,
    "pos": np.positive,
    "abs": np.absolute,
    "invert": np.invert,
}
_METHODS = (
    "all any argmax argmin clip copy cumprod cumsum diagonal max mean min nonzero "
    "prod ptp ravel repeat round searchsorted squeeze std sum swapaxes take trace var"
).split()

for _name, _ufunc in _OPERATORS.items():
    setattr(Array, f"__{_name}__", _binary(_ufunc))
    setattr(Array, f"__r{_name}__", _reflected(_ufunc))
for _name, _ufunc in _COMPARISONS.items():
    setattr(Array, f"__{_name}__", _binary(_ufunc))
for _name, _ufunc in _UNARY.items():
    setattr(Array, f"__{_name}__", _unary(_ufunc))
for _name in _METHODS:
    setattr(Array, _name, _method(getattr(np, _name)))
