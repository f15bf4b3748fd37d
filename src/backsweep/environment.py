"""What a function reads besides its arguments: globals, closures, and what is in them.

A compiled function must notice when one of them is given a new value, and must read an
array by the variable that holds it, so that the next array put there is used.
"""

from __future__ import annotations

import dis
import functools
import os
import re
import sys
import types
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

NUMBERS = (int, float, str, np.generic, type(None))
FIXED = (types.ModuleType, types.BuiltinFunctionType, np.ufunc, type)
DATA = (int, float, str, np.generic, np.ndarray, list, tuple, dict)
SLOT = types.MemberDescriptorType
CALLABLE = ("__code__", "__wrapped__", "__func__", "func")
LIBRARIES = frozenset(("backsweep", "numpy", "scipy"))
PYTHON = os.path.dirname(os.__file__) + os.sep
MOST_VARIABLES = 1000
Names = frozenset[str]


class Variable(NamedTuple):
    """A place that holds a value: a global, a cell, an attribute, an entry of a list.

    ``spelled`` says how to read it from its holder: ``{}.cell_contents``.
    """

    holder: Any
    spelled: str

    @property
    def key(self) -> tuple[int, str]:
        """What tells it from other variables."""
        return id(self.holder), self.spelled

    @property
    def name(self) -> str:
        """What to call it: the attribute, key or global; empty for a cell."""
        steps = re.findall(r"\w+", self.spelled)
        return "a closure variable" if "cell_contents" in steps else steps[-1]

    def read(self) -> Any:
        """What the variable holds now."""
        return _reader(self.spelled)(self.holder)


@functools.cache
def _reader(spelled: str) -> Callable[[Any], Any]:
    return eval(f"lambda holder: {spelled.format('holder')}")


class Snapshot(NamedTuple):
    """What was in an array that the function read without passing it to the trace."""

    variable: Variable
    dtype: np.dtype
    shape: tuple[int, ...]
    data: bytes

    def holds(self) -> bool:
        """Whether the variable still holds these numbers."""
        now = self.variable.read()
        if not isinstance(now, np.ndarray) or now.shape != self.shape:
            return False
        return now.dtype == self.dtype and now.tobytes() == self.data


class Pinned(NamedTuple):
    """An array that was captured by a part of it, which shares its memory."""

    variable: Variable
    array: np.ndarray

    def holds(self) -> bool:
        """Whether the variable still holds this very array."""
        return self.variable.read() is self.array


class Environment(NamedTuple):
    """The variables that a function reads; what was in them; those that hold arrays."""

    variables: tuple[Variable, ...]
    seen: tuple[Any, ...]
    arrays: tuple[Variable, ...]
    snapshots: tuple[Snapshot | Pinned, ...] = ()

    def changed(self) -> bool:
        """Whether a variable holds something new, other than an array."""
        if self._rebound() is not None or not self.kept():
            return True
        return not all(isinstance(v.read(), np.ndarray) for v in self.arrays)

    def _rebound(self) -> Variable | None:
        """The first variable that holds something new."""
        pairs = zip(self.variables, self.seen, strict=True)
        return next((v for v, was in pairs if not _holds(v, was)), None)

    def first_change(self) -> str:
        """What has changed, in the user's words as far as possible."""
        found = self._rebound()
        return f"{found.name!r}, which it reads from outside," if found else "an array"

    def written(self) -> list[Variable]:
        """The arrays that were written to, if nothing else has changed."""
        if self._rebound() is not None:
            return []
        return [s.variable for s in self.snapshots if not s.holds()]

    def kept(self) -> bool:
        """Whether the arrays that the trace knows nothing of have the same entries."""
        return all(snapshot.holds() for snapshot in self.snapshots)

    def holder_of(self, array: Any) -> Variable | None:
        """The variable that holds this very array."""
        return next((v for v in self.arrays if v.read() is array), None)

    def suspecting(
        self, captured: Sequence[Any], cleared: Iterable[Variable]
    ) -> Environment:
        """With snapshots of arrays that may have made a value which a trace captured.

        ``captured`` are the trace's own inputs, read by reference at each call. If one
        of them is in no variable, any array may be what it was computed from.
        """
        direct = {id(one) for one in captured}
        viewed = {id(owner_of(one)) for one in captured}
        owners = {id(owner_of(v.read())) for v in self.arrays}
        derived = bool(viewed - owners)
        sure = {v.key for v in cleared}

        def watched(variable: Variable) -> Snapshot | Pinned | None:
            now = variable.read()
            doubtful = derived and variable.key not in sure
            if doubtful or id(owner_of(now)) not in viewed:
                return _snapshot(variable)
            return None if id(now) in direct else Pinned(variable, now)

        found = [one for one in map(watched, self.arrays) if one is not None]
        return self._replace(snapshots=tuple(found))


def owner_of(array: Any) -> Any:
    """The array whose memory a view looks into; itself if it has its own."""
    while isinstance(getattr(array, "base", None), np.ndarray):
        array = array.base
    return array


def _snapshot(variable: Variable) -> Snapshot:
    now = variable.read()
    return Snapshot(variable, now.dtype, now.shape, now.tobytes())


def _holds(variable: Variable, was: Any) -> bool:
    try:
        now = variable.read()
    except (AttributeError, IndexError, ValueError):
        return False
    if now is was:
        return True
    return type(now) is type(was) and isinstance(now, NUMBERS) and bool(now == was)


