"""Which trace is going on in this thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_thread = threading.local()


def current() -> Any:
    """The trace that is going on in this thread; ``None`` if there is none."""
    return getattr(_thread, "trace", None)


@contextmanager
def going_on(trace: Any) -> Iterator[None]:
    """Until the block ends, ``trace`` is the thread's current one."""
    before = current()
    _thread.trace = trace
    try:
        yield
    finally:
        _thread.trace = before
