"""A compiled program that Python calls: arrays in, arrays out, nothing allocated.

The call is a built-in function made of `call.ll`'s ``backsweep_call``. It checks the
arguments, takes a free context (a table of slots and a workspace), takes result arrays
that nobody holds any more, runs the steps and gives the results. What it cannot do at
once it hands to the slow way in: other layouts, numbers, wrong arguments, and a call
that finds every context in use.
"""

from __future__ import annotations

import ctypes
import weakref
from functools import cache
from typing import Any

import numpy as np

from ..program import Guard, GuardFailed
from .memory import ALIGNMENT, Memory
from .runtime import runtime
from .steps import Step
from .tape import Tape
from .values import Call, Check, Formed, Leaf, Ref, Result

_RING = 3
"""Result arrays of one output that are kept to be used again."""
_RELEASE = 1e-5
"""Seconds from which a run lets other Python threads go on meanwhile."""
_FASTCALL = 0x80


class Executable:
    """A program in native code. ``call`` is the function to call; so is the object.

    It takes arrays (or numbers, for inputs of no dimensions) and gives a tuple of
    arrays (NumPy scalars, where there are no dimensions), or a ``GuardFailed``. Result
    arrays are used again once nothing else refers to them.
    """

    def __init__(
        self,
        leaves: list[Leaf],
        results: list[Result],
        steps: list[Step],
        guards: list[Guard],
    ):
        self._leaves, self._results, self._guards = leaves, results, guards
        self._memory = Memory(leaves, results, steps)
        self._tape = Tape(steps, self._memory)
        self._steps = steps
        self._contexts: list[tuple[np.ndarray, np.ndarray]] = []
        self._constants = [
            np.frombuffer(bytearray(data), np.uint8)
            for _, data in self._memory.constants
        ]
        self._kept = [self._interrupt, self._slow]
        self._fill_plan()
        self.call: Any = _builtin(self._plan)

    def __call__(self, *arguments: Any) -> Any:
        """Run the program."""
        return self.call(*arguments)

    def _fill_plan(self) -> None:
        """Write what `call.ll` calls %plan, %input and %output."""
        run, interrupt_slow = runtime(), [id(one) for one in self._kept]
        ends: list[Leaf | Result] = [*self._leaves, *self._results]
        shapes = [(*end.shape, 0) for end in ends]
        self._dims = [np.array(shape, np.int64) for shape in shapes]
        inputs = zip(self._leaves, self._dims, strict=False)
        self._inputs = np.array([self._input(v, d) for v, d in inputs], np.int64)
        outputs = zip(self._results, self._dims[len(self._leaves) :], strict=True)
        rows = [self._output(r, d) for r, d in outputs]
        self._rings = np.array(rows, np.int64).reshape(-1, 5 + _RING)
        weakref.finalize(self, _let_go, self._rings).atexit = False
        counts = len(self._leaves), len(self._results)
        words = [
            *(0, self._tape.table.ctypes.data, len(self._steps)),
            *(self._inputs.ctypes.data, counts[0]),
            *(self._rings.ctypes.data, counts[1]),
            int(self._tape.seconds > _RELEASE),
            *(interrupt_slow[1], interrupt_slow[0]),
            *(id(np.ndarray), run.scalar, run.empty),
        ]
        self._plan = np.array(words, np.int64).view(_Plan)
        self._plan.owner = self

    def _input(self, leaf: Leaf, dims: np.ndarray) -> list[int]:
        number, own = _plain(leaf.dtype).type, self._memory.count + leaf.number
        kinds = [number, float if number is np.float64 else number]
        kinds.append(int if number is np.int64 else number)
        scalars = [0, 0, 0] if leaf.shape else [id(kind) for kind in kinds]
        descr = id(_plain(leaf.dtype))
        return [leaf.number, descr, len(leaf.shape), dims.ctypes.data, *scalars, own]

    def _output(self, result: Result, dims: np.ndarray) -> list[int]:
        ndim, value = len(result.shape) or -1, result.value
        slot, descr = self._memory.slot(value), id(_plain(value.dtype))
        return [slot, descr, ndim, dims.ctypes.data, *[0] * (_RING + 1)]

    def _slow(self, *arguments: Any) -> Any:
        """Make arguments and context what native code takes, and call again."""
        if len(arguments) != len(self._leaves):
            wanted, given = len(self._leaves), len(arguments)
            raise TypeError(f"the program takes {wanted} arrays, not {given}")
        ready = [
            _normal(argument, leaf, k)
            for k, (argument, leaf) in enumerate(
                zip(arguments, self._leaves, strict=True)
            )
        ]
        if not self._plan[0]:
            self._add_context()
        return self.call(*ready)

    def _add_context(self) -> None:
        """One more table of slots with a workspace, put in front of the free ones."""
        memory = self._memory
        workspace = np.empty(memory.size + ALIGNMENT, np.uint8)
        start = -(-workspace.ctypes.data // ALIGNMENT) * ALIGNMENT
        slots = np.zeros(1 + memory.count + len(self._leaves), np.int64)
        for value, offset in memory.offsets.items():
            slots[1 + memory.slots[value]] = start + offset
        for slot, data in zip(memory.constants.values(), self._constants, strict=True):
            slots[1 + slot] = data.ctypes.data
        self._contexts.append((slots, workspace))
        slots[0], self._plan[0] = self._plan[0], slots.ctypes.data

    def _interrupt(self, slots: int, at: int) -> GuardFailed | None:
        """Take over at a step that native code stopped at."""
        step = self._steps[at]
        if isinstance(step, Check):
            return self._decide(slots, step)
        assert isinstance(step, Call | Formed), "nothing else stops a run"
        call = step.call if isinstance(step, Formed) else (step.run, step.params)
        result = call[0](*(self._copy(slots, ref) for ref in step.refs), *call[1])
        self._array(slots, step.ref)[...] = result
        return None

    def _decide(self, slots: int, check: Check) -> GuardFailed | None:
        found = self._copy(slots, check.refs[-1])
        if check.expected is None and self._guards[check.number].holds(found):
            return None
        return GuardFailed(check.number, found)

    def _copy(self, slots: int, ref: Ref) -> Any:
        """A ref's elements as Python may keep them: the workspace is used again."""
        return np.array(self._array(slots, ref))[()]

    def _array(self, slots: int, ref: Ref) -> np.ndarray:
        """A ref's elements, where they are."""
        view, dtype = ref.view, ref.value.dtype
        slot = slots + 8 * self._memory.slot(ref.value)
        start = ctypes.c_int64.from_address(slot).value + view.offset * dtype.itemsize
        strides = tuple(step * dtype.itemsize for step in view.strides)
        return np.asarray(_At(start, view.shape, strides, dtype))


class _Plan(np.ndarray):
    """The words that native code reads, and the object that keeps all else alive."""

    owner: Any


class _At:
    """An array at an address, in NumPy's array interface."""

    def __init__(self, start: int, shape: Any, strides: Any, dtype: np.dtype):
        self.__array_interface__ = {
            "data": (start, False),
            "shape": shape,
            "strides": strides,
            "typestr": dtype.str,
            "version": 3,
        }


def _plain(dtype: np.dtype) -> np.dtype:
    """The one object that NumPy has for a dtype."""
    return np.dtype(dtype.type)


def _normal(argument: Any, leaf: Leaf, number: int) -> np.ndarray:
    """An argument as an aligned C-contiguous array of the leaf's shape and dtype."""
    dtype = _plain(leaf.dtype)
    if not isinstance(argument, np.ndarray | np.generic | int | float):
        raise TypeError(f"argument {number} is a {type(argument).__name__}, no array")
    array = np.asarray(argument, dtype if _is_number(argument, dtype) else None)
    array = array.astype(array.dtype.newbyteorder("="), copy=False)
    if array.dtype != dtype or array.shape != leaf.shape:
        wanted, given = (
            _describe(dtype, leaf.shape),
            _describe(array.dtype, array.shape),
        )
        raise TypeError(f"argument {number} must be {wanted}, not {given}")
    array = np.require(array, None, ["C", "A"])
    return array if array.dtype is dtype else array.view(dtype)


_KINDS = "biufc"


def _is_number(argument: Any, dtype: np.dtype) -> bool:
    """Whether an argument is a Python number that the dtype can take."""
    if type(argument) not in (bool, int, float):
        return False
    return _KINDS.index(np.dtype(type(argument)).kind) <= _KINDS.index(dtype.kind)


def _describe(dtype: np.dtype, shape: Any) -> str:
    return f"{dtype}[{','.join(map(str, shape))}]"


def _let_go(rings: np.ndarray) -> None:
    """Give up the result arrays that were kept to be used again."""
    release = ctypes.pythonapi["Py_DecRef"]
    release.argtypes, release.restype = [ctypes.c_void_p], None
    for address in rings[:, 4 : 4 + _RING].ravel().tolist():
        release(address or None)
    rings[:, 4 : 4 + _RING] = 0


class _Method(ctypes.Structure):
    """CPython's PyMethodDef."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("function", ctypes.c_void_p),
        ("flags", ctypes.c_int),
        ("doc", ctypes.c_char_p),
    )


@cache
def _method() -> _Method:
    return _Method(b"program", runtime().call, _FASTCALL, None)


def _builtin(plan: np.ndarray) -> Any:
    """The built-in function that runs a plan."""
    make = ctypes.pythonapi["PyCFunction_NewEx"]
    make.restype = ctypes.py_object
    make.argtypes = [ctypes.c_void_p, ctypes.py_object, ctypes.c_void_p]
    return make(ctypes.addressof(_method()), plan, None)
