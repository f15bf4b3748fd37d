"""Random programs over the rule set, as NumPy source that any library can run.

A program is drawn line by line, and run on its arguments as it is drawn, so that each
line fits the shapes it meets and all numbers stay finite and of moderate size.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.special
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from . import operations

Family = Callable[[Any, "Draft"], tuple[str, list[str]]]
LARGEST, MOST = 30.0, 80
"""The size of numbers, and how many of them, that a line may make."""
SHAPES = (
    (),
    (1,),
    (2,),
    (3,),
    (1, 1),
    (2, 3),
    (3, 2),
    (3, 3),
    (1, 3),
    (2, 1),
    (2, 1, 3),
)
EMPTY = ((0,), (0, 3), (2, 0))
EXPLORE = int(os.environ.get("BACKSWEEP_EXPLORE", "0"))
"""Where it is not 0: that many times the examples, other ones each time."""


def examples(count: int) -> settings:
    """Settings for a property test: the same examples in every run."""
    return settings(
        max_examples=count * max(1, EXPLORE),
        deadline=None,
        derandomize=not EXPLORE,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@dataclass(frozen=True)
class Program:
    """Lines that compute values from arguments, and which of them come out."""

    lines: tuple[str, ...]
    results: tuple[str, ...]
    arguments: tuple[np.ndarray, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the arguments."""
        return tuple(f"x{k}" for k in range(len(self.arguments)))

    @property
    def every(self) -> tuple[int, ...]:
        """The numbers of all arguments."""
        return tuple(range(len(self.arguments)))

    @property
    def source(self) -> str:
        """The program as two functions: all its results, and a cost made of them."""
        given, values = ", ".join(self.names), ", ".join(self.results)
        waves = " + ".join(f"xp.sum(xp.sin({name} + 0.5))" for name in self.results)
        body = [f"    {line}" for line in self.lines]
        first = [f"def results({given}):", *body, f"    return [{values}]"]
        return "\n".join(
            [*first, "", f"def cost({given}):", *body, f"    return {waves}"]
        )

    def functions(
        self, xp: Any = np, special: Any = scipy.special, array: Any = np.array
    ) -> Any:
        """``results`` and ``cost`` with a library's functions."""
        space = {"xp": xp, "special": special, "array": array}
        exec(self.source, space)
        return space["results"], space["cost"]

    @property
    def cost(self) -> Callable[..., Any]:
        """The cost as plain NumPy code."""
        return self.functions()[1]

    def __repr__(self) -> str:
        told = [
            f"{n}: {a.dtype}{list(a.shape)}"
            for n, a in zip(self.names, self.arguments, strict=True)
        ]
        return f"\n# {', '.join(told)}\n{self.source}\n"

    def directions(self) -> tuple[np.ndarray, ...]:
        """A direction for each argument, the same ones each time."""
        random = np.random.default_rng(7)
        return tuple(
            np.asarray(random.standard_normal(a.shape), a.dtype) for a in self.arguments
        )


class Draft:
    """A program that grows: the values so far, and which nobody uses yet."""

    def __init__(self, arguments: Sequence[np.ndarray]):
        self.arguments = tuple(arguments)
        self.values = {f"x{k}": a for k, a in enumerate(arguments)}
        self.lines: list[str] = []
        self.unused = dict.fromkeys(self.values)

    def add(self, expression: str, used: Sequence[str]) -> None:
        """One more line, unless its numbers would not do."""
        value = self._value(expression)
        if value is None:
            return
        name = f"v{len(self.lines)}"
        self.lines.append(f"{name} = {expression}")
        self.values[name] = value
        for one in used:
            self.unused.pop(one, None)
        self.unused[name] = None

    def _value(self, expression: str) -> Any:
        space = {"xp": np, "special": scipy.special, "array": np.array, **self.values}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                value = eval(expression, space)
            except (ValueError, IndexError):
                return None
        return value if _tame(value) and _smooth(expression, value) else None

    def finish(self) -> Program:
        """The program whose results are the values that no line uses."""
        return Program(tuple(self.lines), tuple(self.unused), self.arguments)


def _tame(value: Any) -> bool:
    return bool(
        np.size(value) <= MOST
        and np.all(np.isfinite(value))
        and np.all(np.abs(value) < LARGEST)
    )


def _smooth(expression: str, value: Any) -> bool:
    """Not the length, or the spread, of numbers that are all the same."""
    rough = "norm" in expression or "std" in expression
    return not rough or bool(np.all(np.abs(value) > 1e-2))


