"""The quick way into a compiled path: a function written for one kind of arguments.

Taking a nesting apart and putting another together by walking it costs more than a
small program itself. Therefore each path gets a Python function of its own, written out
as source: it unpacks just the nesting that the path is for, calls the program, and
returns the nesting of the result. Anything else that it is given, it declines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

import numpy as np

from . import tree
from .environment import Environment, Variable

DECLINED = object()


def quick_call(
    arguments: tree.Structure,
    kinds: Sequence[Any],
    captured: Sequence[tuple[Any, Variable | None]],
    environment: Environment,
    result: tree.Structure,
    outputs: Sequence[Any],
    program: Callable[..., Any],
) -> Callable[..., Any]:
    """The function of a path's arguments that runs ``program`` or returns ``DECLINED``.

    ``kinds`` says of each argument leaf what it must be: ``None`` for an array, which
    the program checks itself, or a test to make, as a pair of a type and a value.
    ``outputs`` says what to make of each result leaf: see :class:`Writer`.
    """
    writer = Writer()
    names = writer.unpack_arguments(arguments, kinds)
    writer.watch(environment)
    names += [writer.captured(*one) for one in captured]
    writer.finish(names, result, outputs)
    return writer.compile(program)


class Writer:
    """Writes the source of one function, and gathers the objects that it mentions."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._objects: dict[str, Any] = {"declined": DECLINED}
        self._numbers = count()
        self._signature = ""

    def unpack_arguments(
        self, structure: tree.Structure, kinds: Sequence[Any]
    ) -> list[str]:
        """Take the arguments apart; return the names of the program's leaves."""
        positional = structure.children[0]
        rest, passed = iter(kinds), list[str]()
        names = [self._name("a") for _ in positional.children]
        self._signature = ", ".join(names)
        for name, child in zip(names, positional.children, strict=True):
            self._unpack(name, child, rest, passed)
        return passed

    def _unpack(
        self,
        name: str,
        structure: tree.Structure,
        kinds: Iterator[Any],
        passed: list[str],
    ) -> None:
        if structure.kind is None:
            self._leaf(name, next(kinds), passed)
            return
        self._decline_unless(f"type({name}) is {self._object(structure.kind)}")
        children = [self._name("a") for _ in structure.children]
        if isinstance(structure.kind, type) and issubclass(
            structure.kind, (tuple, list, dict)
        ):
            self._decline_unless(f"len({name}) == {len(children)}")
        for child, step in zip(children, self._steps(structure), strict=True):
            self._line(f"{child} = {name}{step}")
        for child, inner in zip(children, structure.children, strict=True):
            self._unpack(child, inner, kinds, passed)

    def _steps(self, structure: tree.Structure) -> list[str]:
        """As :func:`tree.steps`, for keys of any type."""
        if issubclass(structure.kind, dict):
            return [f"[{self._object(key)}]" for key in structure.keys]
        return tree.steps(structure)

    def _leaf(self, name: str, kind: Any, passed: list[str]) -> None:
        """A leaf: passed to the program, and first tested if its type matters."""
        if kind is None:
            passed.append(name)
            return
        wanted, value = kind
        self._decline_unless(f"type({name}) is {self._object(wanted)}")
        if value is None:
            passed.append(name)
        else:
            self._decline_unless(f"{name} == {self._object(value)}")

    def watch(self, environment: Environment) -> None:
        """Decline when something that the function read from outside has changed."""
        for variable, was in zip(environment.variables, environment.seen, strict=True):
            sign = "==" if variable.spelled.startswith("len(") else "is"
            self._decline_unless(f"{self._read(variable)} {sign} {self._object(was)}")
        if environment.snapshots:
            self._decline_unless(f"{self._object(environment.kept)}()")

    def captured(self, value: Any, variable: Variable | None) -> str:
        """How the program gets an array from outside."""
        return self._object(value) if variable is None else self._read(variable)

    def _read(self, variable: Variable) -> str:
        return variable.spelled.format(self._object(variable.holder))

    def finish(
        self, passed: Sequence[str], result: tree.Structure, outputs: Sequence[Any]
    ) -> None:
        """The call of the program, and the nesting of its results.

        Each of ``outputs`` is ``None`` for an array as it is, a function that makes
        what is wanted of it, or a pair whose second is the same at every call.
        """
        self._line(f"r = program({', '.join(passed)})")
        self._decline_unless("type(r) is tuple")
        places = count()
        leaves = iter([self._output(one, places) for one in outputs])
        self._line(f"return {self._nested(result, leaves)}")

    def _output(self, kind: Any, places: Iterator[int]) -> str:
        if isinstance(kind, tuple):
            copy = ".copy()" if isinstance(kind[1], np.ndarray) else ""
            return self._object(kind[1]) + copy
        read = f"r[{next(places)}]"
        return read if kind is None else f"{self._object(kind)}({read})"

    def _nested(self, structure: tree.Structure, leaves: Iterator[str]) -> str:
        kind = structure.kind
        if kind is None:
            return next(leaves)
        parts = [self._nested(child, leaves) for child in structure.children]
        if kind is list:
            return f"[{', '.join(parts)}]"
        if kind is tuple:
            return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
        if kind is dict:
            keys = map(self._object, structure.keys)
            pairs = [f"{k}: {v}" for k, v in zip(keys, parts, strict=True)]
            return "{" + ", ".join(pairs) + "}"
        return f"{self._object(structure.assemble)}([{', '.join(parts)}])"

    def compile(self, program: Callable[..., Any]) -> Callable[..., Any]:
        """The function that was written."""
        body = "\n".join(f"    {line}" for line in self._lines)
        space = {**self._objects, "program": program}
        exec(f"def quick({self._signature}):\n{body}", space)
        return space["quick"]

    def _line(self, line: str) -> None:
        self._lines.append(line)

    def _decline_unless(self, condition: str) -> None:
        self._line(f"if not ({condition}): return declined")

    def _name(self, prefix: str) -> str:
        return f"{prefix}{next(self._numbers)}"

    def _object(self, value: Any) -> str:
        """A name for ``value`` in the function's globals."""
        name = self._name("o")
        self._objects[name] = value
        return name
