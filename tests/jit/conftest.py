"""Every test of ``jit`` runs natively, and without the extra ``native``."""

from __future__ import annotations

import functools
from typing import Any

import pytest

import backsweep as bs
from backsweep import native


@pytest.fixture(params=["native", "numpy"], autouse=True)
def way(request: Any, monkeypatch: Any) -> str:
    if request.param == "numpy":
        monkeypatch.setattr(native, "available", lambda: False)
    return str(request.param)


@pytest.fixture
def counted() -> Any:
    """Jits a function; gives it with a list of its real runs, which it never reads."""

    def count(f: Any) -> tuple[Any, Any]:
        runs: list[None] = []
        note = runs.append

        @functools.wraps(f)
        def noting(*args: Any, **kwargs: Any) -> Any:
            note(None)
            return f(*args, **kwargs)

        return bs.jit(noting), runs

    return count
