"""Tracing: your function runs on arrays that compute as usual and note what they did.

One trace is one graph. The first run computes as it records, so ``if``, ``while``,
``print`` and debuggers work on real numbers. A ``grad`` inside a traced function goes
on in the same graph; a *mark* around each variable keeps apart what is differentiated
with respect to what, so perturbations cannot be confused.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from .current import current as current
from .current import going_on
from .errors import ChangedArray, LeakedValue, UnsupportedValue
from .functions.special import learn_scipy
from .graph import Node, node
from .guards import Guard
from .nopath import NoPath
from .ops import INPUT, MARK
from .places import Place, place_of, user_place

PLAIN = (np.generic, np.memmap, NoPath)


class Trace:
    """One run of a function: the leaves it read, what it computed, what it decided."""

    def __init__(self) -> None:
        self.open = True
        self.leaves: list[Any] = []
        self.inputs: list[Node] = []
        self.values: dict[Node, Any] = {}
        self.places: dict[Node, Place | None] = {}
        self.names: dict[Node, str] = {}
        self.guards: list[Guard] = []
        self.argument_names: dict[int, str] = {}
        self._captured: dict[int, Node] = {}
        self._locked: list[np.ndarray] = []
        self._marks = 0

    def leaf(self, value: Any, name: str = "") -> Node:
        """A new input of the graph, which stands for ``value``."""
        array = as_real(value)
        params = (len(self.inputs), array.shape, array.dtype)
        one = node(INPUT, (), params)
        self.inputs.append(one)
        self.leaves.append(value)
        self.values[one] = value
        self._lock(value)
        if name:
            self.names[one] = name
        return one

    def capture(self, value: Any) -> Node:
        """The input that stands for an array from outside; one array is one input."""
        found = self._captured.get(id(value))
        if found is None:
            name = self.argument_names.get(id(value), "")
            found = self._captured[id(value)] = self.leaf(value, name)
            self.places[found] = user_place()
        return found

    def mark(self, one: Node, name: str = "") -> Node:
        """``one`` again, as a variable of its own."""
        made = node(MARK, (one,), (self._marks,))
        self._marks += 1
        self.values[made] = self.values[one]
        if name:
            self.names[made] = name
        return made

    def called(self, one: Node) -> str:
        """What the user calls the value, or the expression that makes it."""
        place = self.places.get(one)
        return self.names.get(one) or (place and place.name) or ""

    def decide(self, one: Node, outcome: Any) -> Any:
        """Note that Python took a decision: ``one`` had the value ``outcome``."""
        kept = outcome.copy() if isinstance(outcome, np.ndarray) else outcome
        self.guards.append(Guard(one, kept, user_place()))
        return outcome

    def own(self) -> None:
        """Copy what the caller might write to: the trace will be asked again later."""
        roots = {id(_root(leaf)) for leaf in self.leaves}
        mine: dict[int, Any] = {}
        for one, value in self.values.items():
            if isinstance(value, np.ndarray) and id(_root(value)) in roots:
                if id(value) not in mine:
                    mine[id(value)] = value.copy()
                self.values[one] = mine[id(value)]

    def refused(self, error: Exception) -> bool:
        """Whether ``error`` is NumPy's, about writing into an array that is locked."""
        refusal = isinstance(error, ValueError) and "read-only" in str(error)
        return refusal and bool(self._locked)

    def close(self) -> None:
        """The function has returned: no value may be used any more."""
        self.open = False
        for array in sorted(self._locked, key=_depth):
            array.flags.writeable = True

    def _lock(self, value: Any) -> None:
        """Until the trace ends, writing to an array that it depends on is an error.

        So is writing to the array that it is a view of.
        """
        while isinstance(value, np.ndarray):
            if value.flags.writeable:
                value.flags.writeable = False
                self._locked.append(value)
            value = value.base


def _root(array: Any) -> Any:
    """The array that owns the memory."""
    base = getattr(array, "base", None)
    return _root(base) if isinstance(base, np.ndarray) else array


def _depth(array: np.ndarray) -> int:
    """How many arrays it is a view of: NumPy unlocks views only after their owner."""
    return 1 + _depth(array.base) if isinstance(array.base, np.ndarray) else 0


def as_real(value: Any) -> Any:
    """``value`` as an array of real numbers; raises for anything else."""
    array = value if isinstance(value, (np.ndarray, np.generic)) else np.asarray(value)
    strange = type(array) is not np.ndarray and not isinstance(array, PLAIN)
    if array.dtype.kind not in "fiub" or strange:
        raise UnsupportedValue(
            f"a {type(value).__name__} ({array.dtype}) in a traced function",
            why="Backsweep differentiates real numbers and NumPy's own arrays of them; "
            "masked arrays, matrices and the like compute by rules of their own",
            cure="pass real numbers, arrays of them, or a nesting of those",
        )
    return array


@contextmanager
def tracing() -> Iterator[Trace]:
    """A new trace, which is the thread's current one until the block ends."""
    learn_scipy()
    trace = Trace()
    try:
        with going_on(trace):
            yield trace
    except Exception as error:
        ours = our_cause(error)
        if ours is not None and ours is not error:
            raise ours.with_traceback(error.__traceback__) from None
        if trace.refused(error):
            raise _changed(error) from error
        raise
    finally:
        trace.close()


def our_cause(error: BaseException | None) -> LeakedValue | None:
    """Our own error behind one that NumPy put in its place."""
    while error is not None and not isinstance(error, LeakedValue):
        error = error.__cause__
    return error


def _changed(error: Exception) -> ChangedArray:
    """NumPy's refusal to write into an array that the trace has locked, explained."""
    return ChangedArray(
        "an array was changed in place after the traced function had used it",
        where=str(place_of(error) or ""),
        cure="compute a new array, or make a copy before the first use",
    )
