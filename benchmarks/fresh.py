"""Measurements that need new processes: imports, first calls, cached starts."""

from __future__ import annotations

import compileall
import functools
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any


def run(code: str, environment: Mapping[str, str] | None = None) -> Any:
    """What a new Python prints, as JSON, when it runs ``code``."""
    _write_bytecode()
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


@functools.cache
def _write_bytecode() -> None:
    """Compile Backsweep's files, as pip has done with those of its peers."""
    (folder,) = importlib.import_module("backsweep").__path__
    compileall.compile_dir(folder, quiet=1)


def first_calls(
    library: str, way: str, problem: str, calls: int, kept: str
) -> list[float]:
    """Seconds of the first calls in a new process, which keeps its code in ``kept``."""
    code = (
        "import json; from benchmarks.first import calls; "
        f"print(json.dumps(calls({library!r}, {way!r}, {problem!r}, {calls})))"
    )
    return run(code, folders(kept))


def folders(kept: str) -> dict[str, str]:
    """Where each library is to keep compiled code: nothing else is there at first."""
    return {
        "BACKSWEEP_CACHE": os.path.join(kept, "backsweep"),
        "TORCHINDUCTOR_CACHE_DIR": os.path.join(kept, "torch"),
        "JAX_COMPILATION_CACHE_DIR": os.path.join(kept, "jax"),
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
        "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "0",
    }
