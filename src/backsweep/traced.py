"""Traced values: arrays that compute as usual and note what they did."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .arithmetic import Arithmetic
from .arrays import MEANING
from .errors import (
    FrozenValue,
    LeakedValue,
    ShapeMismatch,
    StaleValue,
    UnsupportedValue,
)
from .functions.build import PYTHON_NUMBERS, choose_node, entrywise_node
from .graph import Node, Operation, Params, node
from .ops import CAST, CONSTANT, SPREAD
from .places import user_place
from .trace import Trace, current
from .views import VIEWING, Kin, note, write


def _numbers(values: Sequence[Any]) -> bool:
    return all(type(v) in PYTHON_NUMBERS for v in values)


class Traced(Arithmetic):
    """An array, or a number, whose making is on record.

    ``value`` is a NumPy array or scalar, or a Python number, which gives way to arrays'
    dtypes just as it does in NumPy.
    """

    __slots__ = ("__weakref__", "kin", "node", "origin", "value")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, trace: Trace, one: Node, value: Any):
        self.origin, self.node, self.value = trace, one, value
        self.kin: Kin | None = None

    @property
    def shape(self) -> tuple[int, ...]:  # type: ignore[override]
        """The length of each axis."""
        return self.node.shape

    @property
    def dtype(self) -> np.dtype:  # type: ignore[override]
        """The type of the entries."""
        return self.node.dtype

    @property
    def called(self) -> str:
        """What the user calls it."""
        return self.origin.called(self.node)

    def entrywise(self, ufunc: np.ufunc, args: Sequence[Any]) -> Traced:
        """``ufunc`` entry by entry, called as a function."""
        return self.operate(ufunc, ufunc, args)

    def operate(
        self, ufunc: np.ufunc, compute: Callable[..., Any], args: Sequence[Any]
    ) -> Traced:
        """``compute(*args)``, noted as ``ufunc``: operators compute with numbers."""
        inputs, kinds, values = _operands(self.origin, args)
        if kinds[0] is bool and kinds[-1] is bool and compute is not ufunc:
            kinds = [int] * len(kinds)  # Python counts with its booleans
        one = _fitting(self.origin, entrywise_node, inputs, kinds, ufunc)
        return _record(self.origin, one, compute, values)

    def choose(self, *args: Any) -> Traced:
        """``np.where``."""
        inputs, kinds, values = _operands(self.origin, args)
        one = _fitting(self.origin, choose_node, inputs, kinds)
        return _record(self.origin, one, np.where, values)

    def apply(self, op: Operation, args: Sequence[Any], params: Params) -> Traced:
        """A primitive operation."""
        inputs, _, values = _operands(self.origin, args)
        one = node(op, tuple(inputs), params)
        made = _record(self.origin, one, op.run, values, params)
        if op in VIEWING and isinstance(args[0], Traced):
            note(made, args[0], op, params)
        return made

    def together(
        self, compute: Callable[..., Any], build: Callable[..., Node], *args: Any
    ) -> Traced:
        """``compute(*args)``, noted as all the nodes that ``build`` makes of them."""
        inputs, _, values = _operands(self.origin, args)
        return _record(self.origin, build(*inputs), compute, values)

    def lift(self, value: Any) -> Traced:
        """As ``np.asarray``: arrays are captured, numbers get a dtype that counts."""
        if isinstance(value, Traced):
            number = type(value.value) in PYTHON_NUMBERS
            return value.solid() if number else value
        array = value if isinstance(value, np.ndarray) else np.asarray(value)
        (one,), _, _ = _operands(self.origin, (array,))
        return Traced(self.origin, one, array)

    def solid(self) -> Traced:
        """A Python number as NumPy's, which does not give way to arrays' dtypes."""
        return Traced(self.origin, self.node, self.dtype.type(self.value))

    def filled(self, one: Node) -> Traced:
        """An array of one number, which the node ``one`` spreads out."""
        (number,) = one.inputs if one.op is SPREAD else (one,)
        value = CONSTANT.run(*number.params)
        return _record(self.origin, one, lambda: np.full(one.shape, value), ())

    def current(self) -> Any:
        """The value; raises ``StaleValue`` if its function has returned."""
        _operands(self.origin, ())
        return self.value

    def decided(self) -> Any:
        """The value, taken out of the graph for a decision."""
        return self.origin.decide(self.node, self.value)

    def __setitem__(self, key: Any, value: Any) -> None:
        self.become(MEANING[operator.setitem](self, key, value))

    def become(self, new: Any) -> None:
        """Take on a new value in place, as an array that is written to does."""
        write(self, new)

    def __bool__(self) -> bool:
        truth = self if self.dtype.kind == "b" else MEANING[np.not_equal](self, 0)
        self.origin.decide(truth.node, truth.value)
        return bool(self.value)

    def __int__(self) -> int:
        return int(self.origin.decide(self._whole(), int(self.value)))

    def __index__(self) -> int:
        return self.origin.decide(self.node, operator.index(self.value))

    def _whole(self) -> Node:
        """The node of the integer part."""
        integer = np.dtype(np.int64)
        one = self.node
        return one if one.dtype.kind in "iub" else node(CAST, (one,), (integer,))

    def __float__(self) -> float:
        if self.dtype.kind in "iub":
            return float(int(self))
        place = user_place()
        if place is not None and place.writes:
            raise self._leaked("was written into a plain NumPy array")
        raise FrozenValue(
            f"float() of a computed value{_named(self)}",
            cure="drop the float(): NumPy's functions take the value as it is (np.sin "
            "for math.sin); or cut the chain on purpose with bs.stop_gradient",
        )

    def __trunc__(self) -> int:
        return int(self)

    def __floor__(self) -> int:
        return int(np.floor(self))

    def __ceil__(self) -> int:
        return int(np.ceil(self))

    def __complex__(self) -> complex:
        raise UnsupportedValue(
            f"complex() of a computed value{_named(self)}", cure="keep to real numbers"
        )

    def item(self, *args: Any) -> Any:
        """The entry as a Python number, if it is an integer or a boolean."""
        one = self[args] if args else self
        if one.dtype.kind == "b":
            return bool(one)
        if one.dtype.kind in "iu":
            return int(one)
        raise FrozenValue(
            f".item() of a computed value{_named(self)}",
            cure="use the value as it is, or bs.stop_gradient to cut the chain",
        )

    def tolist(self) -> Any:
        """Nested lists of the entries, still traced."""
        return [x.tolist() for x in self] if self.shape else self

    def fill(self, value: Any) -> None:
        """Put one number everywhere, in place."""
        self[...] = value

    def sort(self, axis: int = -1, **options: Any) -> None:
        """Sort along an axis, in place."""
        self[...] = np.sort(self, axis=axis, **options)

    def __round__(self, digits: int | None = None) -> Any:
        return int(np.rint(self)) if digits is None else np.round(self, digits)

    def __copy__(self) -> Any:
        return np.copy(self)

    def __deepcopy__(self, memo: Any) -> Any:
        return np.copy(self)

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        """The plain array, of integers and booleans alone: they carry no rate."""
        if self.dtype.kind in "iub":
            return np.array(self.decided(), dtype)
        raise self._leaked("was put into a plain NumPy array")

    def _leaked(self, what: str) -> LeakedValue:
        return LeakedValue(
            f"a traced value{_named(self)} {what}",
            cure="make arrays of traced values with np.stack, np.concatenate or "
            "np.zeros_like(x); or `import backsweep.numpy as np`, whose np.array and "
            "np.zeros take them",
        )

    def __repr__(self) -> str:
        return repr(self.value)

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, spec: str) -> str:
        return format(self.value, spec)

    def __eq__(self, other: object) -> Any:
        return self.operate(np.equal, operator.eq, (self, other))

    def __ne__(self, other: object) -> Any:
        return self.operate(np.not_equal, operator.ne, (self, other))


def _named(one: Traced) -> str:
    return f" ({one.called})" if one.called else ""


def _operands(
    trace: Trace, args: Sequence[Any]
) -> tuple[list[Any], list[Any], list[Any]]:
    """The args as graph inputs, as kinds for promotion, and as plain values."""
    if not trace.open or trace is not current():
        raise StaleValue(
            "a traced value was used after the function that made it had returned",
            cure="return what you need from the function; keep no value in a global, "
            "an attribute or a default argument",
        )
    inputs, kinds, values = [], [], []
    for arg in args:
        if type(arg) is Traced:
            if arg.origin is not trace:
                _operands(arg.origin, ())
            one, value = arg.node, arg.value
        elif type(arg) in PYTHON_NUMBERS:
            one = value = arg
        else:
            value = (
                arg if isinstance(arg, (np.ndarray, np.generic)) else np.asarray(arg)
            )
            one = trace.capture(value)
        inputs.append(one)
        values.append(value)
        kinds.append(type(value) if type(value) in PYTHON_NUMBERS else one.dtype)
    return inputs, kinds, values


def _fitting(
    trace: Trace, build: Any, inputs: Sequence[Any], kinds: Sequence[Any], *first: Any
) -> Node:
    """The node that ``build`` makes; an error in the user's names if shapes differ."""
    try:
        return build(*first, inputs, kinds)
    except ValueError:
        told = [_sized(trace, one) for one in inputs if isinstance(one, Node)]
        raise ShapeMismatch(
            f"shapes do not fit: {' and '.join(told)}",
            cure="reshape one of them, or add an axis of length 1 with x[:, None]",
        ) from None


def _sized(trace: Trace, one: Node) -> str:
    return f"{trace.called(one) or one.op.name} has shape {one.shape}"


def _record(
    trace: Trace,
    one: Node,
    compute: Callable[..., Any],
    values: Sequence[Any],
    params: Params = (),
) -> Traced:
    """The traced value of ``one``, computed unless the trace already has it."""
    value = trace.values.get(one)
    if value is None or (values and _numbers(values)):
        value = compute(*values, *params)
        trace.values[one] = value
        if one not in trace.places:
            trace.places[one] = user_place()
    return Traced(trace, one, value)
