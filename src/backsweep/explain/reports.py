"""The whole report: number by number for few, layer by layer for many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..graph import Node, topological
from .depth.flow import behind
from .depth.gains import Gains, gains
from .depth.stretches import COST, Stretch
from .formula.expression import Number
from .parts.chain import Chains
from .parts.chain import Words as FactorsInWords
from .parts.nopath import NoChain
from .report.blocks import Block, Note, Paragraph, Section, Words
from .report.part import Part
from .run import Run

if TYPE_CHECKING:
    from .explanation import Explanation

RATE = 0.1
NEGLIGIBLE = 1e-9
FORWARD = "Forward: every value"
BACKWARD = "Backward: every chain"
SHARED = "What the chains share"
STEP = "One step against the slope"


def in_numbers(ex: Explanation, full: bool) -> list[Block]:
    """The forward pass, the chains, what they share; in ``full`` the rest as well."""
    sections = [
        Section(FORWARD, _shown(ex.forward()) if full else (_forward(ex),)),
        Section(BACKWARD, tuple(_chains(ex))),
    ]
    if ex.story.variables:
        sections += [Section(SHARED, _shown(ex.shared(), ex.work()))]
    if full and ex.story.variables:
        sections += [
            Section("Desires and wishes", _shown(ex.desires(), ex.wishes())),
            Section("The check, the long way", _shown(ex.check())),
            Section(STEP, _shown(ex.step(RATE))),
        ]
    return list(sections)


def _shown(*parts: Part) -> tuple[Block, ...]:
    return tuple(block for part in parts for block in part.blocks())


def _forward(ex: Explanation) -> Paragraph:
    """The forward pass in a sentence."""
    values, outside = ex.forward().values, ex.story.run.given
    given = _listed(ex, [one for one in values if one in outside])
    made = _listed(ex, [one for one in values if one not in outside])
    return Paragraph(("Given ", *given, ", the function computes ", *made, "."))


def _listed(ex: Explanation, values: Sequence[Node]) -> Words:
    """``w1 = 1, w2 = 2``."""
    links = ex.story.links
    pairs = [(links.formula(x), " = ", Number(links.number(x)), ", ") for x in values]
    return tuple(word for pair in pairs for word in pair)[:-1]


def _chains(ex: Explanation) -> Iterator[Block]:
    """The chains of every variable, then their factors in words, each once."""
    parts = [ex.chain(name) for name in _every_entry(ex)]
    yield from dict.fromkeys(_shown(*parts))  # several may have the same note
    rates = [part for part in parts if isinstance(part, Chains)]
    words = FactorsInWords(rates, "The factors in words")
    yield from words.blocks() if any(words.factors) else ()


def _every_entry(ex: Explanation) -> Iterator[str]:
    """Every number's name; an array's entries by theirs."""
    for name, one in ex.run.variables.items():
        for index in np.ndindex(one.shape):
            yield f"{name}[{','.join(map(str, index))}]" if index else name


def in_layers(ex: Explanation) -> list[Block]:
    """The operations to the farthest parameter, and every parameter's signal."""
    run = ex.run
    told = (run.symbols[run.cost], " = ", Number(ex.value), ".")
    blocks: list[Block] = [Paragraph(told)]
    name = farthest(ex)
    if name is not None:
        blocks += _in_layers(ex, name)
    without = [one for one in run.variables.values() if one not in run.desires]
    ends = _shown(*[NoChain(run, one) for one in without])
    return [*blocks, *[Note(b.words) for b in ends if isinstance(b, Paragraph)]]


def _in_layers(ex: Explanation, name: str) -> Iterator[Section]:
    found = gains(ex.run, name)
    yield Section(f"The chain to {name}", _shown(found))
    if branching(found):
        yield Section("Paths of different lengths", _shown(ex.shares(name)))
    yield Section("Signal, input, coherence", _shown(ex.signals()))


def farthest(ex: Explanation) -> str | None:
    """The variable that the most operations lie behind; ``None`` without any path."""
    far = behind(ex.run)
    reached = {n: x for n, x in ex.run.variables.items() if x in ex.run.desires}
    return max(reached, key=lambda name: far.get(reached[name], 0), default=None)


def branching(found: Gains) -> bool:
    """Whether chains part and meet again, and more than one way brings something.

    What the cost alone does with the output is its own affair.
    """
    for row in found.rows:
        sizes = sorted((branch.size for branch in row.branches), reverse=True)
        several = len(sizes) > 1 and sizes[1] > NEGLIGIBLE * sizes[0]
        if several and (row.kind != COST or _weighed(found.run, row)):
            return True
    return False


def _weighed(run: Run, row: Stretch) -> bool:
    """Whether a variable is used on the way: the network's, not the cost's."""
    between = topological([row.of], {row.by: None})
    return any(x in run.varied for one in between for x in one.inputs)


def whole(ex: Explanation) -> dict[str, Any]:
    """Everything for programs."""
    found: dict[str, Any] = {
        "function": ex.run.title,
        "cost": ex.value,
        "exact": ex.run.values.exact,
        "gradient": ex.gradient,
    }
    return found | (_numbers(ex) if ex.few else _layers(ex))


def _numbers(ex: Explanation) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in (ex.forward(), ex.desires(), ex.wishes(), ex.shared()):
        found |= part.data()
    found["chains"] = [ex.chain(name).data() for name in _every_entry(ex)]
    return found | {
        "work": ex.work().data(),
        "check": ex.check().data(),
        "step": ex.step(RATE).data(),
    }


def _layers(ex: Explanation) -> dict[str, Any]:
    name = farthest(ex)
    if name is None:
        return ex.signals().data()
    chain = gains(ex.run, name)
    shares = {"shares": ex.shares(name).data()} if branching(chain) else {}
    return {"chain": chain.data(), **shares, **ex.signals().data()}
