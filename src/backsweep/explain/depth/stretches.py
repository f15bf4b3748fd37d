"""The stretches of a chain: from one value that all chains pass to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...graph import Node
from .dominators import passed_by_all
from .flow import Flow, Pull
from .kinds import INPUT, PRODUCT, STILL, WEIGHT, kind
from .norms import Real, norm, share

BRANCHES, COST = "branches", "cost"


@dataclass(frozen=True, eq=False)
class Branch:
    """One of several ways that a desire comes back to a value.

    ``through`` is the first value on the way that has a name, or else the last
    operation; ``share`` is what it brings, signed, as a part of the whole desire,
    ``None`` if that is zero; ``size`` is the length of what it brings.
    """

    through: Node
    share: Real | None
    size: Real


@dataclass(frozen=True, eq=False)
class Stretch:
    """From the value ``of`` back to ``by``; ``gain`` is what becomes of its length.

    ``kind`` is that of its factor, ``"branches"`` where chains part and meet again, or
    ``"cost"`` for what the cost does with the network's output.
    """

    of: Node
    by: Node
    kind: str
    gain: Real
    branches: tuple[Branch, ...] = ()

    @property
    def operation(self) -> str:
        """The name of the operation, or how many branches there are."""
        count = len(self.branches)
        return f"{count} branches" if count else self.of.op.name


def stretches(flow: Flow) -> list[Stretch]:
    """The stretches from the cost to the end of the flow, or to the first zero."""
    found = list(_measured(flow))
    head = _head(flow, found)
    return [replace(one, kind=COST) for one in found[:head]] + found[head:]


def _measured(flow: Flow) -> Iterator[Stretch]:
    """One by one, the cost's own with the rest, to the end or to the first zero."""
    before = norm(flow.run.desire(flow.run.cost))
    for of, by in ends(flow):
        size = norm(flow.run.desire(by))
        yield stretch(flow, of, by, size / before)
        if not size:
            return
        before = size


def ends(flow: Flow, at_names: bool = True) -> Iterator[tuple[Node, Node]]:
    """From where to where each stretch goes, whatever the numbers are.

    A step that only passes a desire on is one with its neighbour; ``at_names`` it is
    not, where the value behind it has a name.
    """
    for of, by in pairwise(passed_by_all(flow)):
        ends = by is flow.to or (at_names and by in flow.run.symbols)
        if ends or not _passed_on(flow, of, by):
            yield of, by


def _passed_on(flow: Flow, of: Node, by: Node) -> bool:
    pull = _single(flow, of, by)
    return pull is not None and isinstance(pull.factor, STILL)


def _single(flow: Flow, of: Node, by: Node) -> Pull | None:
    """The one factor between two values, if there are no branches."""
    pulls = flow.users[by]
    return pulls[0] if len(pulls) == 1 and pulls[0].of is of else None


def stretch(flow: Flow, of: Node, by: Node, gain: Real) -> Stretch:
    """The stretch between two values, with its kind and branches."""
    pull = _single(flow, of, by)
    if pull is not None:
        return Stretch(of, by, kind(flow.run, pull), gain)
    return Stretch(of, by, BRANCHES, gain, tuple(_branches(flow, of, by)))


def _branches(flow: Flow, of: Node, by: Node) -> Iterator[Branch]:
    run, whole = flow.run, flow.run.desire(by)
    for pull in flow.users[by]:
        part = run.values(pull.brought(run))
        brought = share(part, whole) if norm(whole) else None
        yield Branch(_through(flow, pull.of, of), brought, norm(part))


def _through(flow: Flow, first: Node, end: Node) -> Node:
    """The first named value on the way from a branch's first operation to its end."""
    one = first
    while one is not end and one not in flow.run.symbols:
        users = flow.users[one]
        if len(users) != 1:
            return first
        one = users[0].of
    return first if one is end and first is not end else one


def _head(flow: Flow, found: Sequence[Stretch]) -> int:
    """How many stretches are the cost's own: what it does with the network's output.

    The output is the first value on the way that has a name, or what the last weight
    makes.
    """
    for k, one in enumerate(found):
        if one.kind in (WEIGHT, INPUT, PRODUCT):
            return k
        if one.by in flow.run.symbols and one.by is not flow.to:
            return k + 1
    return 0
