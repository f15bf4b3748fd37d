"""What NumPy code may do with an array of ours: operators, methods, NumPy's functions.

NumPy hands every function called on a foreign array to that array (NEP 13 and NEP 18).
``MEANING`` says what each of them does; the modules of ``functions`` fill it. Graph
nodes and traced values share this one surface, so that the same code runs on both.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from .errors import no_rule, unknown_option

Meaning = Callable[..., Any]
MEANING: dict[Any, Meaning] = {}
COUNTING = frozenset(
    (np.searchsorted, np.digitize, np.isin, np.argpartition, np.lexsort)
)
_late: list[Callable[[], None]] = []


def means(*functions: Any) -> Callable[[Meaning], Meaning]:
    """Register what NumPy's ``functions`` do to our arrays, when one is an argument."""

    def register(meaning: Meaning) -> Meaning:
        MEANING.update(dict.fromkeys(functions, meaning))
        return meaning

    return register


def learn_later(load: Callable[[], None]) -> None:
    """Call ``load`` when a function without a meaning turns up: SciPy comes in so."""
    _late.append(load)


def load_late() -> None:
    """Let late-comers register what they know."""
    for load in _late:
        load()


def call(function: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """``function(*args, **kwargs)`` on our arrays; ``NoRule`` if it has no meaning.

    A function that only counts, or only gets integers and booleans, has no rate anyway:
    it runs on plain numbers, which the path then rests on.
    """
    if function not in MEANING:
        load_late()
    known = MEANING.get(function)
    if known is None:
        return _without_rule(function, args, kwargs)
    try:
        return known(*args, **kwargs)
    except TypeError as error:
        raise unknown_option(function, known, kwargs) or error from None


def _without_rule(function: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    symbolic = not any(hasattr(a, "decided") for a in args)
    if isinstance(function, np.ufunc) and symbolic:
        return MEANING[np.ufunc](function, *args, **kwargs)
    counts = function in COUNTING
    return function(
        *[_plain(a, counts, function) for a in args],
        **{k: _plain(a, counts, function) for k, a in kwargs.items()},
    )


def _plain(arg: Any, counts: bool, function: Any) -> Any:
    """The numbers of an argument, as decisions; raises if a rate could be lost."""
    if isinstance(arg, (list, tuple)):
        return type(arg)(_plain(a, counts, function) for a in arg)
    if not isinstance(arg, Array):
        return arg
    if arg.dtype.kind not in "iub" and not counts:
        raise no_rule(function, MEANING)
    return arg.decided()


def _binary(function: np.ufunc) -> Callable[[Any, Any], Any]:
    return lambda self, other: MEANING[function](self, other)


def _reflected(function: np.ufunc) -> Callable[[Any, Any], Any]:
    return lambda self, other: MEANING[function](other, self)


def _unary(function: np.ufunc) -> Callable[[Any], Any]:
    return lambda self: MEANING[function](self)


def _method(function: Any) -> Meaning:
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return call(function, (self, *args), kwargs)

    method.__doc__ = f"As ``np.{function.__name__}``."
    return method


class Array:
    """NumPy's operators, methods and function protocols, over ``MEANING``."""

    __slots__ = ()
    __array_priority__ = 1000.0

    shape: tuple[int, ...]
    dtype: np.dtype
    decided: Callable[[], Any]

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *args: Any, **kwargs: Any
    ) -> Any:
        return call(ufunc if method == "__call__" else (ufunc, method), args, kwargs)

    def __array_function__(
        self, function: Any, types: Any, args: Any, kwargs: Any
    ) -> Any:
        return call(function, args, kwargs)

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
    def itemsize(self) -> int:
        """The bytes of an entry."""
        return self.dtype.itemsize

    @property
    def nbytes(self) -> int:
        """The bytes of all entries."""
        return self.size * self.itemsize

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
        return np.copy(MEANING[np.ravel](self, order))

    def astype(self, dtype: Any, **kwargs: Any) -> Any:
        """The entries converted to ``dtype``."""
        return MEANING[np.astype](self, dtype, copy=kwargs.get("copy", True))

    def dot(self, other: Any) -> Any:
        """The dot product with ``other``."""
        return MEANING[np.dot](self, other)

    __add__, __radd__ = _binary(np.add), _reflected(np.add)
    __sub__, __rsub__ = _binary(np.subtract), _reflected(np.subtract)
    __mul__, __rmul__ = _binary(np.multiply), _reflected(np.multiply)
    __truediv__, __rtruediv__ = _binary(np.divide), _reflected(np.divide)
    __floordiv__, __rfloordiv__ = _binary(np.floor_divide), _reflected(np.floor_divide)
    __mod__, __rmod__ = _binary(np.remainder), _reflected(np.remainder)
    __pow__, __rpow__ = _binary(np.power), _reflected(np.power)
    __and__, __rand__ = _binary(np.bitwise_and), _reflected(np.bitwise_and)
    __or__, __ror__ = _binary(np.bitwise_or), _reflected(np.bitwise_or)
    __xor__, __rxor__ = _binary(np.bitwise_xor), _reflected(np.bitwise_xor)
    __lshift__, __rlshift__ = _binary(np.left_shift), _reflected(np.left_shift)
    __rshift__, __rrshift__ = _binary(np.right_shift), _reflected(np.right_shift)
    __lt__ = _binary(np.less)
    __le__ = _binary(np.less_equal)
    __gt__ = _binary(np.greater)
    __ge__ = _binary(np.greater_equal)
    __neg__ = _unary(np.negative)
    __pos__ = _unary(np.positive)
    __abs__ = _unary(np.absolute)
    __invert__ = _unary(np.invert)

    all = _method(np.all)
    any = _method(np.any)
    argmax = _method(np.argmax)
    argmin = _method(np.argmin)
    argsort = _method(np.argsort)
    clip = _method(np.clip)
    compress = _method(np.compress)
    conj = _method(np.conjugate)
    conjugate = _method(np.conjugate)
    copy = _method(np.copy)
    cumprod = _method(np.cumprod)
    cumsum = _method(np.cumsum)
    diagonal = _method(np.diagonal)
    max = _method(np.max)
    mean = _method(np.mean)
    min = _method(np.min)
    nonzero = _method(np.nonzero)
    prod = _method(np.prod)
    ptp = _method(np.ptp)
    ravel = _method(np.ravel)
    repeat = _method(np.repeat)
    round = _method(np.round)
    searchsorted = _method(np.searchsorted)
    squeeze = _method(np.squeeze)
    std = _method(np.std)
    sum = _method(np.sum)
    swapaxes = _method(np.swapaxes)
    take = _method(np.take)
    trace = _method(np.trace)
    var = _method(np.var)

    def __matmul__(self, other: Any) -> Any:
        return MEANING[np.matmul](self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return MEANING[np.matmul](other, self)

    def __divmod__(self, other: Any) -> Any:
        return self // other, self % other

    def __rdivmod__(self, other: Any) -> Any:
        return other // self, other % self
