"""Every path one by one, and random small graphs to list them on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from backsweep.explain.depth.wires import Wires, wires
from backsweep.explain.run import Run, run

MOST_PATHS = 500
POLYNOMIAL: tuple[Callable[[Any, Any], Any], ...] = (
    lambda a, b: a + b,
    lambda a, b: a - 2 * b,
    lambda a, b: a * b,
    lambda a, b: a * a,
    lambda a, b: a @ b,
    lambda a, b: a.T @ b[0] - a,
    lambda a, b: a[::-1] + b[0],
    lambda a, b: np.sum(a) * b,
    lambda a, b: np.sum(a, axis=0) - b,
    lambda a, b: np.cumsum(a, axis=1) * b[[0, 0]],
    lambda a, b: np.concatenate((a[:1], b[1:])),
    lambda a, b: np.where(a > 0, a, 0 * b),
)
SMOOTH = (
    *POLYNOMIAL,
    lambda a, b: np.tanh(a) * b,
    lambda a, b: np.maximum(a, 0.0) + np.sin(b),
    lambda a, b: a / (2 + b * b),
    lambda a, b: np.max(a, axis=0) * b,
)


class Listed(NamedTuple):
    """A path: its product, and how many of its steps are operations."""

    product: Any
    length: int


def listed(below: Wires, entry: int) -> list[Listed]:
    """All paths from an entry, by walking along every one of them."""
    leaving = {
        one: [(wire, wire.edges.listed()) for wire in found]
        for one, found in below.leaving.items()
    }

    def walk(node: Any, entry: int) -> Iterator[Listed]:
        if node is below.run.cost:
            yield Listed(1, 0)
        for wire, edges in leaving.get(node, ()):
            for k in np.flatnonzero(edges.sources == entry):
                for product, length in walk(wire.of, int(edges.targets[k])):
                    rate = edges.rates.item(k)
                    yield Listed(product * rate, length + (not wire.plain))

    return list(walk(below.variable, entry))


class Drawn(NamedTuple):
    """A run of a random graph with few paths, and an entry of its variable."""

    run: Run
    wires: Wires
    entry: int
    paths: list[Listed]

    @property
    def index(self) -> tuple[int, int]:
        """The entry as it is asked for."""
        return divmod(self.entry, 2)

    @property
    def products(self) -> list[Any]:
        """The products of all paths."""
        return [path.product for path in self.paths]

    @property
    def gradient(self) -> Any:
        """The entry of the gradient, from the backward sweep."""
        return self.run.desire(self.wires.variable).item(self.entry)


@st.composite
def graphs(draw: Any, exact: bool = False) -> Drawn:
    """Up to four operations on matrices of two by two, values used again and again."""
    operations = st.sampled_from(POLYNOMIAL if exact else SMOOTH)
    lines = draw(
        st.lists(
            st.tuples(operations, st.integers(0, 9), st.integers(0, 9)),
            min_size=1,
            max_size=4,
        )
    )

    def cost(w, x):
        values = [w, x]
        for operation, first, second in lines:
            a, b = (values[-1 - k % len(values)] for k in (first, second))
            values.append(operation(a, b))
        return np.sum(values[-1]) + values[-1][0, 1]

    number = st.integers(-3, 3) if exact else st.floats(-2, 2, width=16)
    numbers = draw(st.lists(number, min_size=8, max_size=8))
    w, x = np.array(numbers).reshape(2, 2, 2)
    kept = run(cost, (w, x), {}, wrt=("w",))
    below = wires(kept, kept.variables["w"])
    assume(below.into and _count(below) <= MOST_PATHS)
    entry = draw(st.integers(0, 3))
    return Drawn(kept, below, entry, listed(below, entry))


def _count(below: Wires) -> int:
    """An upper bound on the number of paths from any entry: a product of fans."""
    reached = {below.run.cost: 1}
    for of in reversed(below.into):
        for wire in below.into[of]:
            edges = wire.edges.listed()
            fan = np.bincount(edges.sources, minlength=1).max(initial=0)
            so_far = reached.get(wire.by, 0) + int(fan) * reached[of]
            reached[wire.by] = so_far
    return reached.get(below.variable, 0)