def environment(f: Callable[..., Any], others: Iterable[Any] = ()) -> Environment:
    """The variables that ``f``, and what it calls, read.

    ``others`` are objects that it was given: their attributes are variables too.
    """
    search = Search()
    search.function(f)
    for one in others:
        search.look(one, search.names)
    return search.environment()


class Search:
    """Follows a function into all that it names: other functions, objects, lists."""

    def __init__(self) -> None:
        self.names: Names = frozenset()
        self._found: list[Variable] = []
        self._visited: dict[tuple[int, Any], Any] = {}

    def environment(self) -> Environment:
        """What was found."""
        values = [(v, v.read()) for v in self._found]
        plain = [(v, x) for v, x in values if not isinstance(x, (np.ndarray, *FIXED))]
        arrays = tuple(v for v, x in values if isinstance(x, np.ndarray))
        return Environment(
            tuple(v for v, _ in plain), tuple(x for _, x in plain), arrays
        )

    def function(self, f: Any, bound: Any = None) -> None:
        """The closure and globals of a function, and of those that it wraps."""
        for inner in ("__wrapped__", "__func__", "func"):
            self._once(getattr(f, inner, None), getattr(f, "__self__", bound))
        if isinstance(f, functools.partial):
            self.look((*f.args, f.keywords), self.names)
        code = getattr(f, "__code__", None)
        if code is None:
            self._attributes(f, frozenset())
        else:
            self._code(f, code, bound)

    def _code(self, f: Any, code: types.CodeType, bound: Any) -> None:
        read, names = _names(code)
        self.names |= names
        self.look((*(f.__defaults__ or ()), f.__kwdefaults__), names)
        for cell in filter(_filled, f.__closure__ or ()):
            self._add(Variable(cell, "{}.cell_contents"), names)
        if not _foreign(f):
            for name in sorted(read & f.__globals__.keys()):
                self._add(Variable(f.__globals__, f"{{}}.get({name!r})"), names)
        if bound is not None:
            self._attributes(bound, names)

    def look(self, value: Any, names: Names) -> None:
        """Follow a value that was found, in code that mentions ``names``."""
        if isinstance(value, (*NUMBERS, np.ndarray, np.ufunc)):
            return
        if isinstance(value, (tuple, list, dict)):
            self._entries(value, names)
        elif any(hasattr(value, one) for one in CALLABLE):
            self._once(value, None)
        elif not _foreign(value):
            self._attributes(value, names)

    def _once(self, f: Any, bound: Any) -> None:
        if f is not None and (id(f), id(bound)) not in self._visited:
            self._visited[id(f), id(bound)] = f, bound
            self.function(f, bound)

    def _add(self, variable: Variable, names: Names) -> None:
        if len(self._found) < MOST_VARIABLES:
            self._found.append(variable)
            self.look(variable.read(), names)

    def _entries(self, value: Any, names: Names) -> None:
        """What a list, tuple or dict holds, and how many things."""
        if (id(value), None) in self._visited:
            return
        self._visited[id(value), None] = value
        if isinstance(value, tuple):
            for entry in value:
                self.look(entry, names)
            return
        self._found.append(Variable(value, "len({})"))
        keys = list(value) if isinstance(value, dict) else range(len(value))
        for key in keys:
            if type(key) in (str, int):
                spelled = f".get({key!r})" if isinstance(value, dict) else f"[{key}]"
                self._add(Variable(value, "{}" + _escaped(spelled)), names)

    def _attributes(self, value: Any, names: Names) -> None:
        """The attributes of an object that the code mentions, and its methods."""
        key = id(value), names
        if key in self._visited:
            return
        self._visited[key] = value
        for name in sorted(names & {*dir(value)} | {"__call__"}):
            found = _static(value, name)
            if isinstance(found, types.FunctionType) and not _foreign(found):
                self._once(found, value)
            elif isinstance(found, (*DATA, SLOT)) or name in getattr(
                value, "__dict__", ()
            ):
                self._add(Variable(value, f"{{}}.{name}"), names)


def _escaped(spelled: str) -> str:
    return spelled.replace("{", "{{").replace("}", "}}")


def _static(value: Any, name: str) -> Any:
    """What the class has under this name; the function behind a property or method."""
    classes = [vars(k) for k in type(value).__mro__ if name in vars(k)]
    found = classes[0][name] if classes else None
    found = getattr(found, "fget", found)
    return getattr(found, "__wrapped__", found)


def _filled(cell: types.CellType) -> bool:
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False


def _foreign(value: Any) -> bool:
    """Whether a function or module is the engine's, NumPy's or Python's own."""
    module = getattr(value, "__module__", None) or getattr(value, "__name__", "")
    root = str(module).partition(".")[0]
    return root in LIBRARIES or (root in sys.stdlib_module_names and _pythons(root))


def _pythons(name: str) -> bool:
    """Whether the module is Python's own, not one of the user's with that name."""
    file = getattr(sys.modules.get(name), "__file__", None)
    return file is None or file.startswith(PYTHON)


@functools.lru_cache(maxsize=1024)
def _names(code: types.CodeType) -> tuple[frozenset[str], frozenset[str]]:
    """The globals and the attributes that the code reads, also in functions inside."""
    inner = [_names(one) for one in code.co_consts if isinstance(one, types.CodeType)]
    steps = list(dis.get_instructions(code))
    read = [s.argval for s in steps if s.opname in ("LOAD_GLOBAL", "LOAD_NAME")]
    taken = [s.argval for s in steps if s.opname in ("LOAD_ATTR", "LOAD_METHOD")]
    return (
        frozenset(read).union(*(one[0] for one in inner)),
        frozenset(taken).union(*(one[1] for one in inner)),
    )
