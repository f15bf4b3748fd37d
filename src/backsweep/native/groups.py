"""Which values are computed in one loop: a schedule made from the end backwards.

A value is placed when everything that uses it has been placed, so it can join the
loop of its first user: it is computed as late as possible and, where that loop is its
only user, never stored. A reduction goes with the loop that makes what it reduces.
Groups are numbered downwards, so a smaller position is an earlier step.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .loops import Shape
from .values import Check, Elementwise, Leaf, Number, Reduce, Ref, Value, squeeze

LIMIT = 64
"""Weight of a loop: longer chains are cut, and equal cuts are one kernel."""
SINGLE_LIMIT = 128
"""The same where the loop has one turn, and nothing is kept in vectors."""
HEAVY = 8
"""Weight of a function that is a polynomial; an arithmetic operation weighs 1."""
_RECENT = 8
"""One-turn loops that are looked at for room."""

_LIGHT = frozenset(
    """
    absolute add cast copy divide equal fmax fmin greater greater_equal isfinite
    isinf isnan less less_equal logical_and logical_not logical_or logical_xor
    maximum minimum multiply negative not_equal positive reciprocal sign sqrt
    square subtract where
    """.split()  # noqa: SIM905
)


@dataclass(eq=False, slots=True)
class Group:
    """One step: values computed in one loop over ``domain``, or one other value."""

    domain: Shape | None
    position: int
    members: list[Value] = field(default_factory=list)
    weight: int = 0

    def has_room(self, more: int) -> bool:
        """Whether operations of this weight fit into the loop as well."""
        return self.weight + more <= (LIMIT if self.domain else SINGLE_LIMIT)


def weight(value: Value) -> int:
    """How much code a value is."""
    heavy = isinstance(value, Elementwise) and value.name not in _LIGHT
    return HEAVY if heavy else 1


@dataclass(frozen=True, slots=True)
class Use:
    """A value's use by another, which reads it entry for entry or otherwise."""

    user: Value
    same: bool


class Schedule:
    """The steps that compute ``outputs`` and pass the guards among ``values``."""

    def __init__(self, values: list[Value], outputs: Iterable[Value]):
        self.order = {value: k for k, value in enumerate(values)}
        self.outputs = set(outputs)
        self.uses: dict[Value, list[Use]] = defaultdict(list)
        self.group_of: dict[Value, Group] = {}
        self._waiting: dict[Value, list[Value]] = defaultdict(list)
        self._guards: list[int] = []
        self._singles: list[Group] = []
        self._front = 0
        for value in reversed(values):
            if self._is_needed(value):
                self._place(value)
        self.groups = self._sorted()

    def is_stored(self, value: Value) -> bool:
        """Whether the value gets an array: something outside its loop reads it."""
        mine = self.group_of[value]
        return value in self.outputs or any(
            not use.same or self.group_of[use.user] is not mine
            for use in self.uses[value]
        )

    def _is_needed(self, value: Value) -> bool:
        if isinstance(value, Leaf | Number):
            return False
        used = bool(self.uses[value] or self._waiting[value])
        return used or value in self.outputs or isinstance(value, Check)

    def _place(self, value: Value) -> None:
        if isinstance(value, Elementwise):
            self._join(value, self._home(value))
        elif isinstance(value, Reduce):
            self._place_reduction(value)
        else:
            self._join(value, self._new(None))
            if isinstance(value, Check):
                self._guards.append(self._front)

    def _place_reduction(self, value: Reduce) -> None:
        made = value.refs[0].value
        if (
            isinstance(made, Elementwise)
            and value.refs[0].is_same
            and made.segment == value.segment
        ):
            self._waiting[made].append(value)
        else:
            self._join(value, self._new(squeeze(value.refs[0].view.shape)))

    def _join(self, value: Value, group: Group) -> None:
        """Put a value, and the reductions of it that wait, into a group."""
        for member in [value, *self._waiting.pop(value, [])]:
            group.members.append(member)
            group.weight += weight(member)
            self.group_of[member] = group
            for ref in member.refs:
                self.uses[ref.value].append(Use(member, ref.is_same))

    def _new(self, domain: Shape | None) -> Group:
        self._front -= 1
        group = Group(domain, self._front)
        if domain == ():
            self._singles.append(group)
        return group

    def _home(self, value: Value) -> Group:
        """The group in which an elementwise value is computed."""
        domain = squeeze(value.shape)
        latest, strict = self._latest(value)
        if domain == ():
            found = self._single(latest, strict, weight(value))
        else:
            found = self._shared(value, domain, latest, strict)
        return found or self._new(domain)

    def _shared(
        self, value: Value, domain: Shape, latest: float, strict: bool
    ) -> Group | None:
        """The loop that needs the value first, if it reads it entry for entry."""
        alike = self._users_alike(value, domain)
        found = next((g for g in alike if g.position == latest and not strict), None)
        if found is None or not found.has_room(weight(value)):
            return None
        self._merge(found, alike, self._waiting.get(value, ()))
        return found

    def _users_alike(self, value: Value, domain: Shape) -> list[Group]:
        """The loops over the same domain that read the value entry for entry."""
        groups = (self.group_of[u.user] for u in self.uses[value] if u.same)
        return list(dict.fromkeys(g for g in groups if g.domain == domain))

    def _latest(self, value: Value) -> tuple[float, bool]:
        """The first step that needs the value, and whether to stay before it."""
        latest, strict = math.inf, False
        for position, before in self._needs(value):
            if position < latest:
                latest, strict = position, before
            elif position == latest:
                strict = strict or before
        return latest, strict

    def _needs(self, value: Value) -> Iterator[tuple[int, bool]]:
        for use in self.uses[value]:
            yield self.group_of[use.user].position, not use.same
        for reduction in self._waiting.get(value, ()):
            for use in self.uses[reduction]:
                yield self.group_of[use.user].position, True

    def _single(self, latest: float, strict: bool, more: int) -> Group | None:
        """The last one-turn loop that may hold a value needed at ``latest``."""
        for group in self._singles[-_RECENT:]:
            early = group.position < latest or (group.position == latest and not strict)
            if early and group.has_room(more):
                return group
        return None

    def _merge(self, into: Group, others: list[Group], made: Iterable[Value]) -> None:
        """Take loops with a common source together, where nothing stands between.

        ``made`` are reductions that ``into`` is about to make: whoever reads one of
        them stays behind.
        """
        pending = set(made)
        for other in others:
            reads = {ref.value for member in other.members for ref in member.refs}
            behind = not pending.isdisjoint(reads)
            if other is not into and not behind and self._can_merge(into, other):
                for member in other.members:
                    self.group_of[member] = into
                into.members += other.members
                into.weight += other.weight
                other.members = []

    def _can_merge(self, into: Group, other: Group) -> bool:
        if not into.has_room(other.weight):
            return False
        if any(into.position < guard < other.position for guard in self._guards):
            return False
        return all(
            self._is_ready(ref, into, other) for m in other.members for ref in m.refs
        )

    def _is_ready(self, ref: Ref, into: Group, other: Group) -> bool:
        """Whether what ``other`` reads is there when ``into`` runs."""
        group = self.group_of.get(ref.value)
        if group is None or group is other or group.position < into.position:
            return True
        return group is into and ref.is_same

    def _sorted(self) -> list[Group]:
        groups = [g for g in dict.fromkeys(self.group_of.values()) if g.members]
        for group in groups:
            group.members.sort(key=self.order.__getitem__)
        return sorted(groups, key=lambda group: group.position)
