"""One scalar value in a loop body, written with Python operators.

A `Lane` is what LLVM's loop vectoriser later makes as wide as the machine: it wraps a
builder and a scalar value, so a formula such as ``fma(x, y, 1.0) / (x + 2.0)`` emits
its instructions as it is evaluated. Nothing here branches, and no fast-math flag is
set: nan, infinities and signed zeros behave as IEEE 754 says, and a product and a sum
are contracted only where `fma` is written.

Types are the scalar ones of NumPy: ``bool`` (i1), signed integers, float32, float64.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from llvmlite import ir

Number = bool | int | float
DType = np.dtype | type

_TYPES: dict[np.dtype, ir.Type] = {
    np.dtype(np.bool_): ir.IntType(1),
    np.dtype(np.int8): ir.IntType(8),
    np.dtype(np.int16): ir.IntType(16),
    np.dtype(np.int32): ir.IntType(32),
    np.dtype(np.int64): ir.IntType(64),
    np.dtype(np.float32): ir.FloatType(),
    np.dtype(np.float64): ir.DoubleType(),
}
_DTYPES = {str(kind): dtype for dtype, kind in _TYPES.items()}


def lane_type(dtype: DType) -> ir.Type:
    """Return the scalar type of `dtype` in a register (a bool is one bit)."""
    return _TYPES[np.dtype(dtype)]


def memory_type(dtype: DType) -> ir.Type:
    """Return the scalar type of `dtype` in an array (a bool is one byte)."""
    kind = lane_type(dtype)
    return ir.IntType(8) if kind == ir.IntType(1) else kind


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """A scalar of a loop body: a builder and the value it has computed so far.

    Operators take another lane of the same type, or a Python number, which becomes a
    constant of that type. Comparisons give bool lanes with NumPy's meaning: every one
    is false on nan but ``!=``, which is true.
    """

    builder: ir.IRBuilder
    value: ir.Value

    def __bool__(self) -> bool:
        raise TypeError("a lane has no value yet: combine conditions with & | ~")

    @property
    def type(self) -> ir.Type:
        """The LLVM type of the value."""
        return self.value.type

    @property
    def dtype(self) -> np.dtype:
        """The NumPy dtype of the value."""
        return _DTYPES[str(self.type)]

    @property
    def is_float(self) -> bool:
        """Whether the value is a floating point number."""
        return self.dtype.kind == "f"

    @property
    def is_bool(self) -> bool:
        """Whether the value is a single bit."""
        return self.dtype.kind == "b"

    @property
    def known(self) -> Number | None:
        """The number of a constant lane; None of one that is only known later."""
        value = self.value
        return value.constant if isinstance(value, ir.Constant) else None

    def constant(self, number: Number) -> Lane:
        """Return `number` as a constant of this lane's type."""
        cast = float if self.is_float else int
        return Lane(self.builder, ir.Constant(self.type, cast(number)))

    def coerce(self, other: Lane | Number) -> Lane:
        """Return `other` as a lane of this lane's type; a lane stays as it is."""
        return other if isinstance(other, Lane) else self.constant(other)

    def with_value(self, value: ir.Value) -> Lane:
        """Return a lane of the same builder around another value."""
        return Lane(self.builder, value)

    def _apply(self, stem: str, left: Lane, right: Lane) -> Lane:
        """Emit the float (``fadd``) or the integer (``add``) form of `stem`."""
        emit = getattr(self.builder, "f" + stem if self.is_float else stem)
        return self.with_value(emit(left.value, right.value))

    def __add__(self, other: Lane | Number) -> Lane:
        return self._apply("add", self, self.coerce(other))

    def __radd__(self, other: Number) -> Lane:
        return self._apply("add", self.coerce(other), self)

    def __sub__(self, other: Lane | Number) -> Lane:
        return self._apply("sub", self, self.coerce(other))

    def __rsub__(self, other: Number) -> Lane:
        return self._apply("sub", self.coerce(other), self)

    def __mul__(self, other: Lane | Number) -> Lane:
        return self._apply("mul", self, self.coerce(other))

    def __rmul__(self, other: Number) -> Lane:
        return self._apply("mul", self.coerce(other), self)

    def __truediv__(self, other: Lane | Number) -> Lane:
        right = self.coerce(other)
        return self.with_value(self.builder.fdiv(self.value, right.value))

    def __rtruediv__(self, other: Number) -> Lane:
        return self.coerce(other) / self

    def __neg__(self) -> Lane:
        emit = self.builder.fneg if self.is_float else self.builder.neg
        return self.with_value(emit(self.value))

    def __and__(self, other: Lane | Number) -> Lane:
        right = self.coerce(other)
        return self.with_value(self.builder.and_(self.value, right.value))

    def __or__(self, other: Lane | Number) -> Lane:
        right = self.coerce(other)
        return self.with_value(self.builder.or_(self.value, right.value))

    def __xor__(self, other: Lane | Number) -> Lane:
        right = self.coerce(other)
        return self.with_value(self.builder.xor(self.value, right.value))

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def __invert__(self) -> Lane:
        return self.with_value(self.builder.not_(self.value))

    def __lshift__(self, other: Lane | Number) -> Lane:
        right = self.coerce(other)
        return self.with_value(self.builder.shl(self.value, right.value))

    def __rshift__(self, other: Lane | Number) -> Lane:
        right = self.coerce(other)
        return self.with_value(self.builder.ashr(self.value, right.value))

    def _compare(self, relation: str, other: Lane | Number) -> Lane:
        build, right = self.builder, self.coerce(other)
        if self.is_float:
            ordered = relation != "!="
            emit = build.fcmp_ordered if ordered else build.fcmp_unordered
        else:
            emit = build.icmp_unsigned if self.is_bool else build.icmp_signed
        return self.with_value(emit(relation, self.value, right.value))

    def __eq__(self, other: Lane | Number) -> Lane:  # type: ignore[override]
        return self._compare("==", other)

    def __ne__(self, other: Lane | Number) -> Lane:  # type: ignore[override]
        return self._compare("!=", other)

    def __lt__(self, other: Lane | Number) -> Lane:
        return self._compare("<", other)

    def __le__(self, other: Lane | Number) -> Lane:
        return self._compare("<=", other)

    def __gt__(self, other: Lane | Number) -> Lane:
        return self._compare(">", other)

    def __ge__(self, other: Lane | Number) -> Lane:
        return self._compare(">=", other)

    def bits(self) -> Lane:
        """Return the bits of a float as an integer of the same width."""
        width = 8 * self.dtype.itemsize
        return self.with_value(self.builder.bitcast(self.value, ir.IntType(width)))

    def from_bits(self) -> Lane:
        """Return the float whose bits are those of this integer."""
        kind = ir.FloatType() if self.dtype.itemsize == 4 else ir.DoubleType()
        return self.with_value(self.builder.bitcast(self.value, kind))

    def convert(self, dtype: DType) -> Lane:
        """Return the value in another dtype, as ``ndarray.astype`` gives it.

        A float that an integer cannot hold (nan, infinities, too large) becomes the
        smallest integer, which is what NumPy gives on x86-64.
        """
        target = np.dtype(dtype)
        if target == self.dtype:
            return self
        if target.kind == "b":
            return self != 0
        if self.is_float:
            to_float = target.kind == "f"
            return self._resize(target) if to_float else self._to_int(target)
        return self._from_int(target)

    def _resize(self, target: np.dtype) -> Lane:
        wider = target.itemsize > self.dtype.itemsize
        emit = self.builder.fpext if wider else self.builder.fptrunc
        return self.with_value(emit(self.value, lane_type(target)))

    def _to_int(self, target: np.dtype) -> Lane:
        if target.itemsize < 4:
            return self._to_int(np.dtype(np.int32)).convert(target)
        limit = 2.0 ** (8 * target.itemsize - 1)
        # float32 has no numbers between -2**31 and its neighbour below
        below = self > -limit - 1.0 if self.dtype.itemsize > 4 else self >= -limit
        whole = self.with_value(self.builder.fptosi(self.value, lane_type(target)))
        return select(below & (self < limit), whole, int(-limit))

    def _from_int(self, target: np.dtype) -> Lane:
        build, kind = self.builder, lane_type(target)
        if target.kind == "f":
            emit = build.uitofp if self.is_bool else build.sitofp
        elif self.is_bool:
            emit = build.zext
        else:
            emit = build.sext if target.itemsize > self.dtype.itemsize else build.trunc
        return self.with_value(emit(self.value, kind))


