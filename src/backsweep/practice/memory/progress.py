"""What a page of progress shows: what is held, how skills grow, what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .items import Item
from .records import Opportunity, Recurrence, State
from .schedule import held
from .store import Store

DAYS = 60
"""How far ahead a forgetting curve looks."""

OPPORTUNITIES = 7
"""About how many varied tries a skill takes (Koedinger and others, 2023)."""


@dataclass(frozen=True)
class Memory:
    """An item that was reviewed, and the ``chance`` that it is remembered ``now``."""

    item: Item
    state: State
    now: datetime
    chance: float

    def curve(self, days: int = DAYS) -> tuple[float, ...]:
        """The chance now and on each of the next ``days`` if it is left alone."""
        ahead = (self.now + timedelta(days=day) for day in range(days + 1))
        return tuple(held(self.state, at) for at in ahead)


@dataclass(frozen=True)
class Growth:
    """The first opportunities of a skill, the earliest first."""

    item: Item
    opportunities: tuple[Opportunity, ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """The share of boxes that were right at the first try, each time."""
        return tuple(one.right / one.asked for one in self.opportunities)

    @property
    def ahead(self) -> int:
        """How many more tries it is likely to take."""
        return max(0, OPPORTUNITIES - len(self.opportunities))


@dataclass(frozen=True)
class Progress:
    """The numbers of the page; ``unseen`` items were never reviewed."""

    memories: tuple[Memory, ...]
    growths: tuple[Growth, ...]
    recurrences: tuple[Recurrence, ...]
    unseen: tuple[Item, ...]

    @property
    def held(self) -> float:
        """How many items are remembered now, as FSRS expects it."""
        return sum(memory.chance for memory in self.memories)


def progress(items: Sequence[Item], store: Store, now: datetime) -> Progress:
    """All numbers about ``items`` at the time ``now``."""
    states = store.reviews.states()
    return Progress(
        memories=tuple(_memories(items, states, now)),
        growths=tuple(_growths(items, store)),
        recurrences=store.attempts.mistakes(),
        unseen=tuple(item for item in items if item.id not in states),
    )


def _memories(
    items: Iterable[Item], states: Mapping[str, State], now: datetime
) -> Iterator[Memory]:
    for item in items:
        if item.id in states:
            state = states[item.id]
            yield Memory(item, state, now, held(state, now))


def _growths(items: Iterable[Item], store: Store) -> Iterator[Growth]:
    """How each skill that was tried has grown."""
    for item in items:
        opportunities = store.attempts.opportunities(item.id)
        if opportunities:
            yield Growth(item, opportunities)
