"""``jit``: keep what a function did, and do only that the next time.

The first call traces. The second traces again and compares: what changed although no
argument did is reported, and the rest is compiled. From then on the program runs, and a
decision that Python took on a value is a guard in it; a run that decides otherwise is
traced, and becomes a path of its own.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from . import native, tree
from .calls import DECLINED, quick_call
from .environment import Environment, environment
from .errors import ImpureWarning, ManyPathsWarning
from .evaluate import fresh
from .graph import Node
from .guards import Guard, GuardFailed
from .names import function_name, leaf_names
from .places import warn_user
from .program import Program
from .simplify import simplify
from .trace import Trace, current, tracing
from .traced import Traced
from .transforms.variables import plain

MOST_PATHS = 16
MOST_CHANGES = 2
ARRAYS = (np.ndarray, np.generic)


def jit(f: Callable[..., Any]) -> Jitted:
    """``f``, traced at its first two calls and run as one native program from then on.

    Arguments and results are numbers, arrays and nestings of them; anything else, and
    ``bool`` and ``str``, is part of what a program is kept for, as shapes and dtypes
    are. ``if``, ``while`` and ``return`` on computed values work. Without the extra
    ``native`` the program runs as NumPy calls, with the same numbers.

    >>> import numpy as np
    >>> @jit
    ... def norm(x):
    ...     return np.sqrt(np.sum(x * x))
    >>> [float(norm(np.array([3.0, 4.0]))) for _ in range(3)]
    [5.0, 5.0, 5.0]
    """
    return Jitted(f)


class Jitted:
    """A compiled function: call it as the function that it was made of."""

    def __init__(self, f: Callable[..., Any]):
        functools.update_wrapper(self, f)
        self._f = f
        self._variants: dict[Any, Variant] = {}
        self._lock = threading.RLock()
        self._quick: Callable[..., Any] | None = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The value of the function at these arguments."""
        if current() is not None:
            return self._f(*args, **kwargs)
        if self._quick is not None and not kwargs:
            try:
                result = self._quick(*args)
            except (TypeError, KeyError):  # another nesting, shape or dtype
                result = DECLINED
            if result is not DECLINED:
                return result
        leaves, structure = tree.flatten((args, kwargs))
        key = (structure, *map(_kind, leaves))
        variant = self._variants.get(key)
        if variant is None:
            variant = self._variants.setdefault(key, Variant(self._f, structure))
        path, result = variant.run(leaves)
        if path is not None:
            self._quick = path.quick
            return result
        with self._lock:
            return variant.trace(leaves)

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        """As a method, the function gets its instance."""
        return self if instance is None else functools.partial(self, instance)


def _kind(leaf: Any) -> Any:
    """What a program depends on: type, dtype and shape, or the value itself."""
    if isinstance(leaf, ARRAYS):
        return leaf.dtype, leaf.shape
    if type(leaf) is float or type(leaf) is int:
        return type(leaf)
    return (type(leaf), leaf) if leaf.__hash__ is not None else id(leaf)


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

    @property
    def outcomes(self) -> tuple[bytes, ...]:
        """How the decisions fell."""
        return tuple(np.asarray(g.expected).tobytes() for g in self.trace.guards)

    @property
    def captured(self) -> list[Any]:
        """The arrays from outside."""
        return self.trace.leaves[self.arguments :]


