"""The parts of a report on a gradient's health, as tables and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..explain.depth.gains import KINDS
from ..explain.depth.labels import percent
from ..explain.formula.expression import Number
from ..explain.formula.numbers import spelled
from ..explain.report.blocks import Block, Cell, Note, Paragraph, Table
from .cause import Share, causes
from .chain_table import number
from .cures import Trial
from .record import BRANCHES, Branch, Link, Parameter, Record, Squish, factor
from .sentences import called, two_digits
from .steps import Step

LISTED = 4
"""How many branches, or uses of a parameter, are listed: the largest."""
SAME_SIZE = 10.0
APART = 100.0


def cause(record: Record) -> Iterator[Block]:
    """What slopes, weights and the rest make of the change, each in logarithms."""
    told = "; ".join(map(_cause, causes(record.network)))
    yield Paragraph((f"{told[:1].upper()}{told[1:]}.",))


def _cause(one: Share) -> str:
    name, gain = KINDS.get(one.kind, one.kind), spelled(two_digits(one.gain))
    if one.share is None:
        return f"{name}: a factor of {gain}"
    return f"{name}: {percent(one.share)}, a factor of {gain}"


def cures(found: Sequence[Trial]) -> Iterator[Block]:
    """The cures that were tried, the most promising first."""
    head = ("cure", "predicted", "before", "after", "all layers", "verdict")
    rows = tuple(map(_trial, found))
    yield Table(TRIED, head, rows, (1, 2, 3, 4))


TRIED = "Cures, each tried on a copy: the factor of a layer, and of all of them"


def _trial(one: Trial) -> tuple[Cell, ...]:
    layer = (factor(x.per_layer) for x in (one.before, one.after))
    whole = factor(one.after.decades)
    numbers = map(number, (one.cure.predicted, *layer, whole))
    return (one.cure.words, *numbers, one.after.kind)


def steps(record: Record, found: Sequence[Step]) -> Iterator[Block]:
    """One step of descent, tried on a copy."""
    rows = tuple(
        (x.words, Number(record.cost), Number(x.promised), Number(x.after))
        for x in found
    )
    head = ("step", "cost now", "promised by the slope", "after the step")
    yield Table("Steps, each tried on a copy", head, rows, (1, 2, 3))


def parameters(record: Record) -> Iterator[Block]:
    """Each parameter's gradient as signal, input and coherence."""
    sizes = ("gradient", "signal", "input", "coherence", "relative")
    head = ("parameter", "used in", *sizes)
    rows = tuple(row for one in record.parameters for row in _parameter(one))
    yield Table("Parameters", head, rows, (2, 3, 4, 5, 6))
    yield Paragraph((PARAMETERS,))
    yield from _trap(record)
    if record.without_path:
        yield Note((f"No path leads to {', '.join(record.without_path)}.",))


PARAMETERS = (
    "Gradient = signal · input · coherence. Signal: the length of the desire where the "
    "parameter is used. Input: that of what it is multiplied with. Coherence: what the "
    "sum over the samples leaves of the two. Relative: the gradient as a part of the "
    "parameter."
)


def _parameter(one: Parameter) -> Iterator[tuple[Cell, ...]]:
    ratio = number(one.gradient / one.size if one.size else None)
    largest = sorted(one.uses, key=lambda use: -use.brought)[:LISTED]
    if len(one.uses) != 1:
        count = f"{len(one.uses)} uses, the largest of them:" if one.uses else ""
        yield one.name, count, number(one.gradient), "", "", "", ratio
    for use in largest:
        numbers = map(number, (use.brought, use.signal, use.input, use.coherence))
        alone = len(one.uses) == 1
        yield one.name if alone else "", use.at, *numbers, ratio if alone else ""


def _trap(record: Record) -> Iterator[Note]:
    """Gradients of one size from signals of very different ones."""
    once = [x for x in record.parameters if x.spread and len(x.uses) == 1]
    used = [(x.gradient, x.uses[0].signal) for x in once]
    used = [pair for pair in used if min(pair) > 0]
    if len(used) < 2:
        return
    gradients, signals = zip(*used, strict=True)
    alike = max(gradients) < SAME_SIZE * min(gradients)
    if alike and max(signals) > APART * min(signals):
        yield Note(
            (
                "The gradients of the weights are of one size although their signals "
                "are not: where signals are small, inputs are large. So it is in every "
                "network that scales with its weights, as one of ReLU without biases "
                "does. Comparing gradients of parameters shows nothing there.",
            )
        )


def units(record: Record) -> Iterator[Block]:
    """Dead, quiet and saturated units, and how far samples are apart, by layer."""
    head = ("activation", "units", "dead", "quiet", "flat", "slope", "samples apart")
    rows = tuple(map(_squish, record.squishes))
    samples = max(one.samples for one in record.squishes)
    yield Table(f"Units, over {samples} samples", head, rows, tuple(range(1, 7)))
    yield Paragraph((UNITS,))


def _squish(one: Squish) -> tuple[Cell, ...]:
    shares = map(percent, (one.quiet, one.saturated))
    apart = number(None if one.apart is None else two_digits(one.apart))
    slope = Number(two_digits(one.slope))
    return (called(one), str(one.units), str(one.dead), *shares, slope, apart)


UNITS = (
    "Dead: slope 0 on every sample. Quiet: the part of the other units' slopes that is "
    "0, which is sparse, not sick. Flat: slopes under a tenth of the largest there is. "
    "Apart: the variance between samples as a part of their mean square."
)


def branches(record: Record) -> Iterator[Block]:
    """Where ways part: what each brings; and what paths of each length bring."""
    rows = [row for one in record.links if one.kind == BRANCHES for row in _parted(one)]
    if rows:
        head = ("back to", "by way of", "share", "length")
        yield Table("Branches that meet again", head, tuple(rows), (2, 3))
    if record.degrees:
        yield _degrees(record)
        if record.left is not None:
            told = ("What the lengths bring differs in direction: the whole is ",)
            yield Paragraph((*told, Number(record.left), " of the sum of their sizes."))


def _parted(one: Link) -> Iterator[tuple[Cell, ...]]:
    shown = sorted(one.branches, key=lambda x: -x.size)[:LISTED]
    for k, branch in enumerate(shown):
        yield (
            one.to if k == 0 else "",
            branch.through,
            _share(branch),
            number(branch.size),
        )


def _share(branch: Branch) -> str:
    return "0/0" if branch.share is None else percent(branch.share)


def _degrees(record: Record) -> Table:
    head = ("weights passed", "paths", "share of the desire")
    largest = sorted(record.degrees, key=lambda x: -abs(x.share or 0))[: 4 * LISTED]
    rows = tuple(
        (str(x.length), f"{x.paths:,}", "" if x.share is None else percent(x.share))
        for x in record.degrees
        if x in largest
    )
    return Table(
        "Paths to the front, by how many weights they pass", head, rows, (0, 1, 2)
    )
