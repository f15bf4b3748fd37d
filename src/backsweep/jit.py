"""``jit``: keep what a function did, and do only that the next time.

The first call traces. The second traces again and compares: what changed although no
argument did is reported, and the rest is compiled. From then on the program runs, and a
decision that Python took on a value is a guard in it; a run that decides otherwise is
traced, and becomes a path of its own.
"""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from . import tree
from .calls import DECLINED
from .environment import Environment, Variable, environment
from .errors import ImpureWarning, ManyPathsWarning, UnsupportedValue
from .evaluate import fresh
from .guards import GuardFailed
from .names import function_name, leaf_names
from .paths import ARRAYS, Path, Record, is_dynamic
from .places import warn_user
from .trace import Trace, current, tracing
from .traced import Traced
from .transforms.variables import flattened, plain

MOST_PATHS = 16
MOST_CHANGES = 2


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
        self.__qualname__ = getattr(f, "__qualname__", type(f).__qualname__)
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
            except Exception:  # another nesting, shape or dtype: go the long way
                result = DECLINED
            if result is not DECLINED:
                return result
        leaves, structure = flattened((args, kwargs))
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

    def __reduce__(self) -> Any:
        """Pickles as its name, or as the function to compile anew."""
        module = sys.modules.get(self.__module__)
        named = getattr(module, self.__qualname__, None) is self
        return self.__qualname__ if named else (jit, (self._f,))

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        """As a method, the function gets its instance."""
        return self if instance is None else functools.partial(self, instance)


def _kind(leaf: Any) -> Any:
    """What a program depends on: type, dtype and shape, or the value itself."""
    if isinstance(leaf, ARRAYS):
        return leaf.dtype, leaf.shape
    if type(leaf) is float or type(leaf) is int:
        return type(leaf)
    if isinstance(leaf, slice):
        return slice, leaf.start, leaf.stop, leaf.step
    if leaf.__hash__ is None:
        raise UnsupportedValue(
            f"a {type(leaf).__name__} as an argument of a jitted function",
            why="a program is kept for its value, and it may change unnoticed",
            cure="pass a tuple, list or dict of numbers and arrays",
        )
    return type(leaf), leaf


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
        self._cleared: list[Variable] = []

    def run(self, leaves: Sequence[Any]) -> tuple[Path | None, Any]:
        """The kept path that holds for these arguments, if any, and its result."""
        paths = self._paths
        if not paths or (self._environment and self._environment.changed()):
            return None, None
        arrays = [x for x in leaves if is_dynamic(x)]
        path, tried = paths[-1], set()
        while True:
            try:
                result = path(arrays)
            except TypeError:  # an array from outside has another shape or dtype now
                self._paths.remove(path)
                return None, None
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
        before = self._environment
        if before is None or before.changed():
            self._paths, self._once = [], []
            others = [x for x in leaves if not is_dynamic(x)]
            self._environment = environment(self._f, others)
        record = self._record(leaves)
        if self._compiles:
            if before is not None and self._environment is not before:
                self._consider(before, record)
            self._keep(record)
            self._last = record
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
            result = _by_reference(trace, self._f(*args, **kwargs))
            trace.values = dict.fromkeys(trace.values)  # only what was done, in order
            assert self._environment is not None
            holder_of = self._environment.holder_of
            sources = [holder_of(x) for x in trace.leaves[arguments:]]
            return Record(trace, self._structure, leaves, arguments, result, sources)

    def _consider(self, before: Environment, record: Record) -> None:
        """A variable from outside that changes time and again is no constant.

        But an array that the trace reads by reference may well: if nothing else came
        of the change, its entries need not be watched any more.
        """
        assert self._last is not None
        change = difference(self._last, record)
        written = before.written()
        if change is None and written:
            self._cleared += written
            return
        self._changes += 1
        if self._changes > MOST_CHANGES:
            self._report(change or f"{before.first_change()} changes from call to call")

    def _keep(self, record: Record) -> None:
        assert self._environment is not None
        self._environment = self._environment.suspecting(record.captured, self._cleared)
        if not self._compiles:
            return
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


def _by_reference(trace: Trace, result: Any) -> Any:
    """The result, with plain arrays as captured ones: they are read at each call."""

    def one(x: Any) -> Any:
        if type(x) is not np.ndarray or x.dtype.kind not in "fiub":
            return x
        return Traced(trace, trace.capture(x), x)

    leaves, structure = flattened(result)
    return structure.build([one(x) for x in leaves])


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
    pairs = zip(_captured(first), _captured(second), strict=False)
    for k, ((a, here), (b, there)) in enumerate(pairs):
        if a is not b and not _equal(a, b) and (here is None or here != there):
            place = second.trace.places[second.trace.inputs[second.arguments + k]]
            return f"a value from outside changed between two calls at {place}"
    nodes = zip(first.trace.values, second.trace.values, strict=False)
    other = next((b for a, b in nodes if a is not b), None)
    if other is not None or len(first.trace.values) != len(second.trace.values):
        place = second.trace.places.get(other) if other is not None else None
        return f"what it computes changed between two calls at {place or 'its end'}"
    if not all(map(_same_result, *(_returned(r) for r in (first, second)))):
        return "what it returned changed between two calls"
    return None


def _captured(record: Record) -> list[tuple[Any, Any]]:
    """Each array from outside, and the variable that it is read from, if any."""
    keys = [None if v is None else v.key for v in record.sources]
    return list(zip(record.captured, keys, strict=True))


def _returned(record: Record) -> list[Any]:
    leaves, structure = tree.flatten(record.result)
    return [structure, *leaves]


def _same_result(a: Any, b: Any) -> bool:
    if isinstance(a, Traced) and isinstance(b, Traced):
        return a.node is b.node and type(a.value) is type(b.value)
    return a is b or _equal(a, b)


def _equal(a: Any, b: Any) -> bool:
    if not isinstance(a, ARRAYS):
        return bool(type(a) is type(b) and a == b)
    same = a.dtype == b.dtype and a.shape == b.shape
    return same and np.asarray(a).tobytes() == np.asarray(b).tobytes()


__all__ = ["Jitted", "jit"]
