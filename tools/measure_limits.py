"""How much of a desire may be lost on the way to the front before nothing is learned.

Networks of many depths, started in five ways, learn the handwritten digits. Beside each
stands the power of ten between the desire at the front and that at the output, before
the first step. From this come the limits in ``backsweep.health.limits``.

Run as ``python tools/measure_limits.py``; it takes about ten minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from backsweep.health.verdict import Verdict
from backsweep.train import Options, Source, fit
from backsweep.train.errors import Diverged
from backsweep.train.watching import HealthWatch

WIDTH, EPOCHS = 64, 10
DEPTHS = (2, 3, 4, 5, 6, 8, 10, 14, 20, 30)
SPREADS = {"tanh": (1 / 3, 0.6, 1.0, 4.0, 16.0), "relu": (1 / 3, 0.6, 2.0, 3.0, 6.0)}
"""The variance of weights times the width."""
LEARNERS = ("sgd", "adam")
LEARNED = 0.9
"""The held-out accuracy of a network that has learned."""
EDGES = (-30.0, -6.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 30.0)


class Run(NamedTuple):
    """One network: decades before the first step, and accuracy after the last."""

    decades: float
    scores: dict[str, float]


class First:
    """Keeps the first verdict, and lets the run go on."""

    def __init__(self) -> None:
        self.verdict: Verdict | None = None

    def begins(self, *_: object) -> None:
        """Nothing to do."""

    def moves(self, *_: object) -> None:
        """Nothing to do."""

    def examined(self, record: object, found: Verdict) -> None:
        """Keep the first one."""
        self.verdict = self.verdict or found


def runs() -> Iterator[Run]:
    """Every network, by every learner."""
    for activation, spreads in SPREADS.items():
        for spread in spreads:
            for depth in DEPTHS:
                yield run(activation, depth, (spread / WIDTH) ** 0.5)


def run(activation: str, depth: int, spread: float) -> Run:
    """One network, started alike for each learner."""
    first, scores = First(), {}
    for learner in LEARNERS:
        options = Options(
            layers=(WIDTH,) * depth,
            activation=activation,
            init="normal",
            spread=spread,
            optimiser=learner,
            epochs=EPOCHS,
        )
        watch = HealthWatch(first, every=10**9)
        scores[learner] = _score(options, watch)
    assert first.verdict is not None
    return Run(first.verdict.decades, scores)


def _score(options: Options, watch: HealthWatch) -> float:
    try:
        return fit(Source("digits"), options, watch=watch).score
    except Diverged:
        return 0.0


def main() -> None:
    """Print a line per network, then the table."""
    found = []
    for one in runs():
        print(f"{one.decades:7.2f}", one.scores, flush=True)
        found.append(one)
    print("\n| decades | networks |", " | ".join(LEARNERS), "|")
    for low, high in pairwise(EDGES):
        inside = [one for one in found if low <= one.decades < high]
        told = (f"{_learned(inside, x)} learned" for x in LEARNERS)
        print(f"| {low:g} to {high:g} | {len(inside)} |", " | ".join(told), "|")


def _learned(inside: list[Run], learner: str) -> int:
    return sum(one.scores[learner] > LEARNED for one in inside)


if __name__ == "__main__":
    main()