@st.composite
def programs(
    draw: Any,
    dtypes: Sequence[Any] = (np.float64,),
    without: Sequence[str] = (),
    most: int = 8,
    empty: bool = True,
) -> Program:
    """Programs of up to ``most`` lines; no word of ``without`` occurs in them."""
    shapes = st.sampled_from(SHAPES + EMPTY if empty else SHAPES)
    wanted = draw(
        st.lists(st.tuples(shapes, st.sampled_from(dtypes)), min_size=1, max_size=3)
    )
    random = np.random.default_rng(draw(st.integers(0, 2**16)))
    draft = Draft([np.asarray(random.uniform(-2, 2, s), d) for s, d in wanted])
    for _ in range(draw(st.integers(1, most))):
        expression, used = draw(st.sampled_from(_families(draft)))(draw, draft)
        if expression and not any(word in expression for word in without):
            draft.add(expression, used)
    return draft.finish()


def _names(draft: Draft, fits: Callable[[Any], bool]) -> list[str]:
    """The values that fit, the newest first."""
    return [name for name, value in reversed(draft.values.items()) if fits(value)]


def _axes(value: Any) -> Iterator[str]:
    """The ways of naming axes of a value."""
    yield from ("", ", keepdims=True")
    for k in range(-np.ndim(value), np.ndim(value)):
        yield from (f", axis={k}", f", axis={k}, keepdims=True")
    if np.ndim(value) > 1:
        yield from (", axis=(0, -1)", ", axis=(1, 0), keepdims=True")


def _fit(value: Any, other: Any) -> bool:
    """Whether two values broadcast."""
    pairs = zip(np.shape(value)[::-1], np.shape(other)[::-1], strict=False)
    return all(m == n or 1 in (m, n) for m, n in pairs)


def _binary(draw: Any, draft: Draft) -> tuple[str, list[str]]:
    one = draw(st.sampled_from(list(draft.values)))
    others = _names(draft, lambda v: _fit(v, draft.values[one]))
    other = draw(st.sampled_from(others))
    return draw(st.sampled_from(operations.BINARY)).format(one, other), [one, other]


def _product(draw: Any, draft: Draft) -> tuple[str, list[str]]:
    one = draw(st.sampled_from(_names(draft, lambda v: np.ndim(v) > 0)))
    length = np.shape(draft.values[one])[-1:]
    others = _names(draft, lambda v: np.shape(v)[-2:][:1] == length)
    other = draw(st.sampled_from(others or [one]))
    return draw(st.sampled_from(operations.PRODUCTS)).format(one, other), [one, other]


def _reduction(draw: Any, draft: Draft) -> tuple[str, list[str]]:
    name = draw(st.sampled_from(list(draft.values)))
    options = draw(st.sampled_from(list(_axes(draft.values[name]))))
    return draw(st.sampled_from(operations.REDUCTIONS)).format(name, options=options), [
        name
    ]


def _along(expressions: Sequence[str], filled: bool) -> Family:
    def family(draw: Any, draft: Draft) -> tuple[str, list[str]]:
        fitting = _names(
            draft, lambda v: np.ndim(v) > 0 and (np.size(v) > 0 or not filled)
        )
        if not fitting:
            return "", []
        name = draw(st.sampled_from(fitting))
        dimensions = np.ndim(draft.values[name])
        axis = draw(st.integers(-dimensions, dimensions - 1))
        return draw(st.sampled_from(expressions)).format(name, axis=axis), [name]

    return family


def _of(expressions: Sequence[str], *dimensions: int) -> Family:
    def family(draw: Any, draft: Draft) -> tuple[str, list[str]]:
        name = draw(st.sampled_from(_names(draft, lambda v: np.ndim(v) in dimensions)))
        return draw(st.sampled_from(expressions)).format(name), [name]

    return family


ALONG = _along(operations.ALONG, False), _along(operations.FILLED, True)
ANY: tuple[Family, ...] = (
    _of(operations.UNARY, 0, 1, 2, 3, 4),
    _binary,
    _binary,
    _reduction,
    _of(operations.WHOLE, 0, 1, 2, 3, 4),
)
BY_DIMENSIONS: dict[int, tuple[Family, ...]] = {
    0: (),
    1: (_product, *ALONG, _of(operations.VECTOR, 1), _of(operations.BACKWARD, 1)),
    2: (
        _product,
        _product,
        *ALONG,
        _of(operations.MATRIX, 2),
        _of(operations.BACKWARD, 2),
    ),
    3: (_product, *ALONG, _of(operations.BACKWARD, 3)),
}
"""What can be made of a value with so many axes, beside what can be made of any."""


def _families(draft: Draft) -> tuple[Family, ...]:
    kinds = {min(3, np.ndim(v)) for v in draft.values.values()}
    return ANY + sum((BY_DIMENSIONS[k] for k in sorted(kinds)), ())
