"""A path: one way through a jitted function, as a program that runs it again."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from . import native, tree
from .calls import quick_call
from .environment import Environment, Variable
from .evaluate import fresh
from .functions.build import PYTHON_NUMBERS
from .graph import Node
from .guards import Guard, GuardFailed
from .program import Program
from .simplify import simplify
from .trace import Trace
from .traced import Traced

ARRAYS = (np.ndarray, np.generic)


def is_dynamic(leaf: Any) -> bool:
    """Whether the leaf is an input of the program, not a part of its key."""
    return isinstance(leaf, ARRAYS) or type(leaf) is float or type(leaf) is int


def _test(leaf: Any) -> Any:
    """What a quick call tests of an argument: nothing of arrays, the program does."""
    if isinstance(leaf, ARRAYS):
        return None
    return type(leaf), None if is_dynamic(leaf) else leaf


class Record(NamedTuple):
    """What one traced call did."""

    trace: Trace
    structure: tree.Structure
    leaves: Sequence[Any]
    arguments: int
    result: Any
    sources: Sequence[Variable | None]

    @property
    def outcomes(self) -> tuple[bytes, ...]:
        """How the decisions fell."""
        return tuple(np.asarray(g.expected).tobytes() for g in self.trace.guards)

    @property
    def captured(self) -> list[Any]:
        """The arrays from outside; ``sources`` says which variables hold them."""
        return self.trace.leaves[self.arguments :]


class Path:
    """One way through the function: its program, and how to read its results."""

    def __init__(self, record: Record, environment: Environment):
        trace = record.trace
        leaves, self._structure = tree.flatten(record.result)
        traced = [x for x in leaves if isinstance(x, Traced)]
        self._outputs = [isinstance(x, Traced) for x in leaves]
        self._constants = [None if isinstance(x, Traced) else x for x in leaves]
        self._types = [_type(x) for x in leaves]
        self._plain = not any(self._types) and all(self._outputs)
        self._captured = tuple(zip(record.captured, record.sources, strict=True))
        self.program = _program(trace, [x.node for x in traced])
        self._run = executable(self.program)
        self.quick = self._quick_call(record, environment)

    def __call__(self, arrays: Sequence[Any]) -> Any:
        """The result for these arguments, or ``GuardFailed``."""
        if self._captured:
            now = [
                v if source is None else source.read() for v, source in self._captured
            ]
            arrays = [*arrays, *now]
        values = self._run(*arrays)
        if type(values) is GuardFailed:
            return values
        return self._structure.build(values if self._plain else self._typed(values))

    def _quick_call(self, record: Record, environment: Environment) -> Any:
        """The path as a function of the very nesting of its arguments."""
        if record.structure.children[1].children:
            return None  # called with keywords
        outputs = [
            kind if traced else (None, constant)
            for traced, constant, kind in zip(
                self._outputs, self._constants, self._types, strict=True
            )
        ]
        kinds = [_test(leaf) for leaf in record.leaves]
        return quick_call(
            record.structure,
            kinds,
            self._captured,
            environment,
            self._structure,
            outputs,
            getattr(self._run, "call", self._run),
        )

    def _typed(self, values: Sequence[Any]) -> list[Any]:
        """Python numbers where the function gave them, and what never changes."""
        rest = iter(values)
        pairs = zip(self._outputs, self._constants, strict=True)
        made: list[Any] = [next(rest) if o else copy.copy(c) for o, c in pairs]
        return [
            v if t is None else t(v) for v, t in zip(made, self._types, strict=True)
        ]

    def agrees(self, index: int, value: Any, before: Sequence[Guard]) -> bool:
        """Whether this path takes the decisions ``before``, and then ``value``."""
        guards = self.program.guards
        if len(guards) <= index or not guards[index].holds(value):
            return False
        return all(
            mine.node is theirs.node and mine.holds(theirs.expected)
            for mine, theirs in zip(guards[:index], before[:index], strict=True)
        )


def _type(result: Any) -> Callable[[Any], Any] | None:
    """What to make of a result: a Python number, or an array of no dimensions."""
    value = result.value if isinstance(result, Traced) else None
    if type(value) in PYTHON_NUMBERS:
        return type(value)
    return np.asarray if isinstance(value, np.ndarray) and not value.shape else None


def _program(trace: Trace, outputs: Sequence[Node]) -> Program:
    """The simplified program of a trace, with each decision asked only once."""
    first = {guard.node: guard for guard in reversed(trace.guards)}
    guards = list(first.values())[::-1]
    nodes = simplify([*(g.node for g in guards), *outputs])
    asked = [g._replace(node=n) for g, n in zip(guards, nodes, strict=False)]
    return Program(trace.inputs, nodes[len(guards) :], asked)


def executable(program: Program) -> Callable[..., Any]:
    """The program as a function of its arrays: native, or else NumPy calls."""
    if native.available():
        return native.compile(program)
    return functools.partial(_numpy, program)


def _numpy(program: Program, *arrays: Any) -> Any:
    if not program.takes(arrays):
        raise TypeError("the program is for other shapes or dtypes")
    with np.errstate(all="ignore"):
        values = program.run_planned(arrays)
    return values if isinstance(values, GuardFailed) else tuple(fresh(values, arrays))