def constant(builder: ir.IRBuilder, number: Number, dtype: DType) -> Lane:
    """Return `number` as a constant lane of `dtype`."""
    kind = lane_type(dtype)
    cast = float if np.dtype(dtype).kind == "f" else int
    return Lane(builder, ir.Constant(kind, cast(number)))


def load(builder: ir.IRBuilder, pointer: ir.Value, dtype: DType) -> Lane:
    """Read an element of an array of `dtype`; a bool byte becomes a bit."""
    lane = Lane(builder, builder.load(pointer, typ=memory_type(dtype)))
    return lane.convert(np.bool_) if np.dtype(dtype).kind == "b" else lane


def store(lane: Lane, pointer: ir.Value) -> None:
    """Write a lane to an element of an array of the lane's dtype."""
    stored = lane.convert(np.int8) if lane.is_bool else lane
    lane.builder.store(stored.value, pointer)


def select(condition: Lane, yes: Lane | Number, no: Lane | Number) -> Lane:
    """Return `yes` where the bool `condition` holds, else `no`; both are computed."""
    like = yes if isinstance(yes, Lane) else no
    if not isinstance(like, Lane):
        raise TypeError("select needs at least one lane to take its type from")
    yes, no = like.coerce(yes), like.coerce(no)
    return like.with_value(like.builder.select(condition.value, yes.value, no.value))


