"""A call's arguments, and which of their numbers are to be explained."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from .. import tree
from ..errors import UnsupportedValue
from ..names import function_name
from ..trace import Trace
from ..traced import Traced
from .errors import unknown_name

NUMBERS = (int, float, Fraction, np.ndarray, np.generic)


def is_number(value: Any) -> bool:
    """Whether it is a real number or an array of them; flags and functions are not."""
    return isinstance(value, NUMBERS) and np.asarray(value).dtype.kind in "fiuO"


class Leaf(NamedTuple):
    """One number or array among the arguments, by its full name: ``p['w'][0]``."""

    name: str
    argument: str
    value: Any

    @property
    def number(self) -> bool:
        """Whether it is a number or an array of them; flags and functions are not."""
        return is_number(self.value)

    @property
    def whole(self) -> bool:
        """Whether it is of whole numbers, which may be counts or places in an array."""
        return self.number and np.asarray(self.value).dtype.kind in "iu"

    @property
    def exact(self) -> bool:
        """Whether it can be computed with in fractions."""
        array = np.asarray(self.value)
        exact = (isinstance(one, (int, Fraction)) for one in array.flat)
        return array.dtype.kind in "iu" or (array.dtype == object and all(exact))


class Arguments:
    """The arguments of one call of ``f``, bound to their names."""

    def __init__(self, f: Callable[..., Any], args: Sequence[Any], kwargs: Any):
        self.f = f
        self._bound = _bind(f, args, kwargs)
        self.given = frozenset(self._bound.arguments)
        self._add_numbers()
        self._nested = {
            name: tree.flatten(value) for name, value in self._bound.arguments.items()
        }
        self.leaves = list(self._leaves())

    def _add_numbers(self) -> None:
        """Defaults that are numbers are data; all others are left to ``f``."""
        self._bound.apply_defaults()
        for name, value in list(self._bound.arguments.items()):
            leaves = tree.flatten(value)[0]
            if name not in self.given and not any(map(is_number, leaves)):
                del self._bound.arguments[name]

    def _leaves(self) -> Iterator[Leaf]:
        """All leaves, in the order of the signature."""
        for name, (leaves, _) in self._nested.items():
            paths = tree.paths(self._bound.arguments[name])
            for leaf, path in zip(leaves, paths, strict=True):
                yield Leaf(name + path, name, leaf)

    def wanted(self, wrt: Sequence[str] | None) -> list[str]:
        """The names of the leaves to explain: those of ``wrt``, or all given numbers.

        A name stands for a leaf, or for all leaves of an argument.
        """
        numbers = [leaf for leaf in self.leaves if leaf.number]
        if wrt is None:
            return [leaf.name for leaf in numbers if leaf.argument in self.given]
        for name in wrt:
            if all(name not in (leaf.name, leaf.argument) for leaf in numbers):
                known = [leaf.argument for leaf in numbers]
                raise unknown_name(str(name), function_name(self.f), known)
        return [one.name for one in numbers if one.name in wrt or one.argument in wrt]

    def call(self, trace: Trace, replaced: Mapping[str, Traced]) -> Any:
        """Run ``f`` with the leaves replaced that have a traced value."""
        rest = iter(self.leaves)
        for name, (leaves, structure) in self._nested.items():
            new = [replaced.get(next(rest).name, leaf) for leaf in leaves]
            self._bound.arguments[name] = structure.build(new)
        return self.f(*self._bound.args, **self._bound.kwargs)


def _bind(f: Callable[..., Any], args: Sequence[Any], kwargs: Any) -> Any:
    try:
        signature = inspect.signature(f)
    except (TypeError, ValueError):
        raise UnsupportedValue(
            f"{function_name(f)} does not tell what its arguments are called",
            cure="wrap it in a Python function with named arguments",
        ) from None
    unknown = _unknown(signature, kwargs)
    if unknown is not None:
        known = [*signature.parameters]
        raise unknown_name(unknown, function_name(f), known)
    try:
        return signature.bind(*args, **kwargs)
    except TypeError as error:
        raise UnsupportedValue(
            f"{function_name(f)}: {error}",
            why="every argument without a default needs a value to be explained at",
            cure=f"its signature is {function_name(f)}{signature}",
        ) from None


def _unknown(signature: inspect.Signature, kwargs: Mapping[str, Any]) -> str | None:
    takes = signature.parameters
    if any(p.kind is p.VAR_KEYWORD for p in takes.values()):
        return None
    return next((name for name in kwargs if name not in takes), None)
