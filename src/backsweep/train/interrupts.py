"""Ctrl-C and a polite kill, turned into a question that the loop asks."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupt:
    """Whether, and by which signal, the run was asked to stop."""

    signal: int | None = None

    def asked(self) -> bool:
        """Whether it is time to stop after the step in hand."""
        return self.signal is not None

    @property
    def exit_code(self) -> int:
        """What a shell expects of a process that a signal ended: 128 and the signal."""
        return 128 + (self.signal or 0)


@contextmanager
def interrupts() -> Iterator[Interrupt]:
    """Catch SIGINT and SIGTERM; a second one ends the process at once, as usual."""
    interrupt = Interrupt()
    caught = (signal.SIGINT, signal.SIGTERM)
    before = {one: signal.getsignal(one) for one in caught}

    def note(number: int, _: FrameType | None) -> None:
        interrupt.signal = number
        put_back()

    def put_back() -> None:
        for one in caught:
            signal.signal(one, before[one])

    for one in caught:
        signal.signal(one, note)
    try:
        yield interrupt
    finally:
        put_back()