def _intrinsic(name: str, like: Lane, *others: Lane | Number) -> Lane:
    """Call ``llvm.<name>`` of the type of `like`."""
    operands = [like, *(like.coerce(other) for other in others)]
    signature = ir.FunctionType(like.type, [like.type] * len(operands))
    function = like.builder.module.declare_intrinsic(
        f"llvm.{name}", [like.type], signature
    )
    return like.with_value(
        like.builder.call(function, [operand.value for operand in operands])
    )


def fma(a: Lane | Number, b: Lane | Number, c: Lane | Number) -> Lane:
    """Return ``a * b + c`` rounded once (IEEE 754-2019, section 5.4.1)."""
    like = next(lane for lane in (a, b, c) if isinstance(lane, Lane))
    return _intrinsic("fma", like.coerce(a), b, c)


def sqrt(x: Lane) -> Lane:
    """Return the square root, correctly rounded; nan below zero."""
    return _intrinsic("sqrt", x)


def fabs(x: Lane) -> Lane:
    """Return the magnitude of a float: its sign bit cleared, also of nan."""
    return _intrinsic("fabs", x)


def copysign(x: Lane, sign: Lane | Number) -> Lane:
    """Return the magnitude of `x` with the sign bit of `sign`."""
    return _intrinsic("copysign", x, sign)


def floor(x: Lane) -> Lane:
    """Round a float down to a whole number."""
    return _intrinsic("floor", x)


def ceil(x: Lane) -> Lane:
    """Round a float up to a whole number."""
    return _intrinsic("ceil", x)


def rint(x: Lane) -> Lane:
    """Round a float to the nearest whole number, halves to even."""
    return _intrinsic("rint", x)


def trunc(x: Lane) -> Lane:
    """Round a float towards zero to a whole number."""
    return _intrinsic("trunc", x)


def horner(x: Lane, coefficients: Sequence[float]) -> Lane:
    """Return ``c[0] + c[1] x + c[2] x**2 + ...``: fewest operations, one long chain."""
    *lower, highest = coefficients
    total = x.constant(highest)
    for coefficient in reversed(lower):
        total = fma(total, x, coefficient)
    return total


def estrin(x: Lane, coefficients: Sequence[float]) -> Lane:
    """Return the same polynomial as `horner` by pairs: a chain of logarithmic length.

    G. Estrin, "Organization of computer systems: the fixed plus variable structure
    computer", 1960.
    """
    terms: list[Lane | float] = list(coefficients)
    power = x
    while len(terms) > 1:
        pairs = [_pair(power, *terms[i : i + 2]) for i in range(0, len(terms), 2)]
        terms, power = pairs, power * power
    return x.coerce(terms[0])


def _pair(power: Lane, low: Lane | float, high: Lane | float | None = None) -> Any:
    return low if high is None else fma(power, high, low)


def lookup(table: np.ndarray, index: Lane) -> Lane:
    """Return ``table[index]`` from a constant table put into the module, a gather.

    `index` is an int32 or int64 lane that must lie inside the one-dimensional table.
    """
    kind = memory_type(table.dtype)
    array = ir.ArrayType(kind, table.size)
    name = "table." + hashlib.sha256(table.tobytes()).hexdigest()[:16]
    module = index.builder.module
    data = module.globals.get(name) or _constant_table(module, name, array, table)
    zero = ir.Constant(index.type, 0)
    place = index.builder.gep(data, [zero, index.value], inbounds=True)
    return load(index.builder, place, table.dtype)


def _constant_table(
    module: ir.Module, name: str, array: ir.ArrayType, table: np.ndarray
) -> ir.GlobalVariable:
    data = ir.GlobalVariable(module, array, name)
    data.initializer = ir.Constant(array, table.tolist())
    data.global_constant, data.linkage = True, "internal"
    return data


LaneFunction = Callable[..., Lane]
"""A function of lanes that gives a lane: an entry of `backsweep.native.math`."""