class Path:
    """One way through the function: its program, and how to read its results."""

    def __init__(self, record: Record, environment: Environment):
        trace = record.trace
        leaves, self._structure = tree.flatten(record.result)
        traced = [x for x in leaves if isinstance(x, Traced)]
        self._outputs = [isinstance(x, Traced) for x in leaves]
        self._constants = [None if isinstance(x, Traced) else x for x in leaves]
        self._floats = [type(plain(x)) is float for x in leaves]
        self._plain = not any(self._floats) and all(self._outputs)
        sources = [environment.holder_of(x) for x in record.captured]
        self._captured = tuple(zip(record.captured, sources, strict=True))
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
            (float if f else None) if o else (None, c)
            for o, c, f in zip(
                self._outputs, self._constants, self._floats, strict=True
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
        made: list[Any] = [next(rest) if o else c for o, c in pairs]
        return [float(v) if f else v for v, f in zip(made, self._floats, strict=True)]

    def agrees(self, index: int, value: Any, before: Sequence[Guard]) -> bool:
        """Whether this path takes the decisions ``before``, and then ``value``."""
        guards = self.program.guards
        if len(guards) <= index or not guards[index].holds(value):
            return False
        return all(
            mine.node is theirs.node and mine.holds(theirs.expected)
            for mine, theirs in zip(guards[:index], before[:index], strict=True)
        )


def _program(trace: Trace, outputs: Sequence[Node]) -> Program:
    """The simplified program of a trace, with each decision asked only once."""
    guards = list({guard.node: guard for guard in reversed(trace.guards)}.values())[
        ::-1
    ]
    nodes = simplify([*(g.node for g in guards), *outputs])
    asked = [g._replace(node=n) for g, n in zip(guards, nodes, strict=False)]
    return Program(trace.inputs, nodes[len(guards) :], asked)


def executable(program: Program) -> Callable[..., Any]:
    """The program as a function of its arrays: native, or else NumPy calls."""
    return (
        native.compile(program)
        if native.available()
        else functools.partial(_numpy, program)
    )


def _numpy(program: Program, *arrays: Any) -> Any:
    with np.errstate(all="ignore"):
        values = program.run_planned(arrays)
    return values if isinstance(values, GuardFailed) else tuple(fresh(values, arrays))


class Variant:
    """The paths kept for one kind of arguments."""

    def __init__(self, f: Callable[..., Any], structure: tree.Structure):
        self._f, self._structure = f, structure
        self._paths: list[Path] = []
        self._once: list[Record] = []
        self._environment: Environment | None = None
        self._compiles = True
        self._changes = 0
        self._last: Record | None = None

    def run(self, leaves: Sequence[Any]) -> tuple[Path | None, Any]:
        """The kept path that holds for these arguments, if any, and its result."""
        paths = self._paths
        if not paths or (self._environment and self._environment.changed()):
            return None, None
        arrays = [x for x in leaves if is_dynamic(x)]
        path, tried = paths[-1], set()
        while True:
            result = path(arrays)
            if type(result) is not GuardFailed:
                return path, result
            tried.add(path)
            guards = path.program.guards
            rest = [p for p in reversed(paths) if p not in tried]
            fits = [p for p in rest if p.agrees(*result, guards)]
            if not fits:
                return None, None
            path = fits[0]

    def trace(self, leaves: Sequence[Any]) -> Any:
        """Run the function and record it; compile what was recorded twice."""
        changed = self._environment is None or self._environment.changed()
        if changed:
            self._environment = environment(self._f)
            self._paths, self._once = [], []
        record = self._record(leaves)
        if changed and self._compiles:
            self._count_change(record)
        if self._compiles:
            self._keep(record)
        return fresh_result(record)

    def _record(self, leaves: Sequence[Any]) -> Record:
        with tracing() as trace:
            names = _names(self._f, self._structure, leaves)
            given = [
                Traced(trace, trace.leaf(x, name), x) if is_dynamic(x) else x
                for x, name in zip(leaves, names, strict=True)
            ]
            arguments = len(trace.leaves)
            args, kwargs = self._structure.build(given)
            result = self._f(*args, **kwargs)
            trace.values = dict.fromkeys(trace.values)  # only what was done, in order
            return Record(trace, self._structure, leaves, arguments, result)

    def _count_change(self, record: Record) -> None:
        """A variable from outside that changes time and again is no constant."""
        self._changes += 1
        if self._changes > MOST_CHANGES:
            assert self._last is not None
            self._report(
                difference(self._last, record) or "a variable from outside changes"
            )
        self._last = record

    def _keep(self, record: Record) -> None:
        same = [r for r in self._once if r.outcomes == record.outcomes]
        if not same:
            self._remember(record)
            return
        self._once.remove(same[0])
        change = difference(same[0], record)
        if change is not None:
            self._report(change)
            return
        assert self._environment is not None
        self._paths.append(Path(record, self._environment))

    def _remember(self, record: Record) -> None:
        """Keep a first trace for comparison with the next that decides alike."""
        if len(self._paths) + len(self._once) < MOST_PATHS:
            self._once.append(record)
            return
        places = [g.place for g in record.trace.guards if g.place]
        warn_user(
            f"{function_name(self._f)} has taken {MOST_PATHS} different paths; further "
            f"ones are traced at each call, right but slow. It is decided here: "
            f"{places[-1] if places else 'unknown'}. Use np.where for a choice between "
            "values, or pass what it depends on as a string or bool.",
            ManyPathsWarning,
        )
        self._compiles = False

    def _report(self, change: str) -> None:
        warn_user(
            f"{function_name(self._f)} is not compiled: {change}. It stays right, and "
            "slow: it is traced at each call. Pass what changes as an argument.",
            ImpureWarning,
        )
        self._compiles = False


def _names(
    f: Callable[..., Any], structure: tree.Structure, leaves: Sequence[Any]
) -> list[str]:
    args, kwargs = structure.build(leaves)
    named = [n for k, arg in enumerate(args) for n in leaf_names(f, k, arg)]
    return named + [
        key + path for key, arg in kwargs.items() for path in tree.paths(arg)
    ]


def fresh_result(record: Record) -> Any:
    """The plain result of a traced call, in arrays of its own."""
    leaves, structure = tree.flatten(plain(record.result))
    return structure.build(fresh(leaves, record.trace.leaves))


def difference(first: Record, second: Record) -> str | None:
    """What the second call did otherwise although it decided alike, by its line."""
    for k, (a, b) in enumerate(zip(first.captured, second.captured, strict=False)):
        if a is not b and not _equal(a, b):
            place = second.trace.places[second.trace.inputs[second.arguments + k]]
            return f"a value from outside changed between two calls at {place}"
    pairs = zip(first.trace.values, second.trace.values, strict=False)
    other = next((b for a, b in pairs if a is not b), None)
    if other is not None or len(first.trace.values) != len(second.trace.values):
        place = second.trace.places.get(other) if other is not None else None
        return f"what it computes changed between two calls at {place or 'its end'}"
    plainly = zip(*(_untraced(r.result) for r in (first, second)), strict=True)
    if not all(a is b or _equal(a, b) for a, b in plainly):
        return "it returned a plain value that changed between two calls"
    return None


def _untraced(result: Any) -> list[Any]:
    return [x for x in tree.flatten(result)[0] if not isinstance(x, Traced)]


def _equal(a: Any, b: Any) -> bool:
    if not isinstance(a, ARRAYS):
        return bool(type(a) is type(b) and a == b)
    same = a.dtype == b.dtype and a.shape == b.shape
    return same and np.asarray(a).tobytes() == np.asarray(b).tobytes()


__all__ = ["Jitted", "jit"]
