"""The machine and the versions that figures were measured with; no names, no paths."""

from __future__ import annotations

import datetime
import os
import platform
from pathlib import Path
from typing import Any

from . import THREADS, peers


def description() -> dict[str, Any]:
    """What a reader needs to know of it."""
    return {
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "threads": THREADS,
        "system": platform.system(),
        "python": platform.python_version(),
        "versions": peers.versions(),
        "absent": peers.absent(),
    }


def processor() -> str:
    """The model, with the widest vectors it has."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    found = {k.strip(): v.strip() for k, _, v in (one.partition(":") for one in lines)}
    name = found.get("model name") or platform.processor() or platform.machine()
    flags = found.get("flags", "").split()
    wide = [
        n for flag, n in (("avx512f", "AVX-512"), ("avx2", "AVX2")) if flag in flags
    ]
    return ", ".join([name, *wide[:1]])


def moment() -> dict[str, Any]:
    """When a measurement began, and how busy the machine was in the minute before."""
    now = datetime.datetime.now(datetime.UTC)
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {"date": now.date().isoformat(), "load": busy}
